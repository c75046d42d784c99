"""The page with a QR code: a phone scans it instead of being sent a request."""

from typing import Any

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mock_idp import pages
from mock_idp.front.current import service
from mock_idp.login import steps
from mock_idp.login.transactions import SignIn
from mock_idp.phone import qr


def begin(code: str) -> ResponseReturnValue:
    """Show a code instead of the list of people."""
    transaction = steps.posted_transaction(code)
    service().transactions.show_qr(transaction)
    return steps.to_next(transaction)


def page(transaction: SignIn) -> Response:
    """Show the code; a code older than a minute is replaced by a new one."""
    return pages.render(
        "login/qr.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        phone_address=f"{service().settings.issuer}/phone",
        **_facts(transaction),
    )


def part(transaction: SignIn) -> ResponseReturnValue:
    """Answer the page's question: is there a newer code?"""
    response = make_response(render_template("login/_qr.html", **_facts(transaction)))
    response.set_etag(transaction.state_tag)
    return response.make_conditional(request)


def _facts(transaction: SignIn) -> dict[str, Any]:
    here = service()
    shown = here.transactions.show_qr(transaction)
    text = qr.written(transaction.code, shown)
    return {
        "text": text,
        "drawing": Markup(qr.drawing(text)),  # noqa: S704 - drawn by segno
        "good_until": here.clock.shown(shown.until),
    }
