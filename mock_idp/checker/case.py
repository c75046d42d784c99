"""What a case is: one thing that goes wrong, and what a good relying party does."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from forms.i18n import Text, _
from mock_idp.control.faults.catalogue import CATALOGUE

if TYPE_CHECKING:
    from mock_idp.checker.deed import Deed
    from mock_idp.checker.plays.stage import Stage
    from mock_idp.checker.traits import Need


class Expect(Enum):
    """What a good relying party does; the value says it."""

    REJECT = _("từ chối, không mở phiên")
    ACCEPT = _("chấp nhận, mở phiên")
    REPROMPT = _("không mở phiên; nên xin đăng nhập lại ở mức cần")
    RECOVER = _("không mở phiên hỏng; lần đăng nhập sau lại chạy tốt")
    SURVIVE = _("tự chọn nhận hay từ chối, nhưng không sập")
    DO = _("làm như đặc tả nói")
    STAY = _("không nhận mã đăng xuất (400), phiên còn nguyên")
    LEAVE = _("nhận mã đăng xuất (200), phiên hết")


class Severity(Enum):
    """What it means when a relying party does otherwise.

    A note: no specification asks for it (MAY), but it is good to know.
    """

    FAIL = "fail"
    WARN = "warn"
    NOTE = "note"


PUBLIC = ("jwks", "discovery")
"""Where the e-ID does not know who asks."""

Look = Callable[["Deed"], Text | None]
Play = Callable[["Stage"], "Deed"]


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        id: its name, group first: ``id-token.exp-past``.
        title: what goes wrong, or what is looked at.
        expect: what a good relying party does.
        clause: where that is written.
        then: what the mock does, as in a scenario; nothing: it behaves well.
        endpoint: where it does that, for changes that need it said.
        severity: what doing otherwise means.
        crash: what an answer 500, or none at all, of the relying party means.
        needs: what the relying party must do for the case to apply.
        play: how the visit goes; none: one sign-in.
        look: returns what is wrong with a visit; nothing when all is well.
        person: who signs in.
        grant: only requests of this grant type go wrong.
        same: an equal module of the OpenID Foundation's suite.
    """

    id: str
    title: Text
    expect: Expect
    clause: str
    then: tuple[Any, ...] = ()
    endpoint: str | None = None
    severity: Severity = Severity.FAIL
    crash: Severity = Severity.WARN
    needs: tuple["Need", ...] = ()
    play: Play | None = None
    look: Look | None = None
    person: str = "dao"
    grant: str | None = None
    same: str = ""

    @property
    def group(self) -> str:
        """Return the group it belongs to."""
        return self.id.partition(".")[0]

    def orders(
        self, names: Mapping[str, Any], whom: str | None
    ) -> dict[str, dict[str, Any]]:
        """Return the scenarios that make the mock do it, by name; one each.

        Args:
            names: stand for themselves in braces: ``issuer``, ``client`` and others.
            whom: the only client that it is done to; none: all.
        """
        told = {"endpoint": self.endpoint, "grant": self.grant}
        where = {name: value for name, value in told.items() if value is not None}
        return {
            name: {
                "then": [_filled(action, names)],
                "when": where | _for_whom(action, whom),
                "say": f"check-rp {self.id}",
            }
            for name, action in self._actions()
        }

    def faults(self) -> frozenset[str]:
        """Return the ids under which the journal notes what the mock did."""
        made = (_fault_of(action) or f"{name}.0" for name, action in self._actions())
        return frozenset(made)

    def _actions(self) -> Iterator[tuple[str, Any]]:
        yield from ((f"{self.id}-{n}", action) for n, action in enumerate(self.then))


def _fault_of(action: object) -> str:
    """Return the named fault of an action; empty when it is written out."""
    named = action.get("fault") if isinstance(action, dict) else action
    return named if isinstance(named, str) else ""


def _for_whom(action: object, whom: str | None) -> dict[str, Any]:
    """Return the client; keys and configuration do not know who reads them."""
    fault = CATALOGUE.get(_fault_of(action))
    said = {str(kind) for kind in action} if isinstance(action, dict) else set()
    public = fault.endpoint in PUBLIC if fault else bool(said & set(PUBLIC))
    return {} if public or whom is None else {"client": whom}


def _filled(value: Any, names: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        whole = names.get(value.strip("{}")) if value.startswith("{") else None
        if whole is not None and value.endswith("}"):
            return whole
        for name, known in names.items():
            value = value.replace(f"{{{name}}}", str(known))
        return value
    if isinstance(value, dict):
        return {key: _filled(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_filled(item, names) for item in value]
    return value


def of_fault(
    fault: str,
    expect: Expect,
    *more: Any,  # noqa: ANN401 - further actions, as scenarios take them
    group: str,
    seconds: float | None = None,
    **fields: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    """Return the case of a named fault: its title and clause are the fault's."""
    known = CATALOGUE[fault]
    name = fault.partition(".")[2].replace("_", "-")
    action = fault if seconds is None else {"fault": fault, "seconds": seconds}
    then = (action, *more)
    return Case(f"{group}.{name}", known.title, expect, known.clause, then, **fields)
