"""``/healthz``: the process lives. ``/readyz``: its database answers too."""

from flask import Blueprint, g, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from portal.auth.guards import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Answer as soon as the process serves requests."""
    return jsonify(status="ok", synthetic=True)


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Answer when the database does."""
    g.db.execute(text("SELECT 1"))
    return jsonify(status="ready", synthetic=True)
