from hypothesis import given
from hypothesis import strategies as st

from forms.names import fold, full_name, normalise, sort_key, split_name


def test_a_name_is_kept_composed_with_single_spaces_and_no_control_characters() -> None:
    decomposed = "Nguye\u0302\u0303n\x00  Thi\u0323\u200b\tHoa \n"

    kept = normalise(decomposed)

    assert kept == "Nguyễn Thị Hoa"


def test_names_that_people_take_for_the_same_fold_to_the_same_text() -> None:
    assert fold("Hòa") == fold("Hoà") == fold("HOA") == "hoa"
    assert fold("Đắk R'lấp") == fold("dak rlap")
    assert fold("Bà Rịa–Vũng Tàu") == fold("ba ria - vung tau")


def test_a_full_name_is_split_into_surname_middle_and_given_name() -> None:
    assert split_name("Nguyễn Trần Bảo Ân") == ("Nguyễn", "Trần Bảo", "Ân")
    assert split_name("Lê Út") == ("Lê", "", "Út")
    assert split_name("Y-Moan") == ("", "", "Y-Moan")
    assert split_name("") == ("", "", "")


def test_parts_of_a_name_leave_no_gap() -> None:
    assert full_name("Lê", "", "Út") == "Lê Út"
    assert full_name("", "", "Ama") == "Ama"


def test_names_sort_by_the_vietnamese_alphabet_then_by_tone() -> None:
    names = ["Út", "Ưng", "Ung", "Ân", "Ăn", "An", "Đào", "Dung", "hóa", "hòa", "hoa"]

    ordered = sorted(names, key=sort_key)

    assert ordered == [
        *("An", "Ăn", "Ân", "Dung", "Đào"),
        *("hoa", "hòa", "hóa", "Ung", "Út", "Ưng"),
    ]


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)
    sort_key(text)


@given(st.lists(st.sampled_from(["Nguyễn", "Thị", "Hồng", "Đào"]), min_size=2))
def test_a_split_name_can_be_put_together_again(words: list[str]) -> None:
    name = " ".join(words)

    assert full_name(*split_name(name)) == name
