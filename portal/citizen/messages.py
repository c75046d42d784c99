"""The citizen's messages, newest first."""

from flask import g
from flask.typing import ResponseReturnValue

from portal.auth.guards import citizen, requires, writes
from portal.auth.roles import Role
from portal.citizen import blueprint
from portal.notifications import service as notifications
from portal.web.pages import render


@blueprint.get("/messages")
@requires(Role.CITIZEN)
@writes
def messages() -> ResponseReturnValue:
    """Show the inbox; what is shown counts as read from the next page on."""
    who = citizen().person_id
    inbox = [
        (sent, notifications.words(sent)) for sent in notifications.inbox(g.db, who)
    ]
    page = render("citizen/messages.html", inbox=inbox)
    notifications.mark_read(g.db, who)
    return page
