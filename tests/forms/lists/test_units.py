from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.codelists import (
    CommuneUnclear,
    address_text,
    commune,
    communes,
    find_communes,
    match_commune,
    match_province,
    old_communes,
    old_provinces,
    province,
    provinces,
    search_communes,
)
from forms.errors import UnknownCode


def test_viet_nam_has_34_provinces_and_3321_communes() -> None:
    assert len(provinces()) == 34
    assert sum(len(communes(unit.code)) for unit in provinces()) == 3321


def test_the_codes_are_the_official_ones() -> None:
    assert commune("00070").full_name == "phường Hoàn Kiếm"
    assert commune("00070").province == "01"
    assert province("01").full_name == "thành phố Hà Nội"
    assert [unit.code for unit in provinces()][-1] == "96"


def test_there_were_63_provinces_and_each_went_into_one_of_the_34() -> None:
    now = {unit.code for unit in provinces()}

    assert len(old_provinces()) == 63
    assert {unit.province for unit in old_provinces()} == now
    assert {u.code: u.province for u in old_provinces()}["002"] == "08"


def test_every_former_commune_lies_in_communes_of_its_provinces_successor() -> None:
    successor = {unit.code: unit.province for unit in old_provinces()}

    for old in old_communes():
        found = {commune(code).province for code in old.communes}
        assert found == {successor[old.province_63]}, old


@pytest.mark.parametrize("code", ["", "99", "0", "0001"])
def test_an_unknown_province_is_refused(code: str) -> None:
    with pytest.raises(UnknownCode):
        province(code)
    with pytest.raises(UnknownCode):
        communes(code)


def test_an_unknown_commune_is_refused() -> None:
    with pytest.raises(UnknownCode):
        commune("99999")


@pytest.mark.parametrize(
    "text", ["hoan kiem", "HOÀN KIẾM", "phường Hoàn Kiếm", "P. Hoàn Kiếm", "00070"]
)
def test_a_commune_is_found_by_any_of_its_spellings(text: str) -> None:
    assert find_communes(text, province="01")[0].code == "00070"


def test_whole_names_come_before_beginnings_and_parts() -> None:
    found = [unit.name for unit in find_communes("phú xuân", limit=20)]

    assert found[0] == "Phú Xuân"


def test_a_former_commune_is_found_and_tells_its_old_name() -> None:
    found = search_communes("Hàng Bạc", province="01")

    assert found[0].commune.code == "00070"
    assert found[0].formerly.startswith("Phường Hàng Bạc, Quận Hoàn Kiếm")


def test_no_more_are_found_than_asked_for() -> None:
    assert len(find_communes("an", limit=3)) == 3
    assert find_communes("", limit=3) == ()
    assert find_communes("an", province="99") == ()


@pytest.mark.parametrize("unit", communes("01") + communes("46"), ids=lambda u: u.code)
def test_every_commune_is_matched_by_its_own_name(unit: object) -> None:
    code, full_name, name, where = (
        getattr(unit, what) for what in ("code", "full_name", "name", "province")
    )

    assert match_commune(full_name, where).code == code
    assert match_commune(name, where).code == code
    assert match_commune(code, where).code == code


def test_an_unclear_name_comes_with_candidates() -> None:
    with pytest.raises(CommuneUnclear) as caught:
        match_commune("phú", "01")

    assert 1 < len(caught.value.candidates) <= 5


def test_a_name_that_is_nowhere_comes_without() -> None:
    with pytest.raises(CommuneUnclear) as caught:
        match_commune("Gotham", "01")

    assert caught.value.candidates == ()


def test_a_province_is_matched_by_code_or_name() -> None:
    for text in ("01", "Hà Nội", "tp ha noi", "Thành phố Hà Nội"):
        found = match_province(text)
        assert found is not None
        assert found.code == "01"
    assert match_province("Đông Dương") is None


@given(st.text(max_size=30))
def test_no_text_crashes_the_search(text: str) -> None:
    assert len(find_communes(text, limit=5)) <= 5
    match_province(text)
    with suppress(CommuneUnclear):
        assert match_commune(text, "01").province == "01"


def test_an_address_is_written_on_one_line() -> None:
    home = {"province": "01", "commune": "00070", "detail": "số 12 phố Hàng Bạc"}

    assert address_text(home) == (
        "số 12 phố Hàng Bạc, phường Hoàn Kiếm, thành phố Hà Nội"
    )
    assert address_text({"province": "01"}) == "thành phố Hà Nội"
    assert address_text({"detail": "Paris"}, "FR") == "Paris, Pháp"
    assert address_text({"province": "99", "detail": "x"}) == "x"
    assert address_text({"detail": "x"}, "??") == "x"
