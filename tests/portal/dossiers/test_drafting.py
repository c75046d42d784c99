"""Drafts: what is kept, what is refused, whose they are."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from portal.dossiers import drafting, submitting
from portal.dossiers.errors import DraftNotFound, LockedValueChanged, StaleDraft
from tests.portal.conftest import Frozen
from tests.portal.factories import DAO, DAO_NAME, STRANGER, WORLD, a_draft


def an_empty_draft(db: Session) -> Any:
    return drafting.open_draft(db, world=WORLD, procedure="birth", person_id=DAO)


def test_what_is_wrong_is_kept_too(db: Session) -> None:
    draft = an_empty_draft(db)

    drafting.save_section(
        db,
        draft,
        section="requester",
        entries={"requester_phone": ["12 không phải số"]},
        done=False,
    )
    db.expire_all()

    form = drafting.form_of(
        db, drafting.find_draft(db, token=draft.token, person_id=DAO)
    )
    form.check(["requester_phone"])
    assert form["requester_phone"].errors
    assert draft.entries == {"requester_phone": ["12 không phải số"]}


def test_saving_one_section_leaves_the_others_alone(db: Session) -> None:
    draft = an_empty_draft(db)
    save = {"requester": {"requester_phone": ["0999012345"]}}
    save["mother"] = {"mother_surname": ["Trần"], "child_surname": ["kẻ lạ"]}

    for section, entries in save.items():
        drafting.save_section(db, draft, section=section, entries=entries, done=True)

    assert draft.entries == {
        "requester_phone": ["0999012345"],
        "mother_surname": ["Trần"],
    }
    assert draft.sections_done == ["requester", "mother"]


def test_saving_a_section_again_replaces_what_it_held(db: Session) -> None:
    draft = an_empty_draft(db)
    drafting.save_section(
        db, draft, section="mother", entries={"mother_surname": ["Trần"]}, done=True
    )

    drafting.save_section(db, draft, section="mother", entries={}, done=False)

    assert draft.entries == {}
    assert draft.sections_done == []


def test_a_second_window_does_not_overwrite_the_first(db: Session) -> None:
    draft = an_empty_draft(db)
    seen = draft.row_version
    drafting.save_section(
        db,
        draft,
        section="mother",
        entries={"mother_surname": ["Trần"]},
        done=True,
        row_version=seen,
    )

    with pytest.raises(StaleDraft):
        drafting.save_section(
            db,
            draft,
            section="mother",
            entries={"mother_surname": ["Lê"]},
            done=True,
            row_version=seen,
        )

    assert draft.entries == {"mother_surname": ["Trần"]}


def test_two_sessions_that_save_at_once_do_not_lose_a_section(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        token = an_empty_draft(db).token
    first, second = sessions(), sessions()
    with first, second:
        stale = drafting.find_draft(first, token=token, person_id=DAO)
        first.commit()
        fresh = drafting.find_draft(second, token=token, person_id=DAO)
        drafting.save_section(second, fresh, section="mother", entries={}, done=True)
        second.commit()

        with pytest.raises(StaleDraft):
            drafting.save_section(first, stale, section="child", entries={}, done=True)


def test_a_locked_value_that_comes_back_changed_is_refused(db: Session) -> None:
    draft = a_draft(db, locked=("mother_surname", "mother_given_name"))

    with pytest.raises(LockedValueChanged) as refused:
        drafting.save_section(
            db,
            draft,
            section="mother",
            entries={"mother_surname": ["Lê"], "mother_given_name": ["Đào"]},
            done=True,
        )

    assert refused.value.fields == ("mother_surname",)
    assert draft.entries == {}


def test_a_forged_value_never_reaches_the_answers(db: Session) -> None:
    draft = a_draft(db, locked=("mother_surname",))
    draft.entries = {"mother_surname": ["Lê"]}

    form = drafting.form_of(db, draft)

    assert form.answers()["mother_surname"] == "Trần"


@pytest.mark.parametrize(
    "token", ["", "nobody", "x" * 3000, "\x00", "a\udcff", "../../etc", "' OR 1=1 --"]
)
def test_no_token_that_was_not_given_out_opens_a_draft(db: Session, token: str) -> None:
    with pytest.raises(DraftNotFound):
        drafting.find_draft(db, token=token, person_id=DAO)


def test_somebody_elses_draft_is_not_found(db: Session) -> None:
    draft = an_empty_draft(db)

    with pytest.raises(DraftNotFound):
        drafting.find_draft(db, token=draft.token, person_id=STRANGER)


def test_drafts_are_listed_newest_first_and_without_submitted_ones(
    db: Session, frozen: Frozen
) -> None:
    submitted, older = a_draft(db), an_empty_draft(db)
    frozen.set("2026-03-10T09:00:00+07:00", db)
    newer = an_empty_draft(db)
    submitting.submit(db, token=submitted.token, person_id=DAO, person_name=DAO_NAME)

    found = drafting.drafts_of(db, person_id=DAO, world=WORLD)

    assert [draft.token for draft in found] == [newer.token, older.token]


def test_a_submitted_draft_can_no_longer_be_changed(db: Session) -> None:
    draft = a_draft(db)
    submitting.submit(db, token=draft.token, person_id=DAO, person_name=DAO_NAME)

    with pytest.raises(DraftNotFound):
        drafting.save_section(db, draft, section="mother", entries={}, done=True)
    with pytest.raises(DraftNotFound):
        drafting.discard_draft(db, draft)


def test_a_report_of_a_wrong_value_is_kept_with_what_was_found_and_can_be_withdrawn(
    db: Session,
) -> None:
    draft = a_draft(db, locked=("mother_given_name",))

    drafting.report_discrepancy(
        db, draft, field="mother_given_name", declared=" Đào  Thơm ", note="cải chính"
    )
    kept = dict(draft.discrepancies)
    drafting.report_discrepancy(db, draft, field="mother_given_name", declared="")

    assert kept["mother_given_name"]["declared"] == "Đào Thơm"
    assert kept["mother_given_name"]["found"]["value"] == "Đào"
    assert draft.discrepancies == {}


def test_reading_the_registers_again_keeps_what_was_typed(db: Session) -> None:
    draft = a_draft(db)
    drafting.save_section(
        db, draft, section="mother", entries={"mother_surname": ["Lê"]}, done=True
    )

    again = drafting.keep_prefill(db, draft, drafting.Fill({}))

    assert drafting.form_of(db, again).answers()["mother_surname"] == "Lê"
    assert drafting.prefill_of(again)["mother_surname"] == "Trần"


HOSTILE = st.lists(st.text(max_size=60), max_size=3)


@given(st.dictionaries(st.sampled_from(["mother_surname", "x", ""]), HOSTILE))
@settings(max_examples=40)
def test_hostile_entries_are_kept_or_dropped_but_never_break_the_form(
    entries: Any,
) -> None:
    from forms import registry  # noqa: PLC0415 - one small form, no database
    from tests.portal.factories import MORNING  # noqa: PLC0415

    eform = registry.get("birth", MORNING.date()).eform
    kept = eform.entries_from(drafting.Posted(entries), ["mother_surname"])

    form = eform.open(entries=kept, prefill={}, today=MORNING.date())
    form.check(["mother_surname"])

    assert set(kept) <= {"mother_surname"}
