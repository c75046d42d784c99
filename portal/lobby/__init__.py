"""FRONT ROOM of the demo: the lobby, the split screen and the simulated phones."""

from flask import Blueprint, abort

from portal.web.services import services

WORLD = "public"
"""The world that visitors of the demo share."""

blueprint = Blueprint("lobby", __name__, template_folder="templates")


@blueprint.before_request
def _only_in_the_demo() -> None:
    if not services().settings.demo:
        abort(404)


from portal.lobby import entrance as entrance  # noqa: E402 - views register on the blueprint
from portal.lobby import phones as phones  # noqa: E402 - the same
