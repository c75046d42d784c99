"""What ID tokens and the userinfo endpoint say, to whom and in which words."""

import json
from dataclasses import replace
from typing import Any

import pytest
from joserfc import jwe
from joserfc.jwk import RSAKey

from mock_idp.oidc.claims.scopes import CLAIMS
from mock_idp.oidc.claims.standard import scope_of
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.claims.userinfo import userinfo
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About
from mock_idp.oidc.jose import claims_of, header_of
from mock_idp.oidc.message import Json, Refused, Request, Text
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Consent, Grant, Session
from mock_idp.oidc.tokens.access_token import issue_access_token
from mock_idp.oidc.tokens.id_token import half_hash, id_token
from mock_idp.people.portrait import portrait
from tests.mock_idp.people.accounts import DAO

ABOUT = About("token")
SESSION = Session("sid-1", DAO, 1_773_118_700, 2, ("swk", "mca"))
ALL = ("openid", "profile", "email", "phone", "address", "dinh_danh")
RP = Client("rp", ("https://rp.example/cb",), client_secret="s" * 43, profile="oidc")
KEY = RSAKey.generate_key(2048, {"kid": "k", "use": "enc"})
JWKS = {"keys": [KEY.as_dict(private=False)]}


def grant(provider: Provider, client: Client = RP, **changes: Any) -> Grant:
    provider.clients.put(client)
    good = Grant(client.client_id, ALL, DAO, SESSION, nonce="n")
    return replace(good, **changes)


def told(provider: Provider, given: Grant) -> Any:
    token = issue_access_token(provider, given)
    headers = {"authorization": f"Bearer {token}"}
    return userinfo(provider, Request(headers=headers))


def test_every_standard_scope_tells_its_standard_claims(provider: Provider) -> None:
    dao = replace(DAO, phone="0999000001", email="dao@example.vn")
    answer = told(provider, grant(provider, account=dao))

    claims = answer.body
    assert claims["name"] == "Trần Thị Hồng Đào"
    assert claims["nickname"] == "Đào"
    assert claims["zoneinfo"] == "Asia/Ho_Chi_Minh"
    assert claims["locale"] == "vi-VN"
    assert claims["email_verified"] is True
    assert claims["phone_number_verified"] is True
    assert isinstance(claims["updated_at"], int)
    assert claims["address"]["locality"] == "phường Hoàn Kiếm"
    assert claims["address"]["region"] in claims["address"]["formatted"]
    assert claims["mock"] is True
    assert portrait(claims["picture"].split("/")[-1].removesuffix(".svg"))


def test_a_scope_that_was_not_given_tells_nothing(provider: Provider) -> None:
    claims = told(provider, grant(provider, scopes=("openid",))).body

    assert not {"name", "email", "address", "SoDinhDanh", "picture"} & set(claims)
    assert claims["sub"] == subject(provider, DAO, RP)


def test_the_words_follow_the_client(provider: Provider) -> None:
    vnconnect = told(provider, grant(provider)).body
    other = replace(RP, claim_dialect="vneid")
    vneid = told(provider, grant(provider, other)).body

    assert vnconnect["SoDinhDanh"] == vneid["citizenPid"] == DAO.personal_id
    assert vnconnect["NgayThangNamSinh"] == "19960702"
    assert vneid["fullName"] == DAO.full_name
    assert vneid["accountLevel"] == 2
    assert "HoVaTen" not in vneid
    assert "fullName" not in vnconnect


def test_names_come_in_one_normal_form(provider: Provider) -> None:
    decomposed = replace(DAO, full_name="Trâ\u0300n Đào")

    claims = told(provider, grant(provider, account=decomposed)).body

    assert claims["name"] == "Trần Đào"


def test_scope_claims_are_for_userinfo_in_the_profile_oidc(provider: Provider) -> None:
    given = grant(provider)

    with_token = claims_of(id_token(provider, given, ABOUT, access_token="t"))
    with_code = claims_of(id_token(provider, given, ABOUT, code="c"))
    alone = claims_of(id_token(provider, given, ABOUT))

    assert "name" not in with_token
    assert "name" not in with_code
    assert alone["name"] == DAO.full_name
    assert with_token["acr"] == "urn:example:vneid:muc-2"
    assert with_token["auth_time"] == SESSION.auth_time
    assert with_token["mock"] is alone["mock"] is True
    assert with_token["nonce"] == "n"


@pytest.mark.parametrize("profile", ["oidc", "fapi2"])
def test_a_strict_client_that_asks_nothing_hears_nothing(
    provider: Provider, profile: str
) -> None:
    strict = replace(RP, profile=profile)
    given = grant(provider, strict, scopes=("openid", "offline_access"))

    alone = claims_of(id_token(provider, given, ABOUT))
    at_userinfo = told(provider, given).body

    session = {"acr", "amr", "auth_time", "nonce", "sid"}
    assert set(alone) - session == {"iss", "sub", "aud", "iat", "exp", "mock"}
    assert set(at_userinfo) == {"sub", "mock"}


def test_the_portal_gets_them_in_both_places(provider: Provider) -> None:
    portal = replace(RP, profile="vneid")
    given = grant(provider, portal)

    in_token = claims_of(id_token(provider, given, ABOUT, access_token="t"))

    assert in_token["SoDinhDanh"] == DAO.personal_id
    assert told(provider, given).body["auth_time"] == SESSION.auth_time


def test_claims_asked_for_by_name_go_where_they_were_asked(provider: Provider) -> None:
    wishes = {
        "userinfo": {"name": {"essential": True}, "unheard_of": None, "acr": None},
        "id_token": {
            "gender": {"value": "male"},
            "given_name#vi": None,
            "locale": {"values": ["fr", "vi-VN"]},
            "zoneinfo": {"values": ["UTC"]},
            "name#en": None,
        },
    }
    given = grant(provider, scopes=("openid",), claims=wishes)
    agreed = frozenset({"openid", "profile"})
    provider.store.remember_consent("rp", DAO.personal_id, Consent(agreed, agreed))

    in_token = claims_of(id_token(provider, given, ABOUT, access_token="t"))
    at_userinfo = told(provider, given).body

    assert at_userinfo["name"] == DAO.full_name
    assert at_userinfo["acr"] == "urn:example:vneid:muc-2"
    assert "unheard_of" not in at_userinfo
    assert in_token["given_name#vi"] == "Đào"
    assert in_token["locale"] == "vi-VN"
    assert not {"gender", "zoneinfo", "name", "name#en"} & set(in_token)


def test_a_claim_asked_for_by_name_needs_consent_too(provider: Provider) -> None:
    wishes = {"userinfo": {"phone_number": {"essential": True}, "accountType": None}}
    given = grant(provider, scopes=("openid",), claims=wishes)

    assert "phone_number" not in told(provider, given).body


def test_every_claim_of_a_person_is_told_by_a_known_scope() -> None:
    free = {"sub", "mock", "account_level", "LoaiTaiKhoan", "accountType", "loginIdp"}
    unbound = {name for name in CLAIMS if scope_of(name) is None} - free

    session = {"acr", "amr", "auth_time", "nonce", "sid"}
    assert unbound <= session | {"accountLevel", "nguoi_duoc_dai_dien"}
    assert scope_of("name#vi") == "profile"


@pytest.mark.parametrize(
    ("alg", "digest"), [("RS256", 32), ("ES256", 32), ("PS256", 32), ("EdDSA", 64)]
)
def test_hashes_follow_the_algorithm(provider: Provider, alg: str, digest: int) -> None:
    given = grant(provider, replace(RP, id_token_signed_response_alg=alg))

    token = id_token(provider, given, ABOUT, access_token="t", code="c", state="s")

    claims = provider.keys.read(token) or {}
    assert header_of(token)["alg"] == alg
    assert claims["at_hash"] == half_hash("t", alg)
    assert claims["c_hash"] == half_hash("c", alg)
    assert claims["s_hash"] == half_hash("s", alg)
    assert len(claims["at_hash"]) == -(-digest // 2 * 4 // 3)


def test_an_unsigned_token_says_so(provider: Provider) -> None:
    given = grant(provider, replace(RP, id_token_signed_response_alg="none"))

    token = id_token(provider, given, ABOUT, access_token="t")

    assert header_of(token)["alg"] == "none"
    assert token.endswith(".")


def test_a_refreshed_token_has_no_nonce(provider: Provider) -> None:
    about = About("token", grant="refresh_token")

    claims = claims_of(id_token(provider, grant(provider), about, access_token="t"))

    assert "nonce" not in claims


def test_an_encrypted_token_holds_a_signed_one(provider: Provider) -> None:
    wish: dict[str, Any] = {
        "id_token_encrypted_response_alg": "RSA-OAEP-256",
        "jwks": JWKS,
    }
    given = grant(provider, replace(RP, **wish))

    token = id_token(provider, given, ABOUT, access_token="t")

    opened = jwe.decrypt_compact(
        token, KEY, algorithms=["RSA-OAEP-256", "A128CBC-HS256"]
    )
    assert opened.headers()["cty"] == "JWT"
    assert (provider.keys.read((opened.plaintext or b"").decode()) or {})["sub"]


def test_without_a_key_nothing_is_encrypted(provider: Provider) -> None:
    wish: dict[str, Any] = {"id_token_encrypted_response_alg": "ECDH-ES", "jwks": JWKS}
    given = grant(provider, replace(RP, **wish))

    with pytest.raises(Refused):
        id_token(provider, given, ABOUT)


def test_signed_userinfo_names_both_sides(provider: Provider) -> None:
    given = grant(provider, replace(RP, userinfo_signed_response_alg="RS256"))

    answer = told(provider, given)

    assert isinstance(answer, Text)
    assert answer.media_type == "application/jwt"
    claims = provider.keys.read(answer.body) or {}
    assert claims["iss"] == provider.issuer
    assert claims["aud"] == "rp"
    assert claims["name"] == DAO.full_name


def test_encrypted_userinfo_may_be_signed_or_not(provider: Provider) -> None:
    wish: dict[str, Any] = {"userinfo_encrypted_response_alg": "RSA-OAEP", "jwks": JWKS}
    plain = told(provider, grant(provider, replace(RP, **wish)))
    nested = told(
        provider,
        grant(provider, replace(RP, userinfo_signed_response_alg="ES256", **wish)),
    )

    texts = [
        (jwe.decrypt_compact(a.body, KEY).plaintext or b"").decode()
        for a in (plain, nested)
    ]

    assert json.loads(texts[0])["name"] == DAO.full_name
    assert (provider.keys.read(texts[1]) or {})["name"] == DAO.full_name


def test_a_secret_may_sign(provider: Provider) -> None:
    wish: dict[str, Any] = {
        "id_token_signed_response_alg": "HS256",
        "userinfo_signed_response_alg": "HS256",
    }
    given = grant(provider, replace(RP, **wish))

    assert header_of(id_token(provider, given, ABOUT))["alg"] == "HS256"
    assert header_of(told(provider, given).body)["alg"] == "HS256"


def test_userinfo_is_for_people_and_for_openid(provider: Provider) -> None:
    nobody = told(provider, grant(provider, account=None, session=None))
    without = told(provider, grant(provider, scopes=("profile",)))

    for answer in (nobody, without):
        assert isinstance(answer, Json)
        assert answer.status == 403
        assert answer.body["error"] == "insufficient_scope"


def test_a_pairwise_subject_differs_from_sector_to_sector(provider: Provider) -> None:
    one = replace(RP, subject_type="pairwise")
    same = replace(one, client_id="rp-2", redirect_uris=("https://rp.example/other",))
    other = replace(one, client_id="rp-3", redirect_uris=("https://b.example/cb",))
    joined = replace(other, sector_identifier_uri="https://rp.example/sector.json")

    assert subject(provider, DAO, one) == subject(provider, DAO, same)
    assert subject(provider, DAO, one) == subject(provider, DAO, joined)
    assert subject(provider, DAO, one) != subject(provider, DAO, other)
    assert subject(provider, DAO, one) != subject(provider, DAO, RP)


@pytest.mark.parametrize("codes", ["", "zz", "54-10-10", "3c", "1f600-", "d800", "../"])
def test_only_letters_are_drawn(codes: str) -> None:
    assert portrait(codes) is None
