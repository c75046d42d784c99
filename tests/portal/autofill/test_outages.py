"""A register that fails costs the citizen typing, never the page."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.autofill.service import Fill, Filled, fill, notices
from portal.clients.http import Timeout
from portal.clients.population import PopulationClient
from tests.portal.autofill.filling import ALL, CLAIMS, NOW, eform, fill_for, plain
from tests.portal.autofill.register import Register
from tests.portal.clients.answers import NOTICE, PERSON, PLACE
from tests.portal.clients.neighbour import Neighbour, closed_port, running

NOTICE_OF_DAO = "00123.GCS.01001.26"
OWN = {"requester_full_name", "requester_personal_id", "requester_phone"}


@pytest.fixture
def odd_register() -> Iterator[Neighbour]:
    with running() as neighbour:
        yield neighbour


def kinds(found: Fill) -> dict[str, str]:
    return {outage.source: outage.kind for outage in found.outages}


def test_nobody_listening_leaves_the_sign_ins_values_and_says_since_when(
    register: Register,
) -> None:
    client = PopulationClient(closed_port(), "k", Timeout(0.2, 0.2))

    found = fill_for(register, "dao", notice=NOTICE_OF_DAO, client=client)

    assert set(plain(found)) >= OWN
    assert plain(found)["requester_sex"] == "2"
    assert plain(found)["birth_notice_source"] == "0"
    assert kinds(found) == {"birth_notice": "down", "population": "down"}
    assert {outage.since for outage in found.outages} == {NOW}


def test_an_outage_that_lasts_keeps_its_beginning(register: Register) -> None:
    client = PopulationClient(closed_port(), "k", Timeout(0.2, 0.2))
    fill_for(register, "dao", notice=NOTICE_OF_DAO, client=client)

    later = notices(
        client, person_id=register.numbers["dao"], now=NOW + timedelta(hours=1)
    )

    assert later == []
    assert later.outage is not None
    assert later.outage.since == NOW


@pytest.mark.parametrize("kind", ["down", "slow", "rubbish"])
def test_each_fault_of_the_register_is_named(
    register: Register, world: str, kind: str
) -> None:
    client = register.hasty_client()
    register.switch_on(kind, world, seconds=0.5)

    found = fill_for(register, "dao", notice=NOTICE_OF_DAO, client=client, world=world)

    assert kinds(found) == {"birth_notice": kind, "population": kind}
    assert set(plain(found)) >= OWN
    assert "mother_surname" not in found.values


def test_a_register_that_does_not_answer_is_asked_only_once(
    register: Register, odd_register: Neighbour
) -> None:
    odd_register.status = 503
    odd_register.requests.clear()
    client = PopulationClient(odd_register.url, "k")

    fill_for(register, "dao", notice=NOTICE_OF_DAO, client=client)

    assert len(odd_register.requests) == 1


def test_a_key_that_the_register_refuses_is_an_outage_too(register: Register) -> None:
    client = PopulationClient(register.url, "wrong-key")

    found = fill_for(register, "dao", notice=NOTICE_OF_DAO, client=client)

    assert kinds(found) == {"birth_notice": "refused", "population": "refused"}


def test_a_person_the_register_does_not_hold_is_noted_for_the_officer(
    register: Register,
) -> None:
    found = fill(
        eform(),
        person_id="901196999999",
        claims=CLAIMS,
        scopes=ALL,
        notice_code=None,
        register=register.client(),
        now=NOW,
        dossier=None,
    )

    assert found.outages == ()
    assert any("Không có người yêu cầu" in note for note in found.notes)
    assert plain(found)["requester_personal_id"] == "901196999999"


def test_a_filled_value_survives_being_stored(register: Register) -> None:
    for filled in fill_for(register, "dao").values.values():
        stored = json.loads(json.dumps(filled.to_json()))

        assert Filled.from_json(stored) == filled


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "x", "VN", "00070", "99", True, 0, 3, [], {}, "1990", "2026-13-40"]
)
ODD_PERSON = st.dictionaries(st.sampled_from(sorted(PERSON)), ODD, max_size=4)
ODD_PLACE = st.dictionaries(st.sampled_from(sorted(PLACE)), ODD, max_size=2)
ODD_NOTICE = st.dictionaries(st.sampled_from(sorted(NOTICE)), ODD, max_size=3)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ODD_PERSON, ODD_PERSON, ODD_PLACE, ODD_NOTICE)
def test_whatever_the_register_answers_nothing_raises_and_no_empty_value_is_locked(
    odd_register: Neighbour,
    own: dict[str, Any],
    spouse: dict[str, Any],
    place: dict[str, Any],
    notice: dict[str, Any],
) -> None:
    person = {**PERSON, "residence": {**PLACE, **place}, **own}
    husband = {**PERSON, "personal_id": "901093118650", "sex": "1", **spouse}
    base = f"/v1/people/{PERSON['personal_id']}"
    odd_register.routes = {
        base: person,
        f"{base}/family": {"spouse": husband, "children": [], "marriage": {}},
        f"{base}/household": {
            "file_no": "H",
            "address": {**PLACE, **place},
            "head": {"personal_id": "901093118650", "full_name": "Ưng"},
            "members": [],
        },
        f"/v1/birth-notices/{NOTICE['code']}": {**NOTICE, **notice},
    }

    found = fill(
        eform(),
        person_id=PERSON["personal_id"],
        claims=CLAIMS,
        scopes=ALL,
        notice_code=NOTICE["code"],
        register=PopulationClient(odd_register.url, "k"),
        now=NOW,
        dossier=None,
    )

    form = eform().open(entries={}, prefill=plain(found), today=NOW.date())
    form.check([name for name, filled in found.values.items() if filled.locked])
    assert form.errors == {}
    assert all(filled.value not in ("", None, {}) for filled in found.values.values())
    assert all(filled.lock_reason for filled in found.values.values() if filled.locked)
