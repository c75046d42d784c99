"""Clients and requests for tests of the token endpoint."""

import base64
import secrets
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from mock_idp.oidc.clients.assertion import ASSERTION_TYPE
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.grants.endpoint import token
from mock_idp.oidc.message import Json, Outcome, Reply, Request, Text
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, Session
from mock_idp.oidc.tokens.codes import keep_code
from mock_idp.oidc.tokens.dpop import hash_of
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.people.accounts import CHI, DAO

SESSION = Session("sid-dao", DAO, int(NOON) - 5, 2, ("swk", "mca"))
LOW_SESSION = Session("sid-chi", CHI, int(NOON) - 5, 1, ("pin",))
SCOPES = ("openid", "profile", "dinh_danh", "phone")
API, OTHER_API = "https://api.example/a", "https://api.example/b"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ALL_GRANTS = (
    *("authorization_code", "refresh_token", "client_credentials"),
    *(DEVICE, EXCHANGE, BEARER),
)
SERVICE = Client(
    client_id="service",
    redirect_uris=("https://service.example/back",),
    client_secret="a-secret-of-the-service-for-tests",
    grant_types=ALL_GRANTS,
    profile="oidc",
    scope="openid profile dinh_danh phone ho_so.doc ho_so.ghi offline_access",
)
OTHER = replace(SERVICE, client_id="other")
APP = Client(
    client_id="app",
    redirect_uris=("https://app.example/back",),
    grant_types=ALL_GRANTS,
    profile="oidc",
    token_endpoint_auth_method="none",
)

CLIENT_KEY = ECKey.generate_key("P-256", {"kid": "client-key"})
FAPI = replace(
    SERVICE,
    client_id="fapi",
    client_secret=None,
    profile="fapi2",
    token_endpoint_auth_method="private_key_jwt",
    jwks={"keys": [CLIENT_KEY.as_dict(private=False)]},
)


def register(provider: Provider, *clients: Client) -> None:
    for client in clients or (SERVICE, OTHER, APP, FAPI):
        provider.clients.put(client)


def a_grant(**changes: Any) -> Grant:
    """Dao's consent to the service, with changes."""
    consented = Grant(
        client_id="service",
        scopes=SCOPES,
        account=DAO,
        session=SESSION,
        redirect_uri="https://service.example/back",
        nonce="n-1",
    )
    return replace(consented, **changes)


def a_code(provider: Provider, **changes: Any) -> str:
    return keep_code(provider, a_grant(**changes))


@dataclass
class Key:
    """A client's DPoP key, and the proofs it makes."""

    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256"))

    @property
    def jkt(self) -> str:
        return self.key.thumbprint()

    def proof(
        self, address: str, method: str = "POST", access_token: str | None = None
    ) -> str:
        claims: dict[str, Any] = {
            "htm": method,
            "htu": address,
            "iat": int(NOON),
            "jti": secrets.token_hex(8),
        }
        if access_token is not None:
            claims["ath"] = hash_of(access_token)
        jwk = self.key.as_dict(private=False)
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}
        return jwt.encode(header, claims, self.key, algorithms=["ES256"])


def asserted(client_id: str, **changes: Any) -> str:
    """A JWT that a client has signed about itself, or with changes about others."""
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": ISSUER,
        "iat": int(NOON),
        "exp": int(NOON) + 60,
        "jti": secrets.token_hex(8),
    }
    said = {k: v for k, v in (claims | changes).items() if v is not None}
    header = {"alg": "ES256", "kid": "client-key"}
    return jwt.encode(header, said, CLIENT_KEY, algorithms=["ES256"])


def sent(
    path: str,
    form: Sequence[tuple[str, str]],
    client: Client = SERVICE,
    key: Key | None = None,
    **headers: str,
) -> Request:
    """A request of a client to one of its own endpoints."""
    said = dict(headers)
    pairs = list(form)
    if client.jwks is not None:
        pairs += [
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", asserted(client.client_id)),
        ]
    elif client.client_secret is None:
        pairs.append(("client_id", client.client_id))
    else:
        pair = f"{client.client_id}:{client.client_secret}".encode()
        said["authorization"] = "Basic " + base64.b64encode(pair).decode()
    if key is not None:
        said["dpop"] = key.proof(f"{ISSUER}{path}")
    return Request("POST", form=tuple(pairs), headers=said, address=f"{ISSUER}{path}")


def ask(
    provider: Provider,
    grant_type: str,
    client: Client = SERVICE,
    key: Key | None = None,
    several: Sequence[tuple[str, str]] = (),
    **form: str,
) -> Json:
    """Ask the token endpoint; an empty value leaves a parameter out."""
    pairs = [("grant_type", grant_type), *((k, v) for k, v in form.items() if v)]
    answer = token(provider, sent("/token", [*pairs, *several], client, key))
    return json_of(answer)


def redeem(
    provider: Provider,
    code: str,
    client: Client = SERVICE,
    key: Key | None = None,
    several: Sequence[tuple[str, str]] = (),
    **form: str,
) -> Json:
    form = {"code": code, "redirect_uri": "https://service.example/back"} | form
    return ask(provider, "authorization_code", client, key, several, **form)


def refresh(
    provider: Provider,
    refresh_token: object,
    client: Client = SERVICE,
    key: Key | None = None,
    several: Sequence[tuple[str, str]] = (),
    **form: str,
) -> Json:
    form = {"refresh_token": str(refresh_token)} | form
    return ask(provider, "refresh_token", client, key, several, **form)


def json_of(answer: Outcome) -> Json:
    assert isinstance(answer, Json)
    return answer


def text_of(answer: Outcome) -> Text:
    assert isinstance(answer, Text)
    return answer


def at_once(times: int, do: Callable[[], Reply]) -> list[int]:
    """Do something in many threads that start together; the status codes."""
    barrier = threading.Barrier(times)
    answers: list[int] = []

    def run() -> None:
        barrier.wait()
        answers.append(do().status)

    threads = [threading.Thread(target=run) for _ in range(times)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns in the middle of everything
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    return sorted(answers)
