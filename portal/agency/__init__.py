"""FRONT ROOM: an agency's officers and their queue, and the agency's intake."""

from flask import Blueprint

WORLD = "public"
"""The world whose queue is shown."""

blueprint = Blueprint("agency", __name__, template_folder="templates")

from portal.agency import intake as intake  # noqa: E402 - views register on the blueprint
from portal.agency import papers as papers  # noqa: E402 - the same
from portal.agency import queue as queue  # noqa: E402 - the same
from portal.agency import refusing as refusing  # noqa: E402 - the same
from portal.agency import returning as returning  # noqa: E402 - the same
from portal.agency import review as review  # noqa: E402 - the same
