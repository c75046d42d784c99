from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.clients.records import BirthNotice, Family, Household, Person
from portal.clients.shapes import MAX_TEXT, WrongShape, shaped
from tests.portal.clients.answers import NOTICE, PERSON

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(PERSON)), inner, max_size=4)
    ),
    max_leaves=8,
)


def test_a_person_keeps_exactly_the_agreed_members() -> None:
    found = shaped(Person, PERSON | {"secret_extra": "x"})

    assert found == PERSON


def test_a_member_that_may_be_null_may_be_missing() -> None:
    without = {name: value for name, value in PERSON.items() if name != "religion"}

    assert shaped(Person, without)["religion"] is None


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("personal_id", None),
        ("personal_id", 901196004217),
        ("full_name", ["Trần"]),
        ("full_name", "x" * (MAX_TEXT + 1)),
        ("full_name", "Trần\x00Đào"),
        ("full_name", "Trần\ud800"),
        ("version", True),
        ("version", "1"),
        ("life_status", 1.5),
        ("residence", "số 12 phố Hàng Mơ"),
        ("residence", {"province": "01"}),
        ("household", {"file_no": "HN-1"}),
    ],
)
def test_a_member_of_another_type_is_the_wrong_shape(
    member: str, value: object
) -> None:
    wrong = PERSON | {member: value}

    with pytest.raises(WrongShape):
        shaped(Person, wrong)


def test_a_list_holds_only_records_of_its_kind() -> None:
    family = {"children": [PERSON, "somebody"]}

    with pytest.raises(WrongShape):
        shaped(Family, family)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(sorted(PERSON)), JSON), JSON)
def test_any_answer_is_a_record_or_the_wrong_shape(
    changes: dict[str, Any], whole: object
) -> None:
    for record, example in ((Person, PERSON), (BirthNotice, NOTICE), (Household, {})):
        for answer in ({**example, **changes}, whole):
            try:
                found = shaped(record, answer)
            except WrongShape:
                continue

            assert set(found) <= set(record.__annotations__)
