"""FRONT ROOM: the citizen's pages, from the first page to the results."""

from flask import Blueprint

WORLD = "public"
"""The world whose dossiers these pages open."""

blueprint = Blueprint("citizen", __name__, template_folder="templates")

from portal.citizen import catalogue as catalogue  # noqa: E402 - views register on it
from portal.citizen import header as header  # noqa: E402 - the same
from portal.citizen import looking_up as looking_up  # noqa: E402 - the same
from portal.citizen import messages as messages  # noqa: E402 - the same
from portal.citizen import suggestions as suggestions  # noqa: E402 - the same
from portal.citizen import supplementing as supplementing  # noqa: E402 - the same
from portal.citizen import tracking as tracking  # noqa: E402 - the same
from portal.citizen.declaring import checking as checking  # noqa: E402 - the same
from portal.citizen.declaring import discrepancies as discrepancies  # noqa: E402
from portal.citizen.declaring import opening as opening  # noqa: E402 - the same
from portal.citizen.declaring import papers as papers  # noqa: E402 - the same
from portal.citizen.declaring import sections as sections  # noqa: E402 - the same
from portal.citizen.declaring import tasks as tasks  # noqa: E402 - the same
