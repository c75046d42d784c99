"""What people type into each kind of field, and what is made of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

import pytest
from wtforms import Form

from forms.conditions import Json
from forms.eform import Eform, Section
from forms.fields import (
    AddressField,
    CheckboxField,
    DateField,
    EmailField,
    IntegerField,
    PartialDateField,
    PersonalIdField,
    PhoneField,
    RadioField,
    SelectField,
    TextField,
)
from forms.fields.rules import not_after_today, person_name
from forms.i18n import Text, use_language

TODAY = date(2026, 3, 10)


class Everything(Eform):
    """One field of each kind."""

    code = "everything"
    title = Text("Mọi loại")
    people: ClassVar[dict[str, Text]] = {"child": Text("Trẻ")}
    name = TextField(Text("Tên"), rules=(person_name,))
    born = DateField(Text("Ngày sinh"), rules=(not_after_today,))
    about = PartialDateField(Text("Khoảng ngày"))
    sex = RadioField(Text("Giới tính"), code_list="sex")
    ethnicity = SelectField(Text("Dân tộc"), code_list="ethnicity_1979")
    dead = CheckboxField(Text("Đã chết"))
    copies = IntegerField(Text("Số bản"), minimum=1, maximum=20)
    number = PersonalIdField(Text("Số định danh"))
    phone = PhoneField(Text("Điện thoại"))
    email = EmailField(Text("Email"), required=False)
    country = SelectField(Text("Quốc gia"), code_list="country_alpha2")
    home = AddressField(Text("Nơi ở"), country="country")
    sections = (
        Section(
            "all",
            Text("Tất cả"),
            "child",
            (
                *("name", "born", "about", "sex", "ethnicity", "dead", "copies"),
                *("number", "phone", "email", "country", "home"),
            ),
        ),
    )


def typed(**entries: str) -> Everything:
    posted = {key.replace("__", "-"): [text] for key, text in entries.items()}
    return Everything.open(entries=posted, prefill={}, today=TODAY)


def error(form: Everything, name: str) -> str:
    form.check([name])
    return " ".join(form[name].errors)


def test_a_blank_field_is_asked_for_by_its_name() -> None:
    form = typed()

    assert error(form, "name") == "Tên còn trống. Hãy nhập thông tin này."
    assert error(form, "sex") == "Giới tính chưa được chọn. Hãy chọn một mục."
    assert error(form, "email") == ""


@pytest.mark.parametrize(
    "name",
    ["Nguyễn", "Trần Thị Hồng Đào", "H'Hen Niê", "Y-Moan", "K’Brêm", "Č̆ư Mgar", "Ơ'"],
)
def test_names_of_every_people_of_viet_nam_are_taken(name: str) -> None:
    assert error(typed(name=name), "name") == ""


def test_a_name_with_a_digit_is_questioned_not_blamed() -> None:
    told = error(typed(name="Nguy3n"), "name")

    assert told == "Tên không có chữ số. Nếu bạn gõ nhầm, hãy sửa."


@pytest.mark.parametrize("name", ["Nguyễn@", "<b>An</b>", "An;", "-An", "An--Na", "😀"])
def test_a_name_with_other_signs_is_refused(name: str) -> None:
    assert "chỉ gồm chữ cái" in error(typed(name=name), "name")


def test_a_text_longer_than_120_characters_is_refused_with_the_limit() -> None:
    assert "120 ký tự" in error(typed(name="a" * 121), "name")
    assert error(typed(name="a" * 120), "name") == ""


@pytest.mark.parametrize(
    ("boxes", "kept"),
    [
        (("7", "3", "2026"), "2026-03-07"),
        (("07", "03", "2026"), "2026-03-07"),
        (("7/3/2026", "", ""), "2026-03-07"),
        (("2 tháng 7 1990", "", ""), "1990-07-02"),
        (("02-07-90", "", ""), "1990-07-02"),
        (("٧", "٣", "٢٠٢٦"), "2026-03-07"),
    ],
)
def test_a_date_is_read_from_three_boxes_or_from_the_first(
    boxes: tuple[str, str, str], kept: str
) -> None:
    day, month, year = boxes

    form = typed(born__day=day, born__month=month, born__year=year)

    assert form["born"].data == kept
    assert error(form, "born") == ""


@pytest.mark.parametrize(
    ("boxes", "bad", "told"),
    [
        (("7", "", ""), ("month", "year"), "còn thiếu: tháng, năm"),
        (("", "3", "2026"), ("day",), "còn thiếu: ngày"),
        (("30", "2", "2026"), ("day",), "tháng 2/2026 có 28 ngày"),
        (("7", "13", "2026"), ("month",), "tháng từ 1 đến 12"),
        (("7", "3", "26"), ("year",), "năm cần bốn chữ số"),
        (("7", "3", "1026"), ("year",), "năm cần bốn chữ số"),
        (("bảy", "3", "2026"), ("day",), "chỉ gồm chữ số"),
        (("0", "3", "2026"), ("day",), "có 31 ngày"),
    ],
)
def test_a_wrong_date_names_the_box_and_keeps_what_was_typed(
    boxes: tuple[str, str, str], bad: tuple[str, ...], told: str
) -> None:
    day, month, year = boxes

    form = typed(born__day=day, born__month=month, born__year=year)

    assert told in error(form, "born")
    assert form["born"].bad == bad
    assert form["born"].error_id == f"born-{bad[0]}"
    assert form["born"].raw == {"day": day, "month": month, "year": year}


def test_a_day_that_has_not_come_is_refused_with_today() -> None:
    told = error(typed(born__day="11/3/2026"), "born")

    assert told == ("Ngày sinh không thể sau hôm nay (10/03/2026). Kiểm tra lại năm.")
    assert error(typed(born__day="10/3/2026"), "born") == ""


@pytest.mark.parametrize(
    ("boxes", "kept", "shown"),
    [
        (("", "", "1960"), "1960", "1960"),
        (("", "5", "1960"), "1960-05", "05/1960"),
        (("9", "5", "1960"), "1960-05-09", "09/05/1960"),
    ],
)
def test_a_parents_birth_may_be_known_by_year_or_month(
    boxes: tuple[str, str, str], kept: str, shown: str
) -> None:
    day, month, year = boxes

    form = typed(about__day=day, about__month=month, about__year=year)

    assert form["about"].data == kept
    assert form["about"].display == shown


def test_a_day_without_its_month_is_asked_for_the_month() -> None:
    form = typed(about__day="9", about__year="1960")

    assert "còn thiếu: tháng" in error(form, "about")
    assert form["about"].bad == ("month",)


def test_a_code_outside_the_list_is_refused() -> None:
    form = typed(sex="3")

    assert "không có trong danh sách" in error(form, "sex")
    assert form["sex"].error_id == "sex-0"


def test_choices_show_labels_in_the_readers_language() -> None:
    form = typed(sex="2", ethnicity="04")

    with use_language("en"):
        english = (form["sex"].display, form["ethnicity"].display)

    assert form["sex"].display == "Nữ"
    assert english == ("Female", "Hoa (Chinese)")
    assert [code for code, _label in form.sex.choices] == ["1", "2"]


@pytest.mark.parametrize(("text", "ticked"), [("1", True), ("on", True), ("", False)])
def test_a_box_is_ticked_or_not(*, text: str, ticked: bool) -> None:
    form = typed(dead=text)

    assert form["dead"].data is ticked
    assert form["dead"].display == ("Có" if ticked else "Không")


@pytest.mark.parametrize("text", ["0", "21", "-1", "2.5", "hai", "9" * 400])
def test_a_number_out_of_bounds_names_the_bounds(text: str) -> None:
    assert "từ 1 đến 20" in error(typed(copies=text), "copies")


def test_a_number_is_kept_as_a_number() -> None:
    assert typed(copies=" 3 ")["copies"].data == 3
    assert typed(copies="３")["copies"].display == "3"


def test_a_real_personal_number_is_refused_in_the_form_too() -> None:
    assert "số thật" in error(typed(number="001196004217"), "number")
    assert typed(number="901 196 004 217")["number"].data == "901196004217"


def test_contacts_are_kept_in_their_canonical_shape() -> None:
    form = typed(phone="+84 9990 12345", email="dao@EXAMPLE.vn")

    assert form["phone"].data == "0999012345"
    assert form["email"].data == "dao@example.vn"
    assert "người thật" in error(typed(phone="0912345678"), "phone")
    assert "người thật" in error(typed(email="dao@gmail.com"), "email")


@pytest.mark.parametrize(
    "commune", ["00070", "phường Hoàn Kiếm", "hoan kiem", "P. Hoàn Kiếm"]
)
def test_a_commune_may_be_typed_as_code_or_name(commune: str) -> None:
    form = typed(home__province="01", home__commune=commune, home__detail="số 12")

    assert form["home"].data == {
        "province": "01",
        "commune": "00070",
        "detail": "số 12",
    }
    assert form["home"].display == "số 12, phường Hoàn Kiếm, thành phố Hà Nội"
    assert error(form, "home") == ""


def test_an_old_name_is_answered_with_the_commune_it_lies_in_now() -> None:
    form = typed(home__province="01", home__commune="Hàng Bạc")

    assert "phường Hoàn Kiếm" in error(form, "home")
    assert form["home"].bad == ("commune",)
    assert form.home.commune_name == "Hàng Bạc"


def test_an_unclear_commune_is_answered_with_at_most_five_candidates() -> None:
    told = error(typed(home__province="01", home__commune="phú"), "home")

    assert told.count(";") == 4


def test_a_commune_of_another_province_is_refused() -> None:
    told = error(typed(home__province="46", home__commune="00070"), "home")

    assert "không có “00070”" in told


@pytest.mark.parametrize(
    ("entries", "bad"),
    [
        ({"home__commune": "Hoàn Kiếm"}, "province"),
        ({"home__province": "99"}, "province"),
        ({"home__province": "01"}, "commune"),
        ({"home__province": "01", "home__detail": "x" * 121}, "detail"),
    ],
)
def test_an_incomplete_address_names_the_box(
    entries: Mapping[str, str], bad: str
) -> None:
    form = typed(**entries)

    assert error(form, "home")
    assert form["home"].error_id == f"home-{bad}"


def test_an_address_abroad_needs_only_its_detail() -> None:
    abroad = typed(country="FR", home__detail="12 rue de la Paix, Paris")
    blank = typed(country="FR", home__province="01")

    assert error(abroad, "home") == ""
    assert abroad["home"].display == "12 rue de la Paix, Paris, Pháp"
    assert "số nhà" in error(blank, "home")


def test_a_province_may_be_typed_by_name() -> None:
    form = typed(home__province="Thành phố Hà Nội", home__commune="Ba Đình")

    assert form["home"].data == {"province": "01", "commune": "00004", "detail": ""}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", 12),
        ("born", "2026-02-30"),
        ("born", "hôm qua"),
        ("sex", "9"),
        ("dead", "yes"),
        ("copies", 21),
        ("copies", True),
        ("number", "001196004217"),
        ("home", {"province": "99"}),
        ("home", "Hà Nội"),
        ("home", {"province": ["01"]}),
    ],
)
def test_a_value_that_a_source_should_not_have_given_counts_as_missing(
    name: str, value: Json
) -> None:
    form = Everything.open(
        entries={}, prefill={name: value}, locked=[name], today=TODAY
    )

    assert form[name].data is None
    assert not form[name].locked


def test_a_registered_person_may_have_no_full_date_of_birth() -> None:
    form = Everything.open(
        entries={}, prefill={"born": "1958"}, locked=["born"], today=TODAY
    )

    assert form["born"].display == "1958"
    assert form.check(["born"])


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("name", "Ân", "Ân"),
        ("born", "2026-03-07", "07/03/2026"),
        ("sex", "1", "Nam"),
        ("sex", "7", ""),
        ("dead", True, "Có"),
        ("copies", 2, "2"),
        (
            "home",
            {"province": "01", "commune": "00070"},
            "phường Hoàn Kiếm, thành phố Hà Nội",
        ),
        ("born", 7, ""),
        ("home", "x", ""),
    ],
)
def test_a_kept_answer_is_shown_as_people_read_it(
    name: str, value: Json, shown: str
) -> None:
    assert Everything.display(name, value) == shown


def test_the_fields_serve_in_plain_wtforms_forms_too() -> None:
    class Search(Form):
        name = TextField(Text("Tên"))

    class Posted(dict[str, Sequence[str]]):
        def getlist(self, key: str) -> list[str]:
            return list(self.get(key, []))

    form = Search(Posted(name=["Ân"]))

    assert form.validate()
    assert form.name.data == "Ân"
    assert form.name.spec.label == "Tên"
    assert not Search(Posted()).validate()
