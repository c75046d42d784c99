"""Clients register themselves and manage what they registered."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mock_idp.oidc.clients.management import manage
from mock_idp.oidc.clients.registration import register
from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.message import Json, Request
from mock_idp.oidc.provider import Provider

CALLBACK = "https://rp.example/cb"
SECTOR = "https://rp.example/sector.json"
JWKS = "https://rp.example/jwks"


class Documents:
    """What relying parties publish, by address."""

    def __init__(self, documents: Mapping[str, object]) -> None:
        self.documents = documents

    def get(self, url: str) -> bytes:
        if url not in self.documents:
            raise FetchFailed("it answered with status 404")
        return json.dumps(self.documents[url]).encode()

    def post(self, url: str, form: dict[str, str]) -> int:
        raise FetchFailed(f"{url} {len(form)}")


def ask(provider: Provider, **metadata: Any) -> Json:
    record = {"redirect_uris": [CALLBACK]} | metadata
    return register(provider, Request("POST", content=json.dumps(record).encode()))


def call(
    provider: Provider, registered: Json, method: str = "GET", **record: Any
) -> Any:
    token = registered.body["registration_access_token"]
    request = Request(
        method,
        headers={"authorization": f"Bearer {token}"},
        content=json.dumps(record).encode() if record else b"",
        path=str(registered.body["client_id"]),
    )
    return manage(provider, request)


def test_a_bare_registration_answers_with_all_that_was_registered(
    provider: Provider,
) -> None:
    answer = ask(provider)

    body = answer.body
    assert answer.status == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert body["redirect_uris"] == [CALLBACK]
    assert body["grant_types"] == ["authorization_code"]
    assert body["response_types"] == ["code"]
    assert body["token_endpoint_auth_method"] == "client_secret_basic"
    assert body["client_secret_expires_at"] == 0
    assert body["client_id_issued_at"] == int(provider.now())
    uri = f"{provider.issuer}/register/{body['client_id']}"
    assert body["registration_client_uri"] == uri
    client = provider.clients.find(str(body["client_id"]))
    assert client is not None
    assert client.client_secret == body["client_secret"]


def test_only_the_provider_decides_on_names_and_secrets(provider: Provider) -> None:
    wished = {"client_id": "portal", "client_secret": "x", "client_id_issued_at": 1}

    body = ask(provider, **wished, registration_access_token="y").body

    assert not {"portal", "x", "y", 1} & {str(v) for v in body.values()}
    portal = provider.clients.find("portal")
    assert portal is not None
    assert portal.client_secret == "demo-portal-secret"


@pytest.mark.parametrize("method", ["none", "private_key_jwt"])
def test_who_needs_no_secret_gets_none(provider: Provider, method: str) -> None:
    answer = ask(provider, token_endpoint_auth_method=method, jwks_uri=JWKS)

    assert answer.status == 201
    assert "client_secret" not in answer.body


ENCRYPTED = (
    *("id_token_encrypted_response_alg", "userinfo_encrypted_response_alg"),
    "request_object_encryption_alg",
)


@pytest.mark.parametrize("member", ENCRYPTED)
@pytest.mark.parametrize("alg", ["dir", "A128KW", "A256GCMKW"])
def test_a_secret_may_encrypt(provider: Provider, member: str, alg: str) -> None:
    body = ask(provider, **{member: alg}).body

    assert body[member] == alg
    assert body["client_secret"]


@pytest.mark.parametrize("member", ENCRYPTED)
@pytest.mark.parametrize("method", ["none", "private_key_jwt"])
def test_without_a_secret_nothing_is_encrypted_with_it(
    provider: Provider, member: str, method: str
) -> None:
    answer = ask(
        provider,
        token_endpoint_auth_method=method,
        jwks_uri=JWKS,
        **{member: "A128KW"},
    )

    assert answer.status == 400
    assert answer.body["error"] == "invalid_client_metadata"
    said = str(answer.body["error_description"])
    assert said == f"{member} A128KW needs a client_secret; {method} has none."


def test_a_public_client_may_not_encrypt_with_the_secret_that_signs(
    provider: Provider,
) -> None:
    """OIDC Core §10.2: public clients must not use symmetric encryption."""
    answer = ask(
        provider,
        token_endpoint_auth_method="none",
        id_token_signed_response_alg="HS256",
        id_token_encrypted_response_alg="dir",
    )

    assert answer.body["error"] == "invalid_client_metadata"


def test_a_client_that_gives_up_its_secret_gives_up_that_encryption(
    provider: Provider,
) -> None:
    registered = ask(provider, id_token_encrypted_response_alg="A128KW")

    changed = call(
        provider,
        registered,
        "PUT",
        client_id=registered.body["client_id"],
        redirect_uris=[CALLBACK],
        token_endpoint_auth_method="none",
        id_token_encrypted_response_alg="A128KW",
    )

    assert changed.body["error"] == "invalid_client_metadata"


def test_a_secret_that_signs_is_long_enough(provider: Provider) -> None:
    body = ask(provider, id_token_signed_response_alg="HS256").body

    assert len(str(body["client_secret"])) >= 32


def test_a_fapi_client_gets_the_defaults_of_its_profile(provider: Provider) -> None:
    body = ask(provider, profile="fapi2", jwks_uri=JWKS).body

    assert body["token_endpoint_auth_method"] == "private_key_jwt"


def test_translations_come_back(provider: Provider) -> None:
    body = ask(provider, **{"client_name": "Cổng", "client_name#en": "Portal"}).body

    assert (body["client_name"], body["client_name#en"]) == ("Cổng", "Portal")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 50_000, b"null"]
)
def test_what_is_no_object_is_refused(provider: Provider, content: bytes) -> None:
    answer = register(provider, Request("POST", content=content))

    assert answer.status == 400
    assert answer.body["error"] == "invalid_client_metadata"


def test_a_fragment_in_a_redirect_uri_is_refused(provider: Provider) -> None:
    answer = ask(provider, redirect_uris=[f"{CALLBACK}#x"])

    assert answer.status == 400
    assert answer.body["error"] == "invalid_redirect_uri"


def test_a_sector_must_list_every_redirect_uri(provider: Provider) -> None:
    both = [CALLBACK, "https://other.example/cb"]
    good = replace(provider, fetch=Documents({SECTOR: both}))
    bad = replace(provider, fetch=Documents({SECTOR: [CALLBACK]}))
    wrong = replace(provider, fetch=Documents({SECTOR: {"a": 1}}))
    gone = replace(provider, fetch=Documents({}))
    wish = {"sector_identifier_uri": SECTOR, "subject_type": "pairwise"}

    answers = [ask(one, redirect_uris=both, **wish) for one in (good, bad, wrong, gone)]

    assert [answer.status for answer in answers] == [201, 400, 400, 400]
    assert {answer.body["error"] for answer in answers[1:]} == {
        "invalid_client_metadata"
    }


def test_a_client_reads_its_own_registration(provider: Provider) -> None:
    registered = ask(provider, client_name="Cổng")

    answer = call(provider, registered)

    assert answer.status == 200
    assert answer.body == registered.body


def test_a_change_replaces_everything(provider: Provider) -> None:
    registered = ask(provider, client_name="Cổng", contacts=["a@rp.example"])
    client_id = registered.body["client_id"]

    answer = call(
        provider,
        registered,
        "PUT",
        client_id=client_id,
        redirect_uris=["https://rp.example/new"],
    )

    assert answer.status == 200
    assert answer.body["redirect_uris"] == ["https://rp.example/new"]
    assert "contacts" not in answer.body
    assert answer.body["client_secret"] == registered.body["client_secret"]
    assert call(provider, registered).body == answer.body


def test_a_changed_way_to_authenticate_changes_the_secret(provider: Provider) -> None:
    registered = ask(provider, token_endpoint_auth_method="none")
    record = {"client_id": registered.body["client_id"], "redirect_uris": [CALLBACK]}

    secret = call(
        provider,
        registered,
        "PUT",
        **record,
        token_endpoint_auth_method="client_secret_post",
    )
    without = call(
        provider, registered, "PUT", **record, token_endpoint_auth_method="none"
    )

    assert secret.body["client_secret"]
    assert "client_secret" not in without.body


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "other"}, "invalid_request"),
        ({"client_secret": "chosen"}, "invalid_request"),
        ({"registration_access_token": "x"}, "invalid_request"),
        ({"redirect_uris": ["/x"]}, "invalid_redirect_uri"),
        ({"grant_types": ["password"]}, "invalid_client_metadata"),
    ],
)
def test_a_wrong_change_changes_nothing(
    provider: Provider, changes: dict[str, Any], error: str
) -> None:
    registered = ask(provider)
    good = {"client_id": registered.body["client_id"], "redirect_uris": [CALLBACK]}

    answer = call(provider, registered, "PUT", **(good | changes))

    assert answer.status == 400
    assert answer.body["error"] == error
    assert call(provider, registered).body == registered.body


def test_a_deleted_client_is_gone(provider: Provider) -> None:
    registered = ask(provider)

    assert call(provider, registered, "DELETE").status == 204

    assert provider.clients.find(str(registered.body["client_id"])) is None
    assert call(provider, registered).status == 401


def test_nobody_reads_the_registration_of_another(provider: Provider) -> None:
    first, second = ask(provider), ask(provider)
    foreign = Json(second.body | {"client_id": first.body["client_id"]})
    fixed = Json(second.body | {"client_id": "portal"})

    for other in (foreign, fixed):
        answer = call(provider, other)
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
