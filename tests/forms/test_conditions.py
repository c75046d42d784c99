from hypothesis import given
from hypothesis import strategies as st

from forms.conditions import all_of, any_of, not_, when


def test_a_condition_looks_at_one_answer() -> None:
    asked = when("copies_requested").equals("1")

    assert asked({"copies_requested": "1"})
    assert not asked({"copies_requested": "0"})
    assert not asked({})


def test_a_box_that_nobody_answered_is_not_ticked() -> None:
    assert when("deceased").is_false()({})
    assert not when("deceased").is_true()({})
    assert not when("deceased").is_true()({"deceased": "1"})


def test_a_condition_can_ask_whether_there_is_an_answer() -> None:
    assert when("name").is_given()({"name": "Ân"})
    assert not when("name").is_given()({})


def test_a_condition_knows_which_fields_it_looks_at_and_reads_like_a_sentence() -> None:
    rule = any_of(when("a").is_true(), not_(when("b").equals("1")))

    assert rule.names == {"a", "b"}
    assert rule.text == "(a is ticked) or (not (b is '1'))"


@given(a=st.booleans(), b=st.booleans())
def test_conditions_combine_as_logic_does(*, a: bool, b: bool) -> None:
    left, right = when("a").is_true(), when("b").is_true()
    answers = {"a": a, "b": b}

    assert all_of(left, right)(answers) == (a and b)
    assert any_of(left, right)(answers) == (a or b)
    assert not_(all_of(left, right))(answers) == any_of(not_(left), not_(right))(
        answers
    )
