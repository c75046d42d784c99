"""Days pass in a world."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mock_population_db.app import engine_of
from mock_population_db.db import reading
from mock_population_db.living.telling import REASONS
from mock_population_db.models import BirthNotice, Event, Person
from mock_population_db.register import lookups
from mock_population_db.synthetic.cast import cast_numbers
from tests.mock_population_db.callers import DAO, born
from tests.mock_population_db.living.conftest import TOWN

FIRST = date(2026, 3, 10)


def happened(app, world="public"):
    """What happened when, without the numbers that are given out over all worlds."""
    with reading(engine_of(app)) as db:
        rows = db.execute(
            select(Event.kind, Event.happened_on, Event.certificate_number)
            .where(Event.world == world)
            .order_by(Event.id)
        )
        return [tuple(row) for row in rows]


def rows_of(app, model=Person, world="public"):
    with reading(engine_of(app)) as db:
        return list(db.scalars(select(model).where(model.world == world)))


def test_days_are_lived_up_to_the_worlds_clock_and_no_further(trainer):
    lived = trainer.live(days=31)
    rest = trainer.live(days=31)
    more = trainer.live(days=31)

    days = [one["day"] for one in lived + rest]
    assert days == [(FIRST + timedelta(n)).isoformat() for n in range(41)]
    assert more == []


def test_the_same_world_lives_the_same_days_again(trainer, register_app, machine):
    trainer.live(days=25)
    first = happened(register_app)
    trainer.post("/admin/reset", {})

    trainer.open_world()
    machine.advance(days=40)
    trainer.live(days=25)

    assert first
    assert happened(register_app) == first


def test_another_world_lives_other_days(trainer, register_app, machine):
    trainer.live(days=25)
    trainer.open_world("class-7")
    machine.advance(days=40)

    trainer.in_world("class-7").live(days=25)

    assert happened(register_app, "class-7") != happened(register_app)


def test_how_many_days_are_asked_at_a_time_changes_nothing(trainer, register_app):
    other = trainer.in_world("class-7")
    at_once = trainer.live(days=12)
    one_by_one = [day for _ in range(12) for day in trainer.live(days=1)]

    assert [one["day"] for one in at_once + one_by_one] == [
        (FIRST + timedelta(n)).isoformat() for n in range(24)
    ]
    assert other.get("/admin/living").json["days"] == []


def test_a_day_that_was_lived_is_not_lived_again(trainer, register_app):
    trainer.live(until="2026-03-20")
    before = happened(register_app)

    again = trainer.live(until="2026-03-20")

    assert again == []
    assert happened(register_app) == before


def test_everything_is_an_event_of_the_register_with_its_refusals(
    trainer, register_app
):
    days = trainer.live(days=31) + trainer.live(days=31)

    counted = sum((Counter(one["counts"]) for one in days), Counter())
    counted.pop("refused", None)
    assert Counter(kind for kind, _on, _paper in happened(register_app)) == counted
    assert {"birth_notice", "death", "move", "marriage"} <= counted.keys()


def test_the_people_of_a_lived_town_stay_in_order(lived):
    with reading(engine_of(lived.app)) as db:
        people = db.scalars(select(Person).where(Person.world == "public")).all()
        for person in people:
            if person.life_status == "2":
                assert (person.file_no, person.id_card) == (None, None)
            if person.marital_status == "2" and person.spouse_id:
                spouse = lookups.get_person(db, person.spouse_id, "public")
                assert spouse.spouse_id == person.personal_id
            if person.file_no:
                household = lookups.household_of(db, person, "public")
                assert person.permanent_residence == household.address
                head = lookups.head_of(db, household, "public")
                assert head is None or head.life_status == "1"
    assert len(people) > 20


def test_the_cast_is_left_alone(lived):
    messages = lived.messages()

    touched = {one[key] for one in messages for key in ("about", "recipient")}
    assert not touched & set(cast_numbers().values())
    assert not {one.personal_id for one in rows_of(lived.app)} & set(
        cast_numbers().values()
    )


def test_a_member_of_the_cast_whom_somebody_changed_is_left_alone_too(trainer, caller):
    born(caller)

    trainer.live(days=20, communes=["00070"])

    assert caller.get(f"/v1/people/{DAO}").json["version"] == 2


def test_parents_register_what_hospitals_told_or_find_it_open(lived):
    notices = rows_of(lived.app, BirthNotice)
    people = rows_of(lived.app)

    states = Counter(one.status for one in notices)
    children = [one for one in people if one.date_of_birth >= "2026-03-10"]
    assert states["open"] > 0
    assert len(children) == states["used"] > 0
    assert all(child.file_no and child.mother_id for child in children)
    assert {child.date_of_birth for child in children} <= {
        one.born_at[:10] for one in notices
    }


def test_births_and_deaths_are_as_many_as_the_figures_say(lived):
    days = lived.get("/admin/living").json["days"]

    counted = sum((Counter(one["counts"]) for one in days), Counter())
    years, people = 41 / 365, 103_500
    per_thousand = {
        "births": counted["birth_notice"] / people / years * 1000,
        "deaths": (counted["death"]) / people / years * 1000,
        "marriages": counted["marriage"] / people / years * 1000,
    }
    assert 9 < per_thousand["births"] < 19, per_thousand
    assert 4 < per_thousand["deaths"] < 11, per_thousand
    assert 2 < per_thousand["marriages"] < 9, per_thousand


def test_every_event_tells_somebody_with_a_reason(trainer, register_app):
    trainer.live(days=31)

    messages = trainer.messages()

    with reading(engine_of(register_app)) as db:
        events = set(db.scalars(select(Event.id).where(Event.world == "public")))
    assert {one["event_id"] for one in messages} == events
    assert {one["reason"] for one in messages} <= REASONS.keys()
    assert all(one["text"] for one in messages)


def test_a_birth_notice_reaches_both_parents_and_their_commune(trainer, register_app):
    trainer.live(days=31)

    told = trainer.messages(kind="birth_notice")

    codes = {one["reference"] for one in told}
    first = [one for one in told if one["reference"] == min(codes)]
    notice = next(
        one for one in rows_of(register_app, BirthNotice) if one.code == min(codes)
    )
    people = {one["recipient"] for one in first if one["recipient_kind"] == "person"}
    offices = [one["recipient"] for one in first if one["recipient_kind"] != "person"]
    assert people == {notice.mother_id, notice.father_id} - {None}
    assert offices == [TOWN]


def test_messages_are_found_by_whom_they_are_for(trainer):
    trainer.live(days=31)
    one = trainer.messages()[0]

    mine = trainer.messages(recipient=one["recipient"], day=one["day"])

    assert one in mine
    assert {each["recipient"] for each in mine} == {one["recipient"]}


def test_a_wish_to_stop_is_taken_at_any_time(trainer):
    assert trainer.post("/admin/living/stop", {}).status_code == 204
    assert len(trainer.live(days=2)) == 2


def test_a_reset_forgets_the_days(trainer):
    trainer.live(days=5)
    trainer.post("/admin/reset", {})

    assert trainer.get("/admin/living").json["days"] == []
    assert trainer.messages() == []


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"until": "2026-04-20"}, 409, "day_ahead"),
        ({"days": 1, "communes": ["99999"]}, 422, "no_such_commune"),
        ({"days": 1, "communes": ["00070"] * 6}, 422, "malformed"),
        ({"days": 1, "communes": "00070"}, 422, "malformed"),
        ({"days": 1, "communes": [None]}, 422, "malformed"),
        ({"days": 0}, 422, "malformed"),
        ({"days": 1000}, 422, "malformed"),
        ({"days": 1, "until": "2026-03-11"}, 422, "malformed"),
        ({"until": "2026-02-30"}, 422, "malformed"),
        ({}, 422, "malformed"),
    ],
)
def test_a_wish_that_is_none_is_refused(trainer, wish, status, code):
    assert trainer.live(status, **wish)["code"] == code
    assert trainer.get("/admin/living").json["days"] == []


def test_days_pass_only_for_holders_of_the_admin_key(caller):
    assert caller.post("/admin/living", {"days": 1}).status_code == 401
    assert caller.get("/admin/living/messages").status_code == 401


def test_a_commune_that_is_named_twice_lives_each_day_once(trainer):
    trainer.live(days=3, communes=[TOWN, TOWN])

    days = trainer.get("/admin/living").json["days"]

    assert [one["day"] for one in days] == ["2026-03-10", "2026-03-11", "2026-03-12"]
