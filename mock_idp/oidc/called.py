"""When two addresses are the same (RFC 3986 §6.2.2-3), and which ones are ours."""

import re
from urllib.parse import urlsplit

from mock_idp.oidc.message import Request
from mock_idp.oidc.provider import Provider

PORTS = {"http": 80, "https": 443}
RESOURCES = "/resource"
"""Under this address are resources to try tokens with."""
_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def normalised(address: str) -> str | None:
    """Return an http(s) address in its one normal form, without query and fragment.

    Letters of scheme and host become small, the default port, dot segments and needless
    escapes go. What is no such address gives nothing.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname
    if not _PRINTABLE.fullmatch(address) or parts.scheme not in PORTS or not host:
        return None
    if "@" in parts.netloc:
        return None
    shown = f"[{host}]" if ":" in host else host
    tail = "" if port in (None, PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{shown}{tail}{_path(parts.path)}"


def _path(path: str) -> str:
    kept: list[str] = []
    parts = _ESCAPED.sub(_unescaped, path or "/").split("/")[1:]
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts and parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if _UNRESERVED.fullmatch(character) else found[0].upper()


def called_addresses(provider: Provider, request: Request) -> tuple[str, ...]:
    """Return the addresses under which the called endpoint is known.

    The host comes from our settings: what a request says of itself is not to be
    trusted, or a message made for another server could be used here.
    """
    path = (
        request.address.removesuffix(f"/{request.path}")
        if request.path
        else (request.address)
    )
    before, _, last = path.rpartition("/")
    if before.endswith(RESOURCES):
        return provider.addresses(f"{RESOURCES}/{last}")
    return provider.addresses(f"/{last}")
