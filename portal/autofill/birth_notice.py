"""First values from the hospital's notice of the birth (giấy chứng sinh).

TT 22/2025/TT-BYT: one notice for each child; the head of the facility signs it.
"""

from datetime import datetime

from forms.i18n import _
from forms.names import split_name
from portal.autofill.case import Case, Findings
from portal.autofill.places import address_of
from portal.autofill.values import Found
from portal.clients.errors import NoticeNotFound, RegisterError
from portal.clients.records import BirthNotice
from portal.clock import VIETNAM

NOT_YOURS = _(
    "Giấy chứng sinh đã chọn không ghi người yêu cầu là cha hoặc mẹ nên không được "
    "dùng để điền sẵn."
)
NOT_FOUND = _("Không có giấy chứng sinh với mã đã chọn nên không điền sẵn được.")
USED = _("Giấy chứng sinh đã chọn đã được dùng để đăng ký khai sinh.")


def read(case: Case, findings: Findings) -> None:
    """Offer what the chosen notice says about the child."""
    if case.notice_code is None:
        return
    try:
        notice = case.register.birth_notice(case.notice_code, case.caller)
    except NoticeNotFound:
        findings.notes.append(NOT_FOUND)
    except RegisterError as error:
        findings.failed("birth_notice", error)
    else:
        _use(notice, case, findings)


def _use(notice: BirthNotice, case: Case, findings: Findings) -> None:
    if case.person_id not in {notice["mother_id"], notice["father_id"]}:
        findings.notes.append(NOT_YOURS)
    elif notice["status"] != "open":
        findings.notes.append(USED)
    else:
        findings.notice = notice
        _offer_child(notice, findings)
        _offer_unmarried_mother(notice, case, findings)


def _offer_child(notice: BirthNotice, findings: Findings) -> None:
    origin = Found("", "birth_notice", notice["code"])
    place, facility = notice["place"], notice["facility"]
    findings.offer("code", notice["code"], origin)
    findings.offer("sex", notice["sex"], origin)
    findings.offer("date", _day(notice["born_at"]), origin)
    if place is not None:
        findings.offer("place.country", place["country"], origin)
        named = facility["name"] if facility else ""
        findings.offer("place", address_of(place, named), origin)
    if notice["intended_name"]:
        surname, middle, given = split_name(notice["intended_name"])
        wish = Found("", "birth_notice", notice["code"], certain=False)
        findings.offer("intended_surname", surname, wish)
        findings.offer("intended_middle_name", middle, wish)
        findings.offer("intended_given_name", given, wish)


def _offer_unmarried_mother(
    notice: BirthNotice, case: Case, findings: Findings
) -> None:
    """Give a father who may not read her record what his notice says about her."""
    if case.person_id == notice["mother_id"] or not case.allows_family:
        return
    told = Found("", "birth_notice", notice["code"], certain=False)
    surname, middle, given = split_name(notice["mother_name"] or "")
    for name, value in (
        ("personal_id", notice["mother_id"]),
        ("full_name", notice["mother_name"]),
        ("surname", surname),
        ("middle_name", middle),
        ("given_name", given),
    ):
        findings.offer(f"mother.{name}", value, told, under="population")


def _day(born_at: str | None) -> str | None:
    try:
        moment = datetime.fromisoformat(born_at or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.astimezone(VIETNAM).date().isoformat()
