"""The addresses of a sign-in on the computer, and of signing out."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from mock_idp.login import (
    choosing,
    consent,
    device,
    leaving,
    level,
    representing,
    scanning,
    steps,
    waiting,
)
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.phone.states import FAILED, State

login = Blueprint("login", __name__)


@login.get("/sign-in/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show whatever this sign-in needs next."""
    transaction = steps.transaction_here(code)
    if transaction.is_answered:
        return steps.finished_page()
    if transaction.state is State.FACTOR_OK and not transaction.is_taken:
        return redirect(url_for("login.go_on", code=code), 303)
    if transaction.state is State.SHOWN:
        return scanning.page(transaction)
    if transaction.is_waiting or transaction.state in FAILED:
        return waiting.page(transaction)
    if transaction.device is not None and not transaction.is_device_known:
        return device.compare_page(transaction)
    return _next_page(transaction)


def _next_page(transaction: SignIn) -> ResponseReturnValue:
    need = steps.missing(transaction)
    if need is Missing.LEVEL:
        return level.page(transaction)
    if need in (Missing.ACCOUNT, Missing.LOGIN):
        return choosing.page(transaction)
    if representing.is_open(transaction):
        return representing.page(transaction)
    if need is Missing.CONSENT:
        return consent.page(transaction)
    return steps.finish(transaction)


_POSTED = {
    "choose": ("account", choosing.choose),
    "cancel": ("cancel", choosing.cancel),
    "scan": ("qr", scanning.begin),
    "again": ("again", waiting.again),
    "choose_other": ("other", waiting.choose_other),
    "compared": ("device", device.compared),
    "level": ("level", level.answer),
    "represent": ("represent", representing.answer),
    "consent": ("consent", consent.answer),
}
for _name, (_path, _take) in _POSTED.items():
    login.post(f"/sign-in/<code>/{_path}", endpoint=_name)(_take)

login.get("/sign-in/<code>/part", endpoint="part")(waiting.part)
login.get("/sign-in/<code>/continue", endpoint="go_on")(waiting.go_on)
login.route("/logout", methods=["GET", "POST"], endpoint="leave")(leaving.begin)
login.post("/logout/confirm", endpoint="confirm_leaving")(leaving.confirm)
