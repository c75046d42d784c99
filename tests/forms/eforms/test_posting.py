"""What comes back from a browser, honest or hostile."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.conditions import Json
from forms.eforms.linked_birth import LinkedBirth
from tests.forms.families import LOCKED, PREFILL, TODAY, TYPED, browser_entries

KEYS = [key for name in LinkedBirth.field_names() for key in LinkedBirth.keys(name)]


class Posted:
    """Posted values, as Werkzeug's MultiDict gives them."""

    def __init__(self, values: dict[str, list[object]]) -> None:
        self.values = values

    def getlist(self, key: str) -> list[object]:
        return self.values.get(key, [])

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)


JUNK = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789/-. ", max_size=14),
    st.sampled_from(
        [
            *("\x00", "\ud800", "a" * 70_000, "Nguye\u0302\u0303n", "1", "01", "00070"),
            *("2026-03-07", "31", "2/30/2026", "901196004217", "VN", "٣", "\u202e"),
        ]
    ),
    st.none(),
    st.integers(),
    st.lists(st.text(max_size=3), max_size=2),
)
POSTS = st.dictionaries(
    st.one_of(st.sampled_from(KEYS), st.text(max_size=12)),
    st.lists(JUNK, max_size=6),
    max_size=30,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(POSTS)
def test_no_posted_junk_raises_or_gets_past_its_checks(
    posted: dict[str, list[object]],
) -> None:
    names = LinkedBirth.field_names()

    entries = LinkedBirth.entries_from(Posted(posted), names)
    form = LinkedBirth.open(entries=entries, prefill={}, today=TODAY)
    sound = form.check()
    answers = form.answers()

    assert set(entries) <= set(KEYS)
    assert all(len(text) <= 500 for texts in entries.values() for text in texts)
    assert not sound
    for name, value in answers.items():
        assert LinkedBirth.display(name, value) == form[name].display or name
        str(form[name].display).encode()
    form.warnings()
    LinkedBirth.forged(Posted(posted), PREFILL, LOCKED)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(PREFILL)), JUNK, max_size=20))
def test_no_source_can_break_the_form_with_junk(values: dict[str, object]) -> None:
    form = LinkedBirth.open(
        entries={},
        prefill=values,  # type: ignore[arg-type]
        locked=values,
        today=TODAY,
    )

    form.check()

    assert form.answers().keys() <= values.keys() | {"child_date_of_birth_in_words"}


def test_only_known_keys_are_kept_clean_and_bounded() -> None:
    posted = Posted(
        {
            "child_given_name": ["  A\u0302n\x00 ", "second"],
            "child_middle_name": ["b" * 9000],
            "is_admin": ["1"],
            "father_surname": ["Nguyễn"],
        }
    )

    kept = LinkedBirth.entries_from(posted, ["child_given_name", "child_middle_name"])

    assert kept["child_given_name"] == ["Ân", "second"]
    assert len(kept["child_middle_name"][0]) == 500
    assert set(kept) == {"child_given_name", "child_middle_name"}


def test_a_box_that_was_not_ticked_counts_as_answered() -> None:
    kept = LinkedBirth.entries_from(Posted({}), ["mother_deceased", "mother_surname"])

    assert kept == {"mother_deceased": [""]}


def test_what_was_typed_counts_before_what_a_source_gave() -> None:
    form = LinkedBirth.open(
        entries={"child_surname": ["Trần"]}, prefill=PREFILL, today=TODAY
    )

    assert form["child_surname"].data == "Trần"
    assert form["child_given_name"].data == "Ân"


def test_a_locked_value_is_never_read_from_the_browser() -> None:
    form = LinkedBirth.open(
        entries={"mother_surname": ["Lê"], "child_date_of_birth-day": ["1/1/2026"]},
        prefill=PREFILL,
        locked=LOCKED,
        today=TODAY,
    )

    assert form["mother_surname"].data == "Trần"
    assert form["child_date_of_birth"].data == "2026-03-07"
    assert form["mother_surname"].locked
    assert form["mother_surname"].spec.lock_reason


def test_a_value_that_no_source_gave_is_not_locked() -> None:
    form = LinkedBirth.open(
        entries={"mother_surname": ["Lê"]},
        prefill={},
        locked=["mother_surname", "no_such_field"],
        today=TODAY,
    )

    assert form["mother_surname"].data == "Lê"
    assert not form["mother_surname"].locked


def test_the_date_in_words_is_never_typed() -> None:
    posted = Posted({"child_date_of_birth_in_words": ["Ngày nói dối"]})

    entries = LinkedBirth.entries_from(posted, LinkedBirth.field_names())
    form = LinkedBirth.open(
        entries={**entries, "child_date_of_birth_in_words": ["Ngày nói dối"]},
        prefill={**PREFILL, "child_date_of_birth_in_words": "Ngày cũ"},
        locked=["child_date_of_birth_in_words"],
        today=TODAY,
    )

    assert "child_date_of_birth_in_words" not in entries
    assert form.answers()["child_date_of_birth_in_words"] == (
        "Ngày bảy tháng ba năm hai nghìn không trăm hai mươi sáu"
    )


# Locked values: no false alarm, no missed change

COMMUNES = st.sampled_from(
    [("01", "00070"), ("01", "00082"), ("46", "19753"), ("31", ""), ("", "")]
)
LETTERS = st.sampled_from(["Nguyễn", "Thị", "Hồng", "H'Hen", "Ân", "Ưng", "Hoà"])
NAMES = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(date(1930, 1, 1), TODAY).map(date.isoformat)
PARTIAL = st.one_of(DAYS, DAYS.map(lambda d: d[:7]), DAYS.map(lambda d: d[:4]))
ADDRESSES = st.builds(
    lambda units, detail: {
        "province": units[0],
        "commune": units[1],
        "detail": detail or "số 1",
    },
    COMMUNES,
    NAMES,
)
BY_KIND: dict[str, st.SearchStrategy[Json]] = {
    "text": NAMES,
    "date": PARTIAL,
    "partial_date": PARTIAL,
    "personal_id": st.sampled_from(["901196004217", "901093118650", "946260111111"]),
    "select": st.nothing(),
    "checkbox": st.booleans(),
    "address": ADDRESSES,
}


def value_of(name: str) -> st.SearchStrategy[Json]:
    spec = LinkedBirth.specs()[name]
    if spec.code_list:
        field = LinkedBirth.blank()[name]
        return st.sampled_from([o.code for o in field.options])  # type: ignore[attr-defined]
    return BY_KIND[spec.kind]


LOCKED_NAMES = sorted(LOCKED)
FAMILIES = st.fixed_dictionaries({name: value_of(name) for name in LOCKED_NAMES})


def untidy(text: str) -> str:
    """Return a text as some browsers and keyboards send it."""
    return "  " + text.replace("ồ", "o\u0302\u0300") + " \r\n"


@settings(max_examples=100, deadline=None)
@given(family=FAMILIES, tidy=st.booleans())
def test_an_untouched_form_raises_no_alarm(
    *, family: dict[str, Json], tidy: bool
) -> None:
    posted = browser_entries(family)
    if not tidy:
        posted = {key: [untidy(text)] for key, [text] in posted.items()}

    for times in range(10):
        again = {key: texts * (1 + times % 2) for key, texts in posted.items()}
        assert LinkedBirth.forged(Posted(again), family, LOCKED) == []  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(FAMILIES, FAMILIES, st.sampled_from(LOCKED_NAMES))
def test_every_change_of_a_locked_value_raises_an_alarm(
    family: dict[str, Json], other: dict[str, Json], name: str
) -> None:
    changed = {**family, name: other[name]}

    alarms = LinkedBirth.forged(Posted(browser_entries(changed)), family, LOCKED)  # type: ignore[arg-type]

    unticked = changed[name] is False  # a browser posts nothing for it
    different = changed[name] != family[name] and not unticked
    assert alarms == ([name] if different else [])


@pytest.mark.parametrize("name", LOCKED_NAMES)
def test_emptying_or_spoiling_a_locked_value_raises_an_alarm(name: str) -> None:
    field = LinkedBirth.blank()[name]
    if field.kind == "checkbox" or field.computed:
        return
    for text in ("", "???"):
        posted = Posted({key: [text] for key in LinkedBirth.keys(name)})

        assert LinkedBirth.forged(posted, PREFILL, LOCKED) == [name]


def test_a_complete_declaration_comes_back_the_same() -> None:
    values = {**PREFILL, **TYPED}
    entries = LinkedBirth.entries_from(
        Posted(browser_entries(values)),  # type: ignore[arg-type]
        LinkedBirth.field_names(),
    )

    from_sources = LinkedBirth.open(entries={}, prefill=values, today=TODAY)
    from_browser = LinkedBirth.open(entries=entries, prefill={}, today=TODAY)

    assert from_browser.answers() == from_sources.answers()
    assert from_browser.check(), from_browser.errors
