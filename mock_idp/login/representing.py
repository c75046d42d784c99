"""The page that asks a guardian for whom: for oneself, or for a child."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.front.current import service
from mock_idp.login import steps
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.claims.scopes import REPRESENTATION
from mock_idp.people.account import Account

MYSELF = "myself"


def is_open(transaction: SignIn) -> bool:
    """Say whether this sign-in must still ask for whom the person acts."""
    asks = REPRESENTATION in transaction.ask.scopes
    return asks and not transaction.has_chosen_whom and bool(wards(transaction))


def wards(transaction: SignIn) -> tuple[Account, ...]:
    """Return the children the signed-in person acts for."""
    session = steps.session_of(transaction)
    if session is None:
        return ()
    today = service().clock.world_now().date()
    wards = service().people.wards(session.account)
    return tuple(child for child in wards if child.is_child(today))


def page(transaction: SignIn) -> Response:
    """Offer oneself and each child under 14."""
    session = steps.session_of(transaction)
    return pages.render(
        "login/represent.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        account=session.account if session else None,
        wards=wards(transaction),
    )


def answer(code: str) -> ResponseReturnValue:
    """Remember for whom the person acts; it goes into this answer only."""
    transaction = steps.posted_transaction(code)
    chosen = request.form.get("whom", "")
    known = {child.personal_id: child for child in wards(transaction)}
    if chosen == MYSELF or chosen in known:
        transaction.represents = known.get(chosen)
        transaction.has_chosen_whom = True
    return steps.to_next(transaction)
