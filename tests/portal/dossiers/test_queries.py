"""Lists and counts: one's own dossiers, an office's queue."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.dossiers import queries
from portal.dossiers.errors import DossierNotFound
from portal.dossiers.queries import FILTERS
from tests.portal.conftest import Frozen
from tests.portal.dossiers.toy import STALL, STALL_ANSWERS, a_branch, installed
from tests.portal.factories import (
    DAO,
    STRANGER,
    WORLD,
    a_dossier,
    bring,
)

DESK = "commune_civil_status.00070"


def names(db: Session, **asked: Any) -> Any:
    found = queries.queue(db, office=DESK, world=WORLD, **asked)
    return [row.subject_name.split()[-1] for row in found.rows]


BIT_BY_BIT = replace(
    STALL,
    branches=(
        a_branch("inspection", "commune_civil_status", days=0),
        *STALL.branches[1:],
    ),
)


@pytest.fixture
def desk(db: Session, frozen: Frozen) -> Iterator[Any]:
    """Five dossiers at the desk, in different states, received on different days."""
    for day, name, status in [
        (9, "Ánh", "received"),
        (9, "Bách", "accepted"),
        (10, "Đan", "received"),
        (10, "Ân", "returned"),
        (10, "Ẩn", "refused"),
    ]:
        frozen.set(f"2026-03-{day:02}T09:00:00+07:00", db)
        a_stall(db, name, status)
    a_stall(db, "Chưa Tới", "sent")
    frozen.set("2026-03-10T16:00:00+07:00", db)
    with installed(BIT_BY_BIT):
        yield db


def a_stall(db: Session, name: str, status: str) -> Any:
    """A dossier of the small procedure, which is quicker to make."""
    answers = {**STALL_ANSWERS, "stall_name": f"Nguyễn {name}"}
    with installed(BIT_BY_BIT):
        return a_dossier(
            db, "stall", answers=answers, branch="inspection", status=status
        )


def test_a_dossier_is_found_by_its_applicant_however_the_code_is_typed(
    db: Session,
) -> None:
    code = a_dossier(db).code

    found = queries.dossier_of(db, code=code.lower().replace("-", " "), person_id=DAO)

    assert found.code == code
    assert found.waiting.endswith("Bạn không cần làm gì.")


@pytest.mark.parametrize("code", ["", "LT-260310-AAAAA", "x" * 999, "\x00", "\ud800"])
def test_unknown_codes_and_other_peoples_dossiers_look_the_same(
    db: Session, code: str
) -> None:
    own = a_dossier(db).code

    with pytest.raises(DossierNotFound):
        queries.dossier_of(db, code=code, person_id=DAO)
    with pytest.raises(DossierNotFound):
        queries.dossier_of(db, code=own, person_id=STRANGER)


def test_ones_dossiers_come_newest_first(db: Session, frozen: Frozen) -> None:
    older = a_dossier(db, child_given_name="An").code
    frozen.set("2026-03-11T09:00:00+07:00", db)
    newer = a_dossier(db, child_given_name="Bình").code
    a_dossier(db, person_id=STRANGER, person_name="Kẻ Lạ")

    found = queries.dossiers_of(db, person_id=DAO, world=WORLD)

    assert [view.code for view in found] == [newer, older]


def test_an_office_reviews_only_what_came_to_it(db: Session) -> None:
    code = a_dossier(db, status="received").code

    seen = queries.review_of(db, code=code, office=DESK)

    assert seen.branches == ("civil_status",)
    assert "child_given_name" in seen.returnable_fields("civil_status")
    assert seen.returnable_papers("civil_status") == ("birth_notice_scan",)
    with pytest.raises(DossierNotFound):
        queries.review_of(db, code=code, office="commune_police.00070")
    with pytest.raises(DossierNotFound):
        queries.review_of(db, code=code, office="commune_civil_status.00082")


def test_a_dossier_on_its_way_is_in_no_queue(desk: Session) -> None:
    assert "Tới" not in names(desk)


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ("", {"Ánh", "Bách", "Đan", "Ân", "Ẩn"}),
        ("late", {"Ánh", "Bách"}),
        ("today", {"Đan"}),
        ("new", {"Ánh", "Đan"}),
        ("doing", {"Bách"}),
        ("supplement", {"Ân"}),
        ("done", {"Ẩn"}),
        ("nonsense", {"Ánh", "Bách", "Đan", "Ân", "Ẩn"}),
    ],
)
def test_a_filter_shows_what_its_name_says(
    desk: Session, filter_: str, expected: Any
) -> None:
    assert set(names(desk, filter=filter_)) == expected


@pytest.mark.parametrize("text", ["", "an", "bach", "khong co ai", "LT-2603", "%", "_"])
def test_counts_always_equal_the_lists(desk: Session, text: str) -> None:
    counted = queries.counts(desk, office=DESK, world=WORLD, text=text)

    listed = {name: len(names(desk, filter=name, text=text)) for name in ("", *FILTERS)}

    assert counted == listed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dan", {"Đan"}),
        ("ĐAN", {"Đan"}),
        ("BÁCH nguyễn", {"Bách"}),
        ("hong dao", {"Ánh", "Bách", "Đan", "Ân", "Ẩn"}),
        ("%", {"Ánh", "Bách", "Đan", "Ân", "Ẩn"}),
        ("zzz", set()),
    ],
)
def test_searching_minds_neither_case_nor_tone_marks(
    desk: Session, text: str, expected: Any
) -> None:
    assert set(names(desk, text=text)) == expected


def test_a_dossier_is_found_by_its_code(desk: Session) -> None:
    row = queries.queue(desk, office=DESK, world=WORLD, filter="doing").rows[0]

    assert names(desk, text=row.code.lower()) == ["Bách"]


def test_names_sort_by_the_vietnamese_alphabet(desk: Session) -> None:
    assert names(desk, sort="name") == ["Ánh", "Ân", "Ẩn", "Bách", "Đan"]
    assert names(desk, sort="name", backwards=True) == [
        "Đan",
        "Bách",
        "Ẩn",
        "Ân",
        "Ánh",
    ]


def test_a_clock_that_stands_or_has_ended_comes_after_the_running_ones(
    desk: Session,
) -> None:
    assert set(names(desk, sort="due")[:3]) == {"Ánh", "Bách", "Đan"}
    assert set(names(desk, sort="due")[3:]) == {"Ân", "Ẩn"}
    assert set(names(desk, sort="due", backwards=True)[3:]) == {"Ân", "Ẩn"}


def test_what_is_due_first_comes_first(desk: Session) -> None:
    found = queries.queue(desk, office=DESK, world=WORLD, sort="due")

    due = [row.due_at for row in found.rows]
    assert due == sorted(due)
    assert [row.is_overdue for row in found.rows][:3] == [True, True, False]


def test_pages_together_are_the_whole_list(desk: Session) -> None:
    whole = names(desk, sort="name")

    pages = [names(desk, sort="name", offset=n, limit=2) for n in (0, 2, 4, 6)]

    assert [name for page in pages for name in page] == whole
    assert queries.queue(desk, office=DESK, world=WORLD, limit=1).total == len(whole)


def test_another_world_and_another_office_have_queues_of_their_own(
    desk: Session,
) -> None:
    other = queries.queue(desk, office="commune_civil_status.00082", world=WORLD)

    assert other == queries.Queue((), 0)


def test_the_projection_is_what_the_events_say(db: Session) -> None:
    code = a_dossier(db, branch="residence", status="received").code
    bring(db, code, "health_insurance", "accepted")

    rows = {
        row.branch: row
        for office in ("commune_police.00070", "social_insurance.00070")
        for row in queries.queue(db, office=office, world=WORLD).rows
    }

    state = queries.dossier_of(db, code=code, person_id=DAO).state
    assert {b: row.status for b, row in rows.items()} == {
        "residence": "received",
        "health_insurance": "accepted",
    }
    for branch, row in rows.items():
        assert row.due_at == state.branches[branch].due_at
        assert row.changed_at == state.branches[branch].changed_at
