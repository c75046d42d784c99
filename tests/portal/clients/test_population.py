import json
from datetime import UTC, datetime

import pytest

from portal.clients.errors import (
    NoticeNotFound,
    PersonNotFound,
    RegisterDown,
    RegisterRefused,
    RegisterRubbish,
    RegisterSlow,
)
from portal.clients.http import Timeout
from portal.clients.population import Caller, PopulationClient
from tests.portal.clients.answers import NOTICE, PERSON
from tests.portal.clients.neighbour import Neighbour, closed_port, speaking

DAO = "901196004217"
NINE = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
TEN = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)


def caller(now: datetime = NINE, world: str = "public") -> Caller:
    return Caller(DAO, "birth_declaration", "LT-260310-ABCDE", world, now)


def client(url: str) -> PopulationClient:
    return PopulationClient(url, "k", Timeout(0.3, 0.3))


def test_a_read_says_who_asks_why_and_for_which_dossier(neighbour: Neighbour) -> None:
    neighbour.answers(PERSON)

    person = client(neighbour.url).person(DAO, caller(world="class-7"))

    _method, path, headers, _body = neighbour.requests[0]
    assert person["full_name"] == "Trần Thị Hồng Đào"
    assert path == f"/v1/people/{DAO}"
    assert headers["X-World"] == "class-7"
    assert headers["X-Purpose"] == "birth_declaration"
    assert headers["X-Requester"] == DAO
    assert headers["X-Dossier"] == "LT-260310-ABCDE"


def test_an_answer_about_another_person_is_rubbish(neighbour: Neighbour) -> None:
    neighbour.answers(PERSON | {"personal_id": "901093118650"})

    with pytest.raises(RegisterRubbish):
        client(neighbour.url).person(DAO, caller())


@pytest.mark.parametrize("number", ["", "1/../2", "90119600421x", "٩٠١١٩٦٠٠٤٢١٧"])
def test_what_is_no_personal_number_is_never_asked(
    neighbour: Neighbour, number: str
) -> None:
    with pytest.raises(PersonNotFound):
        client(neighbour.url).family(number, caller())

    assert neighbour.requests == []


@pytest.mark.parametrize("code", ["", "../people", "00123.GCS.01001.26?x=1", "x" * 999])
def test_what_is_no_notice_code_is_never_asked(neighbour: Neighbour, code: str) -> None:
    with pytest.raises(NoticeNotFound):
        client(neighbour.url).birth_notice(code, caller())

    assert neighbour.requests == []


def test_notices_come_as_records(neighbour: Neighbour) -> None:
    neighbour.answers({"notices": [NOTICE]})

    assert client(neighbour.url).birth_notices(DAO, caller()) == [NOTICE]


@pytest.mark.parametrize("answer", [{}, {"notices": {}}, {"notices": [1]}])
def test_notices_of_another_shape_are_rubbish(
    neighbour: Neighbour, answer: object
) -> None:
    neighbour.answers(answer)

    with pytest.raises(RegisterRubbish):
        client(neighbour.url).birth_notices(DAO, caller())


def test_who_lives_in_no_household_has_none(neighbour: Neighbour) -> None:
    neighbour.answers({"code": "household_not_found"}, 404)

    assert client(neighbour.url).household(DAO, caller()) is None


def test_a_stranger_is_not_found(neighbour: Neighbour) -> None:
    neighbour.answers({"code": "person_not_found"}, 404)

    with pytest.raises(PersonNotFound):
        client(neighbour.url).household(DAO, caller())


def test_a_birth_is_sent_with_its_idempotency_key(neighbour: Neighbour) -> None:
    neighbour.answers({"personal_id": "901326000001", "version": 1}, 201)

    made = client(neighbour.url).register_birth(
        {"mother_id": DAO}, key="key-1", caller=caller()
    )

    method, path, headers, body = neighbour.requests[0]
    assert made["personal_id"] == "901326000001"
    assert (method, path) == ("POST", "/v1/births")
    assert headers["Idempotency-Key"] == "key-1"
    assert json.loads(body) == {"mother_id": DAO}


def test_a_refused_write_says_why(neighbour: Neighbour) -> None:
    neighbour.answers({"code": "duplicate_birth", "detail": "Đã đăng ký."}, 409)

    with pytest.raises(RegisterRefused) as caught:
        client(neighbour.url).register_birth({}, key="key-1", caller=caller())

    assert caught.value.code == "duplicate_birth"
    assert caught.value.detail == "Đã đăng ký."


def test_silence_is_a_slow_register() -> None:
    with (
        speaking(lambda _connection, done: done.wait(5)) as url,
        pytest.raises(RegisterSlow),
    ):
        client(url).person(DAO, caller())


def test_an_outage_keeps_the_time_it_was_first_met() -> None:
    register = client(closed_port())
    with pytest.raises(RegisterDown):
        register.person(DAO, caller(NINE))

    with pytest.raises(RegisterDown) as later:
        register.person(DAO, caller(TEN))

    assert later.value.since == NINE


def test_an_outage_ends_with_a_good_answer(neighbour: Neighbour) -> None:
    register = client(neighbour.url)
    neighbour.answers({"neither": "person nor problem"})
    with pytest.raises(RegisterRubbish):
        register.person(DAO, caller(NINE))
    neighbour.answers(PERSON)
    register.person(DAO, caller(NINE))
    neighbour.answers({"again": "rubbish"})

    with pytest.raises(RegisterRubbish) as later:
        register.person(DAO, caller(TEN))

    assert later.value.since == TEN


def test_an_outage_of_one_world_is_not_one_of_another(neighbour: Neighbour) -> None:
    register = client(neighbour.url)
    neighbour.answers({}, 503)
    with pytest.raises(RegisterDown):
        register.person(DAO, caller(NINE, "class-7"))

    with pytest.raises(RegisterDown) as other:
        register.person(DAO, caller(TEN, "public"))

    assert other.value.since == TEN


def test_the_cast_comes_with_its_slugs(neighbour: Neighbour) -> None:
    account = {"personal_id": DAO, "full_name": "Trần Thị Hồng Đào", "cast": "dao"}
    neighbour.answers({"accounts": [account | {"story": None, "staff": None}]})

    (member,) = client(neighbour.url).cast()

    assert (member["slug"], member["story"], member["staff"]) == ("dao", "", None)


def test_the_key_is_not_shown_in_a_log() -> None:
    register = PopulationClient("http://127.0.0.1:1", "very-secret")

    assert "very-secret" not in repr(register)


def test_an_outage_is_known_from_its_first_to_its_last_failure() -> None:
    asking = client(closed_port())
    for now in (NINE, TEN):
        with pytest.raises(RegisterDown):
            asking.person(DAO, caller(now))

    failing = asking.failing("public")

    assert failing is not None
    assert (failing.since, failing.last, failing.kind) == (NINE, TEN, "down")
    assert asking.failing("class-7") is None


def test_a_good_answer_ends_the_outage(neighbour: Neighbour) -> None:
    asking = client(neighbour.url)
    neighbour.answers({}, 503)
    with pytest.raises(RegisterDown):
        asking.person(DAO, caller())

    neighbour.answers(PERSON)
    asking.person(DAO, caller(TEN))

    assert asking.failing("public") is None


def test_a_register_that_keeps_its_seed_to_itself_has_none(
    neighbour: Neighbour,
) -> None:
    neighbour.answers({"status": "ok"})

    assert client(neighbour.url).seed() == ""
