import pytest

from mock_population_db.app import engine_of
from mock_population_db.errors import OtherPopulation
from mock_population_db.register.loading import lay_foundation
from tests.mock_population_db.callers import (
    DAO,
    UNG,
    Caller,
    a_birth,
    a_residence,
    born,
)


@pytest.fixture
def other(caller):
    return caller.with_headers(X_World="class-7")


@pytest.fixture
def admin(caller):
    return caller.with_headers(
        Authorization="Bearer demo-admin-key", X_Purpose=None, X_Requester=None
    )


def test_a_world_sees_nothing_of_another(caller, other):
    child = born(caller)
    caller.post("/v1/residences", a_residence(child), "r")

    assert other.get(f"/v1/people/{child}").status_code == 404
    assert other.get(f"/v1/people/{DAO}/family").json["children"] == []
    assert len(other.get(f"/v1/people/{UNG}/household").json["members"]) == 2
    assert other.get(f"/v1/people/{DAO}").json["version"] == 1
    notices = other.get(f"/v1/people/{DAO}/birth-notices").json["notices"]
    assert [one["status"] for one in notices] == ["open"]


def test_reads_belong_to_their_world(caller, other):
    caller.get(f"/v1/people/{DAO}")

    assert other.get(f"/v1/reads?personal_id={DAO}").json["reads"] == []


def test_two_worlds_register_the_same_child_with_different_numbers(caller, other):
    here, there = born(caller), born(other)

    assert here != there
    assert other.get(f"/v1/people/{there}").json["world"] == "class-7"
    assert caller.get(f"/v1/people/{there}").status_code == 404


def test_the_base_is_never_changed(caller, register_app):
    child = born(caller)
    caller.post("/v1/residences", a_residence(child), "r")

    with engine_of(register_app).connect() as connection:
        versions = connection.exec_driver_sql(
            "SELECT DISTINCT version FROM people WHERE world = ''"
        ).all()
        own = connection.exec_driver_sql(
            "SELECT count(*) FROM people WHERE world = 'public'"
        ).scalar()
    assert versions == [(1,)]
    assert own == 3  # the child and both parents


def test_clocks_start_when_a_world_is_first_opened(caller, other, machine):
    caller.get(f"/v1/people/{DAO}")
    machine.advance(days=3)
    caller.get(f"/v1/people/{DAO}")
    other.get(f"/v1/people/{DAO}")

    here = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"]
    there = other.get(f"/v1/reads?personal_id={DAO}").json["reads"]
    assert here[0]["at"] == "2026-03-13T01:30:00+00:00"
    assert there[0]["at"] == "2026-03-10T01:30:00+00:00"


def test_a_reset_forgets_one_world_only(caller, other, admin):
    here, there = born(caller), born(other)

    answer = admin.post("/admin/reset", {})

    assert answer.status_code == 204
    assert caller.get(f"/v1/people/{here}").status_code == 404
    assert other.get(f"/v1/people/{there}").status_code == 200
    assert caller.get(f"/v1/reads?personal_id={DAO}").json["reads"] == []


def test_a_number_is_not_given_again_after_a_reset(caller, admin):
    before = born(caller)
    admin.post("/admin/reset", {})

    after = born(caller)

    assert before != after


def test_a_register_that_is_down_says_so_in_its_world_only(caller, other, admin):
    admin.post("/admin/faults", {"kind": "down"})

    down = caller.get(f"/v1/people/{DAO}")

    assert (down.status_code, down.json["code"]) == (503, "register_down")
    assert down.headers["Retry-After"] == "5"
    assert other.get(f"/v1/people/{DAO}").status_code == 200
    assert caller.get("/healthz").status_code == 200


def test_a_slow_register_waits_before_it_answers(caller, admin, machine):
    admin.post("/admin/faults", {"kind": "slow", "seconds": 2.5})

    answer = caller.get(f"/v1/people/{DAO}")

    assert answer.status_code == 200
    assert machine.waited == [2.5]


def test_rubbish_is_no_json_and_writes_nothing(caller, admin):
    admin.post("/admin/faults", {"kind": "rubbish"})

    answer = caller.post("/v1/births", a_birth(), "k")

    admin.delete("/admin/faults")
    assert answer.status_code == 200
    assert not answer.data.endswith(b"}")
    assert caller.get(f"/v1/people/{DAO}/family").json["children"] == []


def test_faults_are_listed_and_switched_off_one_by_one(admin):
    admin.post("/admin/faults", {"kind": "down"})
    admin.post("/admin/faults", {"kind": "slow", "seconds": 1})
    admin.post("/admin/faults", {"kind": "slow", "seconds": 3})

    listed = admin.get("/admin/faults").json["faults"]
    left = admin.delete("/admin/faults?kind=down").json["faults"]

    assert [(one["kind"], one["seconds"]) for one in listed] == [
        ("down", 5.0),
        ("slow", 3.0),
    ]
    assert [one["kind"] for one in left] == ["slow"]
    assert admin.delete("/admin/faults").json["faults"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "fire"},
        {"kind": "slow", "seconds": 1000},
        {"kind": "slow", "seconds": "nan"},
        {"kind": ["down"]},
        {},
        [],
    ],
)
def test_a_fault_that_is_none_is_refused(admin, body):
    answer = admin.post("/admin/faults", body)

    assert answer.status_code == 422
    assert admin.get("/admin/faults").json["faults"] == []


@pytest.mark.parametrize("path", ["/admin/faults", "/admin/reset"])
def test_the_admin_interface_needs_its_own_key(caller, path):
    answer = caller.post(path, {"kind": "down"})

    assert answer.status_code == 401


def test_a_database_of_other_people_is_not_used(register_app):
    engine = engine_of(register_app)

    with pytest.raises(OtherPopulation, match="other_population") as caught:
        lay_foundation(engine, seed="another", size=100_000_000)

    assert "seed=another" in caught.value.detail


def test_a_database_is_filled_once(file, opened, register_app):
    again = Caller(opened(f"sqlite:///{file}"))

    assert again.get(f"/v1/people/{DAO}").status_code == 200
