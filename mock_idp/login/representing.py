"""The page that asks a guardian for whom: for oneself, or for a child."""

from dataclasses import dataclass

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.errors import RegisterDown
from mock_idp.front.current import service
from mock_idp.login import steps
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.claims.scopes import REPRESENTATION
from mock_idp.people.account import Account

MYSELF = "myself"


@dataclass(frozen=True)
class Wards:
    """The children under 14 a person acts for; some unknown while the register is down.

    Attributes:
        is_down: the register did not answer, so that kin is not known.
    """

    children: tuple[Account, ...] = ()
    is_down: bool = False


def is_open(transaction: SignIn) -> bool:
    """Say whether this sign-in must still ask for whom the person acts."""
    if REPRESENTATION not in transaction.ask.scopes or transaction.has_chosen_whom:
        return False
    found = wards(transaction)
    return found.is_down or bool(found.children)


def wards(transaction: SignIn) -> Wards:
    """Return the children the signed-in person acts for; asked once in a request."""
    session = steps.session_of(transaction)
    if session is None:
        return Wards()
    known: dict[str, Wards] = g.setdefault("wards", {})
    number = session.account.personal_id
    if number not in known:
        known[number] = _wards(session.account)
    return known[number]


def _wards(account: Account) -> Wards:
    people, today = service().people, service().clock.world_now().date()
    try:
        found, is_down = people.wards(account), False
    except RegisterDown:
        found, is_down = people.own_wards(account), True
    return Wards(tuple(c for c in found if c.is_child(today)), is_down)


def page(transaction: SignIn) -> Response:
    """Offer oneself and each child under 14."""
    session = steps.session_of(transaction)
    return pages.render(
        "login/represent.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        account=session.account if session else None,
        wards=wards(transaction).children,
        is_down=wards(transaction).is_down,
    )


def answer(code: str) -> ResponseReturnValue:
    """Remember for whom the person acts; it goes into this answer only."""
    transaction = steps.posted_transaction(code)
    chosen = request.form.get("whom", "")
    known = {child.personal_id: child for child in wards(transaction).children}
    if chosen == MYSELF or chosen in known:
        transaction.represents = known.get(chosen)
        transaction.has_chosen_whom = True
    return steps.to_next(transaction)
