"""A form that came from another site is sent once more from here, with our cookies.

Our cookies are ``SameSite=Lax``: browsers leave them out of a form that another site
posts, so that nobody would seem to be signed in. Programs that are no browsers say
nothing of a site, and are never asked to.
"""

from urllib.parse import urlencode, urlsplit

from flask import request, url_for
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.answers import read_request
from mock_idp.front.cookies import BROWSER, LANGUAGE, PHONE, SESSION
from mock_idp.front.current import service
from mock_idp.oidc.authorization.redirect_uri import where_answers_go

MARK = "sent_again"
"""Marks a form that this page has sent, so that it is never sent a third time."""
LAX = (BROWSER, SESSION, LANGUAGE, PHONE)
"""Cookies of which all come or none; any of them says that the others would too."""


def before_authorize() -> ResponseReturnValue | None:
    """Return the page that sends an authorization request again, if that is needed."""
    if not is_needed():
        return None
    sent = read_request().parameters
    targets = where_answers_go(service().provider, sent)
    return page("oidc.authorize", targets, sent.get("ui_locales"))


def is_needed() -> bool:
    """Say whether a form of another site came without our ``SameSite`` cookies."""
    return (
        request.method == "POST"
        and MARK not in request.form
        and not any(name in request.cookies for name in LAX)
        and _is_from_elsewhere()
    )


def _is_from_elsewhere() -> bool:
    """Say whether a browser posts a form of another site (Fetch Metadata, RFC 6454).

    A script's own request gets no page: it could not send it.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        mode = request.headers.get("Sec-Fetch-Mode", "navigate")
        return site == "cross-site" and mode == "navigate"
    origin = request.headers.get("Origin")
    return origin is not None and _host(origin) not in (
        _host(request.host_url),
        _host(service().provider.issuer),
    )


def _host(address: str) -> str:
    """Return the host of an address; ports make no other site."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def page(
    endpoint: str, targets: tuple[str, ...] = (), ui_locales: str | None = None
) -> ResponseReturnValue:
    """Let the browser send the form once more, with every parameter it had.

    Args:
        endpoint: the view that was asked.
        targets: where its answer may send the browser.
        ui_locales: the languages the client wishes for pages.
    """
    pages.choose_language(tuple((ui_locales or "").split()))
    query = urlencode(list(request.args.items(multi=True)), errors="replace")
    address = url_for(endpoint)
    return pages.render(
        "login/send-again.html",
        form_targets=targets,
        action=f"{address}?{query}" if query else address,
        fields=(*request.form.items(multi=True), (MARK, "1")),
    )
