"""A token opened: header, claims, who signed it, its times, what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from forms.i18n import Text, _
from mock_idp.clock import EARLIEST, LATEST, VIETNAM
from mock_idp.glass.explanations import CLAIM, HEADER, PARAMETER
from mock_idp.glass.rows import Row, rows
from mock_idp.glass.tokens import flaws
from mock_idp.glass.tokens.signatures import Signature, signature
from mock_idp.oidc import jose
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import LONGEST_JWT
from mock_idp.oidc.provider import Provider

TIMES = frozenset({"exp", "iat", "nbf", "auth_time", "updated_at"})
_COMPACT = re.compile(r"[\w-]+(\.[\w-]*){2}|[\w-]+(\.[\w-]*){4}", re.ASCII)
MINUTE, HOUR, DAY = 60, 3600, 86400
CLOSED = _("Đã mã hóa cho dịch vụ; chỉ dịch vụ mở được.")
OPENED_BY_US = _("Đã mã hóa cho nhà cung cấp và được mở bằng khóa của nhà cung cấp.")
SAID_BEFORE = _("Đã mã hóa. Dưới đây là nội dung trước khi mã hóa.")
NOW = _("đúng lúc này")
NEVER = _("ngoài lịch")
FROM_MESSAGE = (_("%(length)s trước tin này"), _("%(length)s sau tin này"))
FROM_NOW = (_("%(length)s trước lúc này"), _("%(length)s sau lúc này"))


@dataclass(frozen=True)
class Opened:
    """A JWT as a page shows it.

    Attributes:
        kind: what it is for, a key of ``flaws.KINDS``.
        sealed: what is to be said of its encryption, if it has one.
        told: the claims as they were, for who compares them.
    """

    kind: str
    header: tuple[Row, ...]
    claims: tuple[Row, ...]
    signature: Signature | None
    problems: tuple[str | Text, ...]
    sealed: Text | None
    told: Mapping[str, Any]

    @property
    def title(self) -> Text:
        """Return the name of its kind."""
        return flaws.KINDS[self.kind]

    @property
    def is_bad(self) -> bool:
        """Say whether a careful receiver would refuse it."""
        return bool(self.problems)


@dataclass(frozen=True)
class Setting:
    """In what a token was met: whose provider, when, and whom it may concern.

    Attributes:
        at: the moment of the message on the provider's clock, in seconds.
        is_now: it is read now, not met in a message.
        said: claims the provider is known to have put into encrypted tokens.
    """

    provider: Provider
    at: float
    clients: tuple[Client, ...] = ()
    said: Mapping[str, Any] | None = None
    is_now: bool = False


def opened(text: str, here: Setting, name: str = "") -> Opened | None:
    """Open a value that may be a compact JWT; nothing when it is none."""
    if not 1 < len(text) <= LONGEST_JWT or not _COMPACT.fullmatch(text):
        return None
    try:
        header = jose.header_of(text)
    except jose.BadToken:
        return None
    if jose.is_encrypted(text):
        return _sealed(text, header, here, name)
    try:
        claims = jose.claims_of(text)
    except jose.BadToken:
        return None
    return _open(text, header, claims, here, name)


def _sealed(text: str, header: dict[str, Any], here: Setting, name: str) -> Opened:
    """Open an encrypted token as far as that is possible here."""
    try:
        inner = opened(jose.decrypt(here.provider.keys, text), here, name)
    except jose.BadToken:
        inner = None
    if inner is not None:
        return replace(inner, sealed=OPENED_BY_US)
    told = here.said if here.said is not None and name in ("id_token", "") else None
    return Opened(
        flaws.kind_of(header, told or {}, name),
        rows(header.items(), (HEADER, CLAIM)),
        tuple(_claims(told or {}, here)),
        None,
        (),
        CLOSED if told is None else SAID_BEFORE,
        told or {},
    )


def _open(
    text: str, header: dict[str, Any], claims: dict[str, Any], here: Setting, name: str
) -> Opened:
    kind = flaws.kind_of(header, claims, name)
    concerned = (*_named(claims, here.provider), *here.clients)
    signed = signature(here.provider, text, header, concerned)
    told = flaws.Told(kind, header, claims, signed, here.at, here.provider.issuer)
    return Opened(
        kind,
        rows(header.items(), (HEADER, CLAIM)),
        tuple(_claims(claims, here)),
        signed,
        tuple(flaws.flaws(told)),
        None,
        claims,
    )


def _named(claims: Mapping[str, Any], provider: Provider) -> Iterator[Client]:
    """Return the clients a token names as its audience, author or subject."""
    names: list[object] = [claims.get(name) for name in ("iss", "sub", "client_id")]
    audience = claims.get("aud")
    names += audience[:10] if isinstance(audience, list) else [audience]
    for name in dict.fromkeys(n for n in names if isinstance(n, str)):
        client = provider.clients.find(name)
        if client is not None:
            yield client


def _claims(claims: Mapping[str, Any], here: Setting) -> Iterator[Row]:
    for line in rows(claims.items(), (CLAIM, PARAMETER)):
        value = claims.get(line.name)
        if (
            line.name in TIMES
            and isinstance(value, int | float)
            and not isinstance(value, bool)
        ):
            yield replace(line, also=moment(value, here))
        else:
            yield line


def moment(value: float, here: Setting) -> str:
    """Return a moment on the provider's clock, and how far from the message."""
    if not EARLIEST <= value <= LATEST:
        return str(NEVER)
    when = datetime.fromtimestamp(value, UTC).astimezone(VIETNAM)
    return f"{when:%H:%M:%S %d/%m/%Y} – {distance(value - here.at, here)}"


def distance(seconds: float, here: Setting) -> str:
    """Say how long before or after the message, or the reader's now, something is."""
    whole = round(abs(seconds))
    if whole == 0:
        return str(NOW)
    length = _length(whole)
    words = FROM_NOW if here.is_now else FROM_MESSAGE
    return words[seconds > 0] % {"length": length}


def _length(seconds: int) -> str:
    if seconds < 2 * MINUTE:
        return _("%(count)s giây") % {"count": seconds}
    if seconds < 2 * HOUR:
        return _("%(count)s phút") % {"count": seconds // MINUTE}
    if seconds < 2 * DAY:
        return _("%(count)s giờ") % {"count": seconds // HOUR}
    return _("%(count)s ngày") % {"count": seconds // DAY}
