"""Read a plain WSGI request; whatever is not plain is left to the web framework."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from mock_idp.oidc.message import Request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LARGEST = 64 * 1024
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
STANDARD_PORT = {"http": ":80", "https": ":443"}


class NotPlain(Exception):  # noqa: N818 - named after what it is
    """The request needs the web framework's patience."""


def read(environ: "WSGIEnvironment") -> Request:
    """Return a plain request.

    The body is put back, so that somebody else can still read it.

    Raises:
        NotPlain: it has an odd host, encoding, length or kind of body.
    """
    method = environ["REQUEST_METHOD"]
    body = _body(environ)
    is_form = bool(body) and environ.get("CONTENT_TYPE") == FORM
    return Request(
        method=method,
        query=_pairs(environ.get("QUERY_STRING", "")),
        form=_pairs(_text(body)) if is_form else (),
        headers=headers(environ),
        address=_address(environ),
        content=b"" if is_form else body,
    )


def headers(environ: Mapping[str, Any]) -> dict[str, str]:
    """Return the request's headers, names in lower case."""
    found = {
        key[5:].replace("_", "-").lower(): value
        for key, value in environ.items()
        if key.startswith("HTTP_")
    }
    for key, name in (
        ("CONTENT_TYPE", "content-type"),
        ("CONTENT_LENGTH", "content-length"),
    ):
        if environ.get(key):
            found[name] = environ[key]
    return found


def _body(environ: "WSGIEnvironment") -> bytes:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
        raise NotPlain
    if "HTTP_TRANSFER_ENCODING" in environ:
        raise NotPlain
    if length == "0":
        return b""
    if environ["REQUEST_METHOD"] == "GET":
        raise NotPlain
    if environ.get("CONTENT_TYPE") not in (FORM, JSON):
        raise NotPlain
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    if len(body) != int(length):
        raise NotPlain
    return body


def _text(body: bytes) -> str:
    try:
        return body.decode("ascii")
    except UnicodeDecodeError:
        raise NotPlain from None


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    if not text:
        return ()
    if not text.isascii():
        raise NotPlain
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict"))
    except ValueError:  # bytes that are not UTF-8
        raise NotPlain from None


def _address(environ: "WSGIEnvironment") -> str:
    """Return the address that was asked for, without query."""
    scheme, host = environ["wsgi.url_scheme"], environ.get("HTTP_HOST", "")
    mount = environ.get("SCRIPT_NAME", "")
    if not HOST.fullmatch(host) or not mount.isascii():
        raise NotPlain
    host = host.removesuffix(STANDARD_PORT.get(scheme, ":"))
    return f"{scheme}://{host}{mount}{environ['PATH_INFO']}"


def cookies(environ: "WSGIEnvironment") -> dict[str, str]:
    """Return the cookies; of two with one name the first.

    Raises:
        NotPlain: one is quoted.
    """
    text = environ.get("HTTP_COOKIE", "")
    if '"' in text:
        raise NotPlain
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.strip().partition("=")
        found.setdefault(name, value)
    return found
