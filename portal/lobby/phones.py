"""The simulated phones: what the portal sent as SMS and to the e-ID app.

Nothing leaves the machine; the messages are read from the outbox.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue

from portal.auth.guards import public
from portal.lobby import WORLD, blueprint
from portal.lobby.personas import shelf
from portal.notifications.service import EVNEID, SMS, outbox
from portal.web.pages import render
from portal.web.services import services

if TYPE_CHECKING:
    from portal.notifications.models import Message

PHONE_CHANNELS = (SMS, EVNEID)
SHOWN = 20
"""Messages that one phone shows."""


@dataclass(frozen=True)
class Phone:
    """One person's phone, newest message first."""

    person_id: str
    owner: str
    messages: "tuple[Message, ...]"
    older: int
    """How many earlier messages are not shown."""


@blueprint.get("/demo/phone")
@public
def phone() -> ResponseReturnValue:
    """Show every phone that has received something."""
    part = _part()
    return render("lobby/phone.html", part=part, tag=_tagged(part).headers["ETag"])


@blueprint.get("/demo/phone/part")
@public
def phone_part() -> ResponseReturnValue:
    """Answer with the phones alone, for the page to refresh itself."""
    return _tagged(_part()).make_conditional(request)


def _part() -> str:
    names = shelf(services().register).names()
    return render("lobby/phones_part.html", phones=phones(outbox(g.db, WORLD), names))


def _tagged(part: str) -> Response:
    answer = make_response(part)
    answer.add_etag()
    return answer


def phones(messages: "Iterable[Message]", names: dict[str, str]) -> list[Phone]:
    """Group messages, newest first, by person; the phone that rang last leads."""
    by_person: dict[str, list[Message]] = {}
    for message in messages:
        if message.channel in PHONE_CHANNELS:
            by_person.setdefault(message.person_id, []).append(message)
    return [
        Phone(
            person_id,
            names.get(person_id, ""),
            tuple(received[:SHOWN]),
            max(0, len(received) - SHOWN),
        )
        for person_id, received in by_person.items()
    ]
