"""Pages: template, language, headers and links to static files."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import Response, g, make_response, render_template, request, url_for

from forms.i18n import LANGUAGES, language, set_language
from mock_idp.front.cookies import LANGUAGE
from mock_idp.front.writing import GUARDED
from mock_idp.login import browser
from mock_idp.oidc.message import NO_STORE
from mock_idp.troubles import trouble

STATIC = Path(__file__).with_name("static")
_WEB = ("http", "https")
FRAMED_BY_ALL = "default-src 'none'; script-src 'self'; frame-ancestors *"
"""For the one page that every relying party shows in a frame: it is only a script."""


def render(
    template: str,
    status: int = 200,
    *,
    form_targets: tuple[str, ...] = (),
    frame_targets: tuple[str, ...] = (),
    **context: object,
) -> Response:
    """Return a page.

    Args:
        template: the page's template.
        status: the HTTP status.
        form_targets: addresses its forms may end up at.
        frame_targets: addresses it shows in frames.
        context: what the template needs.
    """
    response = make_response(render_template(template, **context), status)
    g.form_targets, g.frame_targets = form_targets, frame_targets
    return response


def frame_for_all(template: str, **context: object) -> Response:
    """Return a page that any site may show in a frame."""
    response = make_response(render_template(template, **context))
    g.is_framed_by_all = True
    return response


def error_page(
    code: str, status: int = 400, facts: Mapping[str, str] | None = None
) -> Response:
    """Return the page for one of our own errors, with a code for machines."""
    return render(
        "error.html", status, code=code, text=trouble(code), facts=facts or {}
    )


def choose_language(wished: tuple[str, ...] = ()) -> None:
    """Set the language: ``?lang=``, then what the client wishes, then the cookie."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        browser.remember_language(asked)
        set_language(asked)
        return
    short = [wish.split("-")[0].lower() for wish in wished]
    known = next((code for code in short if code in LANGUAGES), None)
    if known:  # the phone in the same browser speaks it too
        browser.remember_language(known)
    set_language(known or browser.cookie(LANGUAGE) or LANGUAGES[0])


def in_language(code: str) -> str:
    """Return the address of this page in another language.

    A page that answers a form says where it stands by ``g.page_address``.
    """
    address = g.get("page_address")
    if address is not None:
        return f"{address}?lang={code}"
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
    return "?" + urlencode([*kept, ("lang", code)], errors="replace")


@cache
def _version(filename: str) -> str:
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:12]


def asset(filename: str) -> str:
    """Return the address of a static file, with its version in it."""
    return url_for("static", filename=filename, v=_version(filename))


def protect(response: Response) -> Response:
    """Add the headers every answer carries, and the cookies of this one."""
    browser.send_cookies(response)
    headers = response.headers
    for name, value in GUARDED:
        headers[name] = value
    if request.endpoint == "static":
        _keep_static(response)
        return response
    for name, value in NO_STORE.items():
        headers.setdefault(name, value)
    if response.mimetype == "text/html":
        headers["Content-Language"] = language()
        _protect_page(response)
    return response


def _protect_page(response: Response) -> None:
    """Say what the page may load, and who may show it in a frame."""
    headers = response.headers
    if g.get("is_framed_by_all", False):
        headers["Content-Security-Policy"] = FRAMED_BY_ALL
        return
    headers["X-Frame-Options"] = "SAMEORIGIN"
    headers["Content-Security-Policy"] = _content_policy()


def _keep_static(response: Response) -> None:
    if request.args.get("v"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"


def _content_policy() -> str:
    """Allow our own files only, and forms that end at the client who asked."""
    targets = _origins("form_targets")
    frames = _origins("frame_targets")
    shown = f"frame-src {frames}; " if frames else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        f"img-src 'self'; connect-src 'self'; base-uri 'none'; "
        f"{shown}frame-ancestors 'self'; form-action 'self' {targets}".strip()
    )


def _origins(targets: str) -> str:
    return " ".join(sorted({_origin(uri) for uri in g.get(targets, ())}))


def _origin(uri: str) -> str:
    parts = urlsplit(uri)
    if parts.scheme in _WEB:
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}:"
