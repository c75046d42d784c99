"""THE HALL: who you are and what you may do."""

from flask import Blueprint

blueprint = Blueprint("auth", __name__, template_folder="templates")

from portal.auth import views as views  # noqa: E402 - views register on the blueprint
