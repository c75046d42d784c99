"""The device grant: a television asks, a person answers elsewhere."""

import re
from dataclasses import replace

import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.grants.device_authorization import (
    LETTERS,
    DeviceRequest,
    approve,
    deny,
    device_authorization,
    find_by_user_code,
)
from mock_idp.oidc.message import Json
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import ISSUER, NOON, claims_of
from tests.mock_idp.oidc.grants.asking import (
    APP,
    DEVICE,
    OTHER,
    SERVICE,
    SESSION,
    Key,
    ask,
    at_once,
    json_of,
    register,
    sent,
)

ASKED = "openid profile phone"


def begin(here: Provider, scope: str = ASKED, client=APP) -> Json:
    request = sent("/device_authorization", [("scope", scope)], client)
    return json_of(device_authorization(here, request))


def waiting(here: Provider, begun: Json) -> DeviceRequest:
    device = find_by_user_code(here, str(begun.body["user_code"]))
    assert device is not None
    return device


def poll(here: Provider, begun: Json, client=APP, key: Key | None = None) -> Json:
    return ask(here, DEVICE, client, key, device_code=str(begun.body["device_code"]))


def test_a_device_gets_a_code_that_is_easy_to_type(here: Provider) -> None:
    begun = begin(here)

    code = str(begun.body["user_code"])
    assert begun.status == 200
    assert begun.headers["Cache-Control"] == "no-store"
    assert re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", code)
    assert begun.body["verification_uri"] == f"{ISSUER}/device"
    assert begun.body["verification_uri_complete"] == (
        f"{ISSUER}/device?user_code={code}"
    )
    assert (begun.body["expires_in"], begun.body["interval"]) == (600, 5)


def test_a_code_is_found_however_it_is_typed(here: Provider) -> None:
    begun = begin(here)
    code = str(begun.body["user_code"])

    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:4]} {code[5:]}"):
        assert find_by_user_code(here, typed) is waiting(here, begun)
    for typed in (None, "", "BBBB", str(begun.body["device_code"]), "\ud800", "İ" * 8):
        assert find_by_user_code(here, typed) is None


def test_the_device_waits_until_the_person_has_agreed(
    here: Provider, clock: Clock
) -> None:
    begun = begin(here)
    before = poll(here, begun)
    device = waiting(here, begun)

    done = approve(here, device, SESSION, ("openid", "profile", "email"))
    clock.advance(5)
    after = poll(here, begun)

    claims = claims_of(str(after.body["id_token"]))
    assert before.body["error"] == "authorization_pending"
    assert done
    assert after.body["scope"] == "openid profile"
    assert claims["auth_time"] == int(NOON) - 5
    assert claims["aud"] == "app"
    assert after.body["refresh_token"]


def test_a_refusal_reaches_the_device(here: Provider) -> None:
    begun = begin(here)

    done = deny(here, waiting(here, begun))

    assert done
    assert poll(here, begun).body["error"] == "access_denied"


def test_an_answer_is_final(here: Provider) -> None:
    agreed, denied = begin(here), begin(here)
    yes, no = waiting(here, agreed), waiting(here, denied)
    approve(here, yes, SESSION, ("openid",))
    deny(here, no)

    assert not deny(here, yes)
    assert not approve(here, yes, SESSION, ("openid",))
    assert not approve(here, no, SESSION, ("openid",))
    assert find_by_user_code(here, str(agreed.body["user_code"])) is None
    assert poll(here, agreed).status == 200
    assert poll(here, denied).body["error"] == "access_denied"


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ((0, 5, 5), ("authorization_pending",) * 3),
        ((0, 2), ("authorization_pending", "slow_down")),
        ((0, 2, 5), ("authorization_pending", "slow_down", "slow_down")),
        ((0, 2, 10), ("authorization_pending", "slow_down", "authorization_pending")),
    ],
)
def test_each_slow_down_adds_five_seconds(
    here: Provider, clock: Clock, gaps: tuple[int, ...], expected: tuple[str, ...]
) -> None:
    begun, errors = begin(here), []

    for seconds in gaps:
        clock.advance(seconds)
        errors.append(poll(here, begun).body["error"])

    assert tuple(errors) == expected


def test_a_request_ends_after_ten_minutes(here: Provider, clock: Clock) -> None:
    begun = begin(here)
    device = waiting(here, begun)
    clock.advance(600)

    assert find_by_user_code(here, device.user_code) is None
    assert not approve(here, device, SESSION, ("openid",))
    assert poll(here, begun).body["error"] == "expired_token"


def test_tokens_are_fetched_once_even_by_many_at_once(here: Provider) -> None:
    begun = begin(here)
    approve(here, waiting(here, begun), SESSION, ("openid",))

    statuses = at_once(10, lambda: poll(here, begun))

    assert statuses == [200] + [400] * 9


def test_of_an_agreement_and_a_refusal_at_once_one_counts(here: Provider) -> None:
    begun = begin(here)
    device = waiting(here, begun)
    answers: list[bool] = []

    def agree() -> Json:
        answers.append(approve(here, device, SESSION, ("openid",)))
        return begun

    at_once(8, agree)

    assert sorted(answers) == [False] * 7 + [True]


def test_a_device_code_is_for_its_client_only(here: Provider) -> None:
    begun = begin(here)
    approve(here, waiting(here, begun), SESSION, ("openid",))

    assert poll(here, begun, OTHER).body["error"] == "invalid_grant"
    assert poll(here, begun).status == 200


def test_a_user_code_is_no_device_code(here: Provider) -> None:
    begun = begin(here)
    letters = str(begun.body["user_code"]).replace("-", "")

    answer = ask(here, DEVICE, APP, device_code=f"user {letters}")

    assert answer.body["error"] == "invalid_grant"


def test_a_confidential_device_binds_its_token(here: Provider) -> None:
    begun = begin(here, client=SERVICE)
    approve(here, waiting(here, begun), SESSION, ("openid",))

    assert poll(here, begun, SERVICE, Key()).body["token_type"] == "DPoP"


def test_wrong_beginnings_name_their_error(here: Provider) -> None:
    may_not = replace(APP, client_id="tv", grant_types=("authorization_code",))
    register(here, may_not)
    repeated = sent("/device_authorization", [("scope", "a"), ("scope", "b")], APP)

    assert begin(here, client=may_not).body["error"] == "unauthorized_client"
    assert begin(here, scope="phone").body["error"] == "invalid_scope"
    assert json_of(device_authorization(here, repeated)).body["error"] == (
        "invalid_request"
    )
    assert begin(here, client=replace(APP, client_id="nobody")).status == 401
