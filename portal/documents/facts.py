"""What stands on each result, put together from answers and effects.

One function per drawing, listed in :data:`TEMPLATES`. Facts are plain JSON: texts
ready to print, in Vietnamese whatever language the reader has chosen, because they
are the wording of the paper.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from forms.agencies import office_title, split_office
from forms.codelists import address_text, commune, label, province
from forms.dates import full_date, in_words, is_canonical, show, show_day
from forms.errors import UnknownCode
from forms.i18n import use_language
from forms.names import full_name
from portal.documents.errors import UnknownTemplate

Facts: TypeAlias = dict[str, Any]

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DASH = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
DECEASED = "Đã chết"


@dataclass(frozen=True)
class Case:
    """All that a result may draw from.

    Attributes:
        answers: canonical answers of the eForm.
        effects: what the effects of the branch, and of those before it, returned:
            ``personal_id``, ``file_no``, ``insurance_number``, ``card_code``,
            ``valid_from``, ``valid_to``, ``book``.
        office: the office that decided.
        officer_name: who signs.
        number: number of the paper.
        decided_at: when it was decided.
    """

    answers: Mapping[str, Any]
    effects: Mapping[str, Any]
    office: str
    officer_name: str
    number: str
    decided_at: datetime

    def text(self, name: str) -> str:
        """Return an answer, or a dash for one that was not given."""
        return _text(self.answers.get(name))

    def label(self, codelist: str, name: str) -> str:
        """Return the label of an answered code, or a dash."""
        return _label(codelist, self.answers.get(name))

    def effect(self, name: str) -> str:
        """Return what an effect brought, or a dash."""
        return _text(self.effects.get(name))

    def name(self, person: str) -> str:
        """Return a person's full name out of its three answers, or a dash."""
        parts = (
            str(self.answers.get(f"{person}_{part}") or "")
            for part in ("surname", "middle_name", "given_name")
        )
        return full_name(*parts) or DASH

    def address(self, name: str, country: str = "VN") -> str:
        """Return an address as people read it, or a dash."""
        answer = self.answers.get(name)
        if not isinstance(answer, Mapping):
            answer = {}
        return address_text(answer, country) or DASH

    @property
    def decided_on(self) -> date:
        """The day of the decision in Vietnam."""
        return self.decided_at.astimezone(VIETNAM).date()


def birth_certificate(case: Case) -> Facts:
    """Giấy khai sinh, form of Thông tư 04/2024/TT-BTP."""
    born_on = full_date(case.answers.get("child_date_of_birth"))
    name = case.name("child")
    return {
        **_sheet(case, title="Giấy khai sinh", holder=name),
        "signer": {"title": "Người ký giấy khai sinh", "name": case.officer_name},
        "body": {
            "name": name.upper(),
            "born_on": _day(case.answers.get("child_date_of_birth")),
            "born_on_in_words": in_words(born_on) if born_on else DASH,
            "sex": case.label("sex", "child_sex"),
            "ethnicity": case.label("ethnicity_1979", "child_ethnicity"),
            "nationality": case.label("country_alpha2", "child_nationality"),
            "birth_place": _place(case, "birth_place"),
            "hometown": _place(case, "hometown"),
            "personal_id": case.effect("personal_id"),
            "mother": _parent(case, "mother"),
            "father": _parent(case, "father"),
            "requester": {
                "name": case.text("requester_full_name").upper(),
                "identity": _identity(case),
            },
            "registered_at": _office_with_province(case.office),
            "registered_on": show_day(case.decided_on),
            "book": _text(case.effects.get("book") or f"01/{case.decided_on.year}"),
        },
    }


def residence_notice(case: Case) -> Facts:
    """Thông báo kết quả đăng ký cư trú, mẫu CT08, Thông tư 56/2021/TT-BCA."""
    name = case.name("child")
    office = office_title(case.office)
    return {
        **_sheet(case, title="Thông báo kết quả đăng ký cư trú", holder=name),
        "form": "Mẫu CT08 – Thông tư 56/2021/TT-BCA, được sửa đổi, bổ sung",
        "heading": "Thông báo",
        "subheading": "Về kết quả giải quyết, hủy bỏ đăng ký cư trú",
        "signer": {"title": "Trưởng Công an", "name": case.officer_name},
        "body": {
            "addressee": _addressed(case),
            "opening": f"{office} thông báo kết quả giải quyết hồ sơ đăng ký cư trú "
            "như sau:",
            "person": {
                "name": name.upper(),
                "born_on": _day(case.answers.get("child_date_of_birth")),
                "sex": case.label("sex", "child_sex"),
                "personal_id": case.effect("personal_id"),
            },
            "outcome": "Đồng ý đăng ký thường trú",
            "address": case.address("residence_registration_address"),
            "head": _head(case),
            "relation": case.label("relation_to_head_eform", "child_relation_to_head"),
            "file_no": case.effect("file_no"),
            "registered_on": show_day(case.decided_on),
            "closing": f"{office} thông báo để Ông/Bà biết. Thông tin cư trú đã được "
            "cập nhật vào Cơ sở dữ liệu về cư trú (giả lập).",
        },
    }


def insurance_card(case: Case) -> Facts:
    """Thẻ bảo hiểm y tế of a child under six, code TE1."""
    name = case.name("child")
    return {
        **_sheet(case, title="Thẻ bảo hiểm y tế điện tử", holder=name),
        "heading": "Thẻ bảo hiểm y tế",
        "subheading": "(bản điện tử, cấp cho trẻ em dưới 6 tuổi)",
        "signer": {"title": "Giám đốc", "name": case.officer_name},
        "body": {
            "card_code": _spaced_card(case.effect("card_code")),
            "name": name.upper(),
            "born_on": _day(case.answers.get("child_date_of_birth")),
            "sex": case.label("sex", "child_sex"),
            "address": case.address("residence_registration_address"),
            "facility": case.label("health_facility", "primary_care_facility_code"),
            "valid_from": _day(case.effects.get("valid_from")),
            "valid_to": _day(case.effects.get("valid_to")),
            "guardian": _guardian(case),
            "insurance_number": case.effect("insurance_number"),
            "personal_id": case.effect("personal_id"),
            "benefit": "1 – Quỹ trả 100 % chi phí khám, chữa bệnh trong phạm vi hưởng",
            "note": "Xuất trình thẻ này hoặc giấy tờ có số định danh cá nhân của trẻ "
            "khi đến khám, chữa bệnh.",
        },
    }


@dataclass(frozen=True)
class Drawing:
    """How a result is drawn.

    Attributes:
        file: the drawing in ``templates/``, without its ending.
        facts: what stands on it.
        framed: whether the sheet has a border, as certificates do.
    """

    file: str
    facts: Callable[[Case], Facts]
    framed: bool = False


TEMPLATES: dict[str, Drawing] = {
    "birth_certificate": Drawing("birth_certificate", birth_certificate, framed=True),
    "residence_notice": Drawing("residence_notice", residence_notice),
    "insurance_card": Drawing("insurance_card", insurance_card),
}


def assemble(
    template: str,
    *,
    answers: Mapping[str, Any],
    effects: Mapping[str, Any],
    office: str,
    officer_name: str,
    number: str,
    decided_at: datetime,
) -> Facts:
    """Return the facts of a drawing; the arguments are those of :class:`Case`.

    Raises:
        UnknownTemplate: no drawing has this name.
    """
    if template not in TEMPLATES:
        raise UnknownTemplate(template)
    case = Case(answers, effects, office, officer_name, number, decided_at)
    with use_language("vi"):
        return TEMPLATES[template].facts(case)


def _sheet(case: Case, *, title: str, holder: str) -> Facts:
    _agency, commune_code = split_office(case.office)
    return {
        "title": title,
        "heading": title,
        "subheading": "",
        "form": "",
        "holder": holder,
        "place": commune(commune_code).name,
        "agency": _letterhead(case.office),
    }


def _letterhead(office: str) -> dict[str, list[str]]:
    """Return the agency's block, top left (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    agency, commune_code = split_office(office)
    unit = commune(commune_code)
    above = province(unit.province).full_name
    names = {
        "commune_civil_status": ([], ["Ủy ban nhân dân", unit.full_name]),
        "commune_police": ([f"Công an {above}"], [f"Công an {unit.full_name}"]),
        "social_insurance": (
            ["Bảo hiểm xã hội", above],
            ["Bảo hiểm xã hội cơ sở", unit.full_name],
        ),
    }
    upper, own = names.get(agency, ([], [office_title(office)]))
    return {
        "above": [line.upper() for line in upper],
        "name": [line.upper() for line in own],
    }


def _office_with_province(office: str) -> str:
    _agency, commune_code = split_office(office)
    unit = commune(commune_code)
    return f"{office_title(office)}, {province(unit.province).full_name}"


def _parent(case: Case, who: str) -> dict[str, str]:
    name = case.name(who)
    if name == DASH:
        keys = ("name", "birth_year", "ethnicity", "nationality", "residence")
        return dict.fromkeys(keys, DASH)
    return {
        "name": name.upper(),
        "birth_year": case.text(f"{who}_date_of_birth")[:4],
        "ethnicity": case.label("ethnicity_1979", f"{who}_ethnicity"),
        "nationality": case.label("country_alpha2", f"{who}_nationality"),
        "residence": _residence(case, who),
    }


def _residence(case: Case, who: str) -> str:
    if case.answers.get(f"{who}_deceased"):
        return DECEASED
    if case.answers.get(f"{who}_same_residence_as_mother"):
        return _residence(case, "mother")
    country = str(case.answers.get(f"{who}_residence_country") or "VN")
    return case.address(f"{who}_residence_address", country)


def _place(case: Case, name: str) -> str:
    country = str(case.answers.get(f"{name}_country") or "VN")
    return case.address(f"{name}_address", country)


def _identity(case: Case) -> str:
    parts = [f"Thẻ căn cước số {case.text('requester_personal_id')}"]
    if case.answers.get("requester_id_issue_place"):
        parts.append(f"{case.text('requester_id_issue_place')} cấp")
    if case.answers.get("requester_id_issue_date"):
        parts.append(f"ngày {_day(case.answers['requester_id_issue_date'])}")
    return ", ".join(parts)


def _addressed(case: Case) -> str:
    title = {"1": "Ông", "2": "Bà"}.get(case.text("requester_sex"), "Ông/Bà")
    return f"{title} {case.text('requester_full_name')}"


def _head(case: Case) -> dict[str, str]:
    who = next(
        (p for p in ("father", "mother") if case.answers.get(f"household_head_is_{p}")),
        None,
    )
    name = case.answers.get("household_head_full_name")
    number = case.answers.get("household_head_personal_id")
    if who is not None:
        name = name or case.name(who)
        number = number or case.answers.get(f"{who}_personal_id")
    return {"name": _text(name).upper(), "personal_id": _text(number)}


def _guardian(case: Case) -> str:
    who = case.answers.get("card_guardian")
    if who in {"father", "mother"}:
        role = "cha" if who == "father" else "mẹ"
        return f"{case.name(str(who))} ({role})"
    return case.text("requester_full_name")


def _spaced_card(code: str) -> str:
    # QĐ 1351/QĐ-BHXH: object, benefit, province, then the insurance number.
    if len(code) != 15:  # noqa: PLR2004 - the length the decision fixes
        return code
    return NO_BREAK.join((code[:2], code[2], code[3:5], code[5:]))


def _text(value: object) -> str:
    text = str(value).strip() if value is not None else ""
    return text or DASH


def _label(codelist: str, value: object) -> str:
    try:
        return label(codelist, str(value))
    except UnknownCode:
        return DASH


def _day(value: object) -> str:
    if isinstance(value, str) and is_canonical(value):
        return show(value)
    return DASH
