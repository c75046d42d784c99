"""Settings of the mock e-ID, read once from ``MOCK_IDP_*``."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from forms.i18n import _
from mock_idp.errors import BadSetting
from mock_idp.oidc.claims import dialect
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.metadata import client_from, is_understood

PREFIX = "MOCK_IDP_"
PORTAL = ("http://127.0.0.1:8390", "http://localhost:8390")
SPA = ("http://127.0.0.1:8393", "http://localhost:8393")


def default_clients(portal_urls: tuple[str, ...] = PORTAL) -> tuple[Client, ...]:
    """Return the clients of the demo: the portal and a public client without secret."""
    return (
        Client(
            client_id="portal",
            client_name=_("Cổng Dịch vụ công liên thông (giả lập)"),
            client_secret="demo-portal-secret",  # noqa: S106 - a demo's, public
            redirect_uris=tuple(f"{url}/auth/callback" for url in portal_urls),
            post_logout_redirect_uris=tuple(f"{url}/" for url in portal_urls),
        ),
        Client(
            client_id="spa-demo",
            client_name=_("Ứng dụng thử không có mật khẩu (giả lập)"),
            redirect_uris=tuple(f"{url}/callback" for url in SPA),
            post_logout_redirect_uris=tuple(f"{url}/" for url in SPA),
        ),
    )


def read_clients(text: str) -> tuple[Client, ...]:
    """Read clients from JSON, or from the file whose path is given.

    Names are those of RFC 7591 and OpenID Connect Registration, and ours: ``profile``
    (``vneid`` unless said), ``minimum_level``, ``claim_dialect`` and
    ``access_token_format``. A name nobody knows is a mistake here, not ignored.
    """
    if not text.lstrip().startswith("["):
        text = Path(text).read_text(encoding="utf-8")
    records = json.loads(text)
    if not isinstance(records, list):
        raise TypeError("a list of clients is expected")
    return tuple(_client(record) for record in records)


def _client(record: dict[str, Any]) -> Client:
    if not isinstance(record, dict):
        raise TypeError("a client is a JSON object")
    unknown = {name for name in record if not is_understood(name)}
    if unknown:
        raise ValueError(f"unknown client field {', '.join(sorted(unknown))}")
    return client_from(record, profile="vneid")


def _issuer(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("an http or https address is expected")
    if parts.query or parts.fragment or text.endswith("/"):
        raise ValueError("no query, no fragment, no slash at the end")
    return text


def _seconds(text: str) -> int:
    seconds = int(text)
    if not 0 < seconds <= 366 * 86400:
        raise ValueError("a number of seconds above zero is expected")
    return seconds


def _yes(text: str) -> bool:
    answers = {"1": True, "true": True, "yes": True}
    answers |= {"0": False, "false": False, "no": False}
    if text.lower() not in answers:
        raise ValueError("yes or no is expected")
    return answers[text.lower()]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time zone is needed, as in 2026-03-10T08:30:00+07:00")
    return moment


def _dialect(text: str) -> Path:
    """Take the file into use at once: names are read once, by whoever needs them."""
    file = Path(text)
    dialect.use(file)
    return file


def _read_by(read: Callable[[str], object]) -> dict[str, Any]:
    return {"read": read}


@dataclass(frozen=True)
class Settings:
    """How the mock e-ID runs. Each field is ``MOCK_IDP_<NAME>`` in the environment.

    Attributes:
        issuer: public address of the provider, without a slash at the end.
        back_channel_url: address for relying parties' own calls (token, userinfo,
            keys), when they reach the provider by another name than browsers do.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        clients: relying parties, as JSON or as the path of a JSON file.
        keys_file: where the signing key is kept; made when absent, else in memory.
        population_url: address of the population register; none uses the own cast.
        population_key: bearer key for the register.
        population_timeout: seconds to wait for the register.
        population_fallback: use the own cast while the register does not answer.
        world: the world whose people sign in.
        world_starts_at: the moment shown on screens at start; none shows real time.
        admin_key: key of the control API and of the looking glass (``/kinh``); without
            one there is neither.
        open_control: open both to this computer without a key.
        headless: let a request sign somebody in by itself (``login_hint=vneid:…``,
            ``X-Mock-Sign-In``) and switch faults on for itself (``X-Mock-Scenario``);
            not set: no, but ``mock-idp serve`` allows it to this computer alone.
        headless_here: as ``headless``, but not for what a proxy passes on;
            ``mock-idp serve`` sets it when it listens to this computer alone.
        trust_proxy: count what a reverse proxy passes on (``Forwarded``,
            ``X-Forwarded-For``…) as this computer's own, for ``open_control`` and
            ``headless_here``: whoever passes the proxy may then do both.
        auto_person: who is signed in at once, without being asked.
        code_seconds: life of an authorization code.
        access_token_seconds: life of an access token.
        id_token_seconds: life of an ID token.
        session_seconds: life of a session at the provider.
        phone_seconds: time to answer a request on the phone.
        transaction_seconds: life of one sign-in from first to last page.
        subject_salt: makes ``sub`` values; another salt, other values.
        dialect_file: other names of levels, scopes and claims than ``dialect.yaml``.
    """

    issuer: str = field(default="http://127.0.0.1:8391", metadata=_read_by(_issuer))
    back_channel_url: str | None = field(default=None, metadata=_read_by(_issuer))
    host: str = "127.0.0.1"
    port: int = field(default=8391, metadata=_read_by(int))
    clients: tuple[Client, ...] = field(
        default_factory=default_clients, metadata=_read_by(read_clients)
    )
    keys_file: Path | None = field(default=None, metadata=_read_by(Path))
    population_url: str | None = field(default=None, metadata=_read_by(_issuer))
    population_key: str = "demo-register-key"
    population_timeout: float = field(default=2.0, metadata=_read_by(float))
    population_fallback: bool = field(default=True, metadata=_read_by(_yes))
    world: str = "public"
    world_starts_at: datetime | None = field(default=None, metadata=_read_by(_moment))
    admin_key: str | None = None
    open_control: bool = field(default=False, metadata=_read_by(_yes))
    headless: bool | None = field(default=None, metadata=_read_by(_yes))
    headless_here: bool = field(default=False, metadata=_read_by(_yes))
    trust_proxy: bool = field(default=False, metadata=_read_by(_yes))
    auto_person: str | None = None
    code_seconds: int = field(default=60, metadata=_read_by(_seconds))
    access_token_seconds: int = field(default=3600, metadata=_read_by(_seconds))
    id_token_seconds: int = field(default=600, metadata=_read_by(_seconds))
    session_seconds: int = field(default=8 * 3600, metadata=_read_by(_seconds))
    phone_seconds: int = field(default=120, metadata=_read_by(_seconds))
    transaction_seconds: int = field(default=1800, metadata=_read_by(_seconds))
    subject_salt: str = "lien-thong-mock-idp"
    dialect_file: Path | None = field(default=None, metadata=_read_by(_dialect))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read ``MOCK_IDP_*``; an empty variable counts as not set.

        Raises:
            BadSetting: names the variable and what is wrong with it.
        """
        source = os.environ if environment is None else environment
        given: dict[str, Any] = {}
        # The dialect comes first: what reads clients may need its names.
        for item in reversed(fields(cls)):
            name = PREFIX + item.name.upper()
            text = source.get(name)
            if text:
                given[item.name] = _value(name, text, item.metadata.get("read", str))
        return cls(**given)


def _value(name: str, text: str, read: Callable[[str], object]) -> object:
    try:
        return read(text)
    except (ValueError, TypeError, OSError) as error:
        raise BadSetting(name, str(error)) from error
