"""Who is signed in, for the header of every page."""

from flask import g

from portal.auth.guards import citizen_or_none, officer_or_none
from portal.auth.roles import Citizen
from portal.citizen import blueprint
from portal.dossiers.actors import Officer
from portal.notifications import service as notifications


@blueprint.app_template_global()
def signed_in_citizen() -> Citizen | None:
    """Return who is signed in as a citizen."""
    return citizen_or_none()


@blueprint.app_template_global()
def signed_in_officer() -> Officer | None:
    """Return who is signed in as an officer."""
    return officer_or_none() if "db" in g else None


@blueprint.app_template_global()
def unread_messages() -> int:
    """Count the citizen's unread messages."""
    who = citizen_or_none()
    if who is None or "db" not in g:
        return 0
    return notifications.unread(g.db, who.person_id)
