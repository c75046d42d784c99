import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import names
from mock_population_db.quality.cleaning.matching.dates import compare_days, read_day
from mock_population_db.quality.cleaning.matching.names import compare_names
from mock_population_db.quality.cleaning.matching.numbers import (
    Kind,
    hide_real,
    read_number,
    read_numbers,
)
from mock_population_db.quality.spelling import legacy, variants
from mock_population_db.quality.spelling.addresses import compare_places, place_of
from mock_population_db.quality.spelling.syllables import is_syllable
from tests.mock_population_db.quality.people import born

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"


@given(st.text(LETTERS + " ", max_size=30))
def test_old_fonts_can_be_read_back(text):
    assert legacy.from_tcvn3(legacy.to_tcvn3(text)) == text


@pytest.mark.parametrize(
    ("written", "read", "text"),
    [
        ("NguyÔn V¨n §øc", legacy.from_tcvn3, "Nguyễn Văn Đức"),
        ("TRÇN", legacy.from_tcvn3, "TRẦN"),
        ("Nguyeãn Vaên Ñöùc", legacy.from_vni, "Nguyễn Văn Đức"),
        ("Thò Höông", legacy.from_vni, "Thị Hương"),
    ],
)
def test_known_words_of_old_fonts_are_read(written, read, text):
    assert read(written) == text


@given(st.text(max_size=40))
def test_quick_folding_is_the_same_as_the_houses_own(text):
    assert variants.fold(text) == names.fold(text)
    assert variants.tidy(text) == names.normalise(text)


@pytest.mark.parametrize("word", ["Nguyễn", "nghiêng", "Quỳnh", "yến", "Đắk", "oanh"])
def test_vietnamese_words_are_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "Vaên", "Mª", "ßa", "straße"])
def test_other_words_are_not(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("given_name", "known", "code"),
    [
        ("Đỗ Thị Hòa", "Đỗ Thị Hòa", ""),
        ("đỗ  thị hòa", "Đỗ Thị Hòa", "untidy_text"),
        ("Đỗ Thị Hoà", "Đỗ Thị Hòa", "tone_placement"),
        ("Dỗ Thị Hòa", "Đỗ Thị Hòa", "d_or_dd"),
        ("Do Thi Hoa", "Đỗ Thị Hòa", "missing_diacritics"),
        ("Đỗ Thị Hóa", "Đỗ Thị Hòa", "other_marks"),
        ("Lí Văn An", "Lý Văn An", "i_or_y"),
        ("Đỗ Văn Hòa", "Đỗ Thị Hòa", "wrong_middle_name"),
        ("Đỗ Hòa", "Đỗ Thị Hòa", "wrong_middle_name"),
        ("Nguyễn Văn Hoàug", "Nguyễn Văn Hoàng", "confused_letters"),
        ("NguyÔn V¨n An", "Nguyễn Văn An", "legacy_font"),
        ("Trần Văn An", "Nguyễn Văn An", "name_differs"),
        ("", "Nguyễn Văn An", "name_differs"),
    ],
)
def test_a_difference_between_names_has_a_reason(given_name, known, code):
    assert compare_names(given_name, known) == code


@pytest.mark.parametrize(
    "text",
    ["11/3/1990", "11-03-1990", "11.03.1990", "1990-03-11", "19900311", " 11/03/1990 "],
)
def test_days_are_read_as_lists_write_them(text):
    assert read_day(text) == born("1990-03-11")


@pytest.mark.parametrize("text", ["1990", "00/00/1990", "--/--/1990"])
def test_a_year_alone_is_a_year(text):
    assert compare_days(read_day(text), born("1990-03-11")) == "year_only"


@pytest.mark.parametrize("text", ["", "31/02/1990", "x", "11/03/90", "99/99/9999"])
def test_what_is_no_day_is_missing(text):
    assert compare_days(read_day(text), born("1990-03-11")) == "date_missing"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("901090000001", Kind.FULL),
        ("901.090.000.001", Kind.FULL),
        ("700000001", Kind.OLD),
        ("001090000001", Kind.REAL),
        ("012345678", Kind.REAL),
        ("903090000001", Kind.MALFORMED),
        ("90109000001", Kind.MALFORMED),
        ("٩٠١٠٩٠٠٠٠٠٠١", Kind.MALFORMED),
        ("9.01E+11", Kind.MALFORMED),
        (" ", Kind.MISSING),
    ],
)
def test_numbers_are_told_apart(text, kind):
    assert read_number(text)[0] is kind
    assert read_numbers([text])[0].tolist() == [kind]


def test_numbers_of_the_real_range_are_hidden():
    assert hide_real("An;001090000001;901090000001") == "An;001•••••••••;901090000001"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("số 1, phường Hoàn Kiếm, thành phố Hà Nội", ""),
        ("Phường Ba Đình, Hà Nội", "address_differs"),
        ("Phường Hàng Bạc, Quận Hoàn Kiếm, Thành phố Hà Nội", "old_address"),
        ("Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội", "address_differs"),
        ("đâu đó", ""),
        ("", ""),
    ],
)
def test_an_address_is_compared_by_its_commune(address, code):
    assert compare_places(address, "00070") == code


def test_two_communes_of_one_name_leave_an_address_unclear():
    assert len(place_of("xã Văn Lang, tỉnh Thái Nguyên").communes) == 2
