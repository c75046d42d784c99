"""Reads request bodies so that no body, however made, is more than a 4xx."""

from typing import Any

from flask import Request
from flask_smorest import abort
from marshmallow import Schema
from webargs.flaskparser import FlaskParser


class StrictParser(FlaskParser):
    """JSON only; nesting or numbers beyond Python's limits are bad requests too."""

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ANN401 - any JSON
        """Return the body, or answer 400 when it is not JSON."""
        try:
            return super().load_json(req, schema)
        except (ValueError, RecursionError):
            abort(400)
