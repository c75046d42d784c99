"""What to tell an officer whose page is older than the dossier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.i18n import Text, _
from portal.agency.sheet.places import Place
from portal.dossiers.errors import (
    ActionNotAllowed,
    ReasonNotAnswerable,
    StaleDossier,
)
from portal.dossiers.events import BranchEvent, DossierSubmitted, Event
from portal.dossiers.hops import Hop, hop_of

_AT_THE_DESK: dict[str, Text] = {
    "BranchSupplemented": _("Người dân đã gửi bổ sung"),
}
"""Steps that the citizen's timeline tells to «bạn»."""


@dataclass(frozen=True)
class Change:
    """One thing that happened meanwhile."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Conflict:
    """Why nothing was done, what changed, and what to do."""

    title: Text | str
    advice: Text | str
    changes: tuple[Change, ...] = ()


def stale(error: StaleDossier) -> Conflict:
    """Explain that somebody else was faster."""
    return Conflict(
        title=_("Trong lúc bạn xem, hồ sơ đã thay đổi"),
        advice=_(
            "Chưa có gì được ghi. Trang này đã theo bản mới nhất; "
            "xem lại thay đổi rồi làm tiếp."
        ),
        changes=tuple(_changes(error.changes)),
    )


def not_allowed(_error: ActionNotAllowed) -> Conflict:
    """Explain that the dossier does not stand where the action is possible."""
    return Conflict(
        title=_("Việc này không còn làm được với hồ sơ"),
        advice=_(
            "Hồ sơ đã sang bước khác nên chưa có gì được ghi. "
            "Mục “Việc cần làm” cho biết bước tiếp theo."
        ),
    )


def not_answerable(places: Mapping[str, Place], error: ReasonNotAnswerable) -> Conflict:
    """Explain that the citizen can no longer change a chosen place."""
    names = [place.label for place in places.values() if place.name == error.field]
    return Conflict(
        title=_("Có chỗ người dân không còn sửa được"),
        advice=_(
            "Chưa có gì được ghi. Cơ quan khác vừa giải quyết dựa trên thông tin này: "
            "%(place)s. Gửi lại, chỗ đó sẽ được bỏ ra."
        )
        % {"place": names[0] if names else error.field},
    )


def _changes(events: Iterable[Event]) -> Iterable[Change]:
    for event in events:
        if isinstance(event, BranchEvent):
            hop = hop_of(event)
            who = f" · {hop.who}" if hop.who else ""
            yield Change(hop.at, f"{at_the_desk(hop)}{who}")
        elif isinstance(event, DossierSubmitted):
            yield Change(event.at, str(_("Người dân gửi hồ sơ")))


def at_the_desk(hop: Hop) -> str:
    """Return a step in the words for officers."""
    return str(_AT_THE_DESK.get(hop.kind, hop.text))
