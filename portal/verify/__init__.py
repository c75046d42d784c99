"""FRONT ROOM: anybody checks a result by its code or by the file itself."""

from flask import Blueprint

blueprint = Blueprint("verify", __name__, template_folder="templates")

from portal.verify import views as views  # noqa: E402 - views register on the blueprint
