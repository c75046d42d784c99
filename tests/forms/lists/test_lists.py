import pytest

from forms.codelists import (
    countries,
    ethnic_groups,
    facilities,
    label,
    list_names,
    options,
    provinces,
    relations_to_head,
)
from forms.errors import UnknownCode
from forms.i18n import use_language


@pytest.mark.parametrize("name", sorted(list_names()))
def test_a_list_has_codes_that_differ_and_labels_that_are_there(name: str) -> None:
    codes = [option.code for option in options(name)]

    assert codes
    assert len(set(codes)) == len(codes)
    assert all(label(name, code) for code in codes)


def test_ethnic_groups_carry_the_codes_of_1979() -> None:
    names = {option.code: str(option.label) for option in ethnic_groups()}

    assert len(names) == 55
    assert (names["01"], names["04"], names["06"]) == ("Kinh", "Hoa", "Mường")
    assert names["55"] == "Người nước ngoài"


def test_viet_nam_stands_first_among_the_countries() -> None:
    assert countries()[0].code == "VN"
    assert len(countries()) == 249
    with use_language("en"):
        assert label("country_alpha2", "DE") == "Germany"
    assert label("country_alpha2", "DE") == "Đức"


def test_a_child_may_stand_in_21_relations_to_the_head() -> None:
    assert len(relations_to_head()) == 21
    assert label("relation_to_head_eform", "paternal_grandchild") == "Cháu nội"


def test_every_province_has_a_hospital_and_the_demo_has_health_stations() -> None:
    for unit in provinces():
        assert any("Bệnh viện" in str(o.label) for o in facilities(unit.code))
    hanoi = [str(option.label) for option in facilities("01")]
    assert "Trạm y tế phường Hoàn Kiếm (giả lập)" in hanoi


def test_facilities_are_invented_and_say_so_and_name_their_province() -> None:
    for option in facilities():
        assert str(option.label).endswith("(giả lập)")
        assert len(option.code) == 5
        assert option in facilities(option.code[:2])


def test_an_unknown_list_or_code_is_refused() -> None:
    with pytest.raises(UnknownCode):
        options("colours")
    with pytest.raises(UnknownCode):
        label("sex", "3")
    with pytest.raises(UnknownCode):
        label("colours", "red")
