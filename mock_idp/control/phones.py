"""Between the phones and what goes wrong on purpose: outcomes, and the journal."""

from mock_idp.control.exchanges import CURRENT
from mock_idp.control.scenarios import Scenarios
from mock_idp.oidc.emission import About
from mock_idp.people.directory import Directory
from mock_idp.phone.outcomes import Act, Outcome, Outcomes
from mock_idp.phone.states import Move, State
from mock_idp.phone.transaction import Transaction

ACTS = {
    "deny": Act.DENY,
    "ignore": Act.IGNORE,
    "wrong_number": Act.WRONG_NUMBER,
    "face_fails": Act.FACE_FAILS,
    "lost_device": Act.LOST,
    "outdated_app": Act.OUTDATED,
    "late_push": Act.LATE,
    "double_approval": Act.APPROVE_TWICE,
}
"""What each fault of group P makes a phone do."""
HARMLESS = ("late_push", "double_approval")
"""Faults that a sign-in without a person survives."""
MOVED = "phone"


class PhoneFaults(Outcomes):
    """Outcomes that were ordered, then those of the scenarios that are on."""

    def __init__(self, scenarios: Scenarios, people: Directory) -> None:
        super().__init__()
        self._scenarios, self._people = scenarios, people

    def take(self, personal_id: str) -> Outcome | None:
        """Return what is to happen to a person's new request, once."""
        ordered = super().take(personal_id)
        exchange = CURRENT.get()
        if ordered is not None or exchange is None:
            return ordered
        if self._scenarios.is_quiet and not exchange.own:
            return None
        known = self._people.find(personal_id)
        who = known.slug if known else personal_id
        fault = self._scenarios.phone(exchange, About("phone", None, who))
        return None if fault is None else Outcome(ACTS[fault.phone or ""])


def note_move(transaction: Transaction, move: Move, before: State) -> None:
    """Note what happens to a request on a phone in the exchange under way."""
    exchange = CURRENT.get()
    if exchange is None:
        return
    account = transaction.account
    about = About("phone", transaction.client_id, account.slug if account else None)
    moved = {
        "id": transaction.code,
        "move": move.value,
        "from": before.value,
        "to": transaction.state.value,
    }
    exchange.said.append((MOVED, moved, about))
