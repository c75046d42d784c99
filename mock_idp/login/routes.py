"""The addresses of a sign-in on the computer, and of signing out."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from mock_idp.login import choosing, consent, leaving, level, steps, waiting
from mock_idp.login.transactions import Phone
from mock_idp.oidc.policy import Missing

login = Blueprint("login", __name__)


@login.get("/sign-in/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show whatever this sign-in needs next."""
    transaction = steps.transaction_here(code)
    if transaction.is_finished:
        return steps.finished_page()
    if transaction.phone is Phone.APPROVED:
        return redirect(url_for("login.go_on", code=code), 303)
    if transaction.phone is not Phone.NOT_ASKED:
        return waiting.page(transaction)
    need = steps.missing(transaction)
    if need is Missing.LEVEL:
        return level.page(transaction)
    if need is Missing.CONSENT:
        return consent.page(transaction)
    return choosing.page(transaction) if need else steps.finish(transaction)


login.post("/sign-in/<code>/account", endpoint="choose")(choosing.choose)
login.post("/sign-in/<code>/cancel", endpoint="cancel")(choosing.cancel)
login.get("/sign-in/<code>/part", endpoint="part")(waiting.part)
login.get("/sign-in/<code>/continue", endpoint="go_on")(waiting.go_on)
login.post("/sign-in/<code>/again", endpoint="again")(waiting.again)
login.post("/sign-in/<code>/other", endpoint="choose_other")(waiting.choose_other)
login.post("/sign-in/<code>/level", endpoint="level")(level.answer)
login.post("/sign-in/<code>/consent", endpoint="consent")(consent.answer)
login.route("/logout", methods=["GET", "POST"], endpoint="leave")(leaving.begin)
login.post("/logout/confirm", endpoint="confirm_leaving")(leaving.confirm)
