"""A person as ``CongDan`` of QCVN 109:2017/BTTTT, in the order of its elements.

Names and addresses are in capitals and the whole name stands in ``Ten``, as the
service's public samples show. What the purpose does not need is left out.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms import codelists
from forms.errors import UnknownCode
from mock_population_db.access.rights import Rights
from mock_population_db.errors import HouseholdNotFound
from mock_population_db.facade import codes
from mock_population_db.models import Person
from mock_population_db.register import lookups
from mock_population_db.register.records import current_residence_of

Content = dict[str, Any]

MERGER = "2025-07-01"
"""Since this day there are 34 provinces and no districts."""
FULL_DATE = len(MERGER)
HOME = "VN"
ORDER = (
    "SoDinhDanh",
    "SoCMND",
    "HoVaTen",
    "GioiTinh",
    "DanToc",
    "TonGiao",
    "TinhTrangHonNhan",
    "NhomMau",
    "NgayThangNamSinh",
    "NoiDangKyKhaiSinh",
    "QuocTich",
    "QueQuan",
    "ThuongTru",
    "NoiOHienTai",
    "Cha",
    "Me",
    "VoChong",
    "NguoiDaiDien",
    "ChuHo",
    "SoSoHoKhau",
    "TrangThai",
)


def citizen(
    db: Session, person: Person, rights: Rights, numbering: str, world: str
) -> tuple[Content, list[str]]:
    """Return the elements of a citizen, and the numbers of all whom they show.

    Args:
        db: the session of the request.
        person: the citizen.
        rights: what may be shown.
        numbering: ``1979`` or ``census``, for DanToc.
        world: in which world.
    """
    kin = _kin(db, person, world) if "family" in rights.groups else {}
    home = _household(db, person, world) if "household" in rights.groups else {}
    parts: dict[str, Content] = {
        "identity": _identity(person),
        "documents": {"SoCMND": person.old_id_9},
        "origin": {
            "DanToc": codes.ethnic_group(person.ethnicity, numbering),
            "QuocTich": person.nationality,
            "QueQuan": _place(person.hometown),
        },
        "religion": {"TonGiao": person.religion},
        "marriage": {"TinhTrangHonNhan": person.marital_status},
        "health": {"NhomMau": person.blood_group},
        "birth": {"NoiDangKyKhaiSinh": _birth_registration(person)},
        "residence": {
            "ThuongTru": _place(person.permanent_residence),
            "NoiOHienTai": _place(current_residence_of(person)),
        },
        "family": kin,
        "household": home,
        "life": {"TrangThai": person.life_status},
    }
    known = {
        name: value
        for group, content in parts.items()
        if group in rights.groups
        for name, value in content.items()
        if value
    }
    near = [part["SoDinhDanh"] for part in (*kin.values(), home.get("ChuHo")) if part]
    shown = [person.personal_id, *near]
    return {name: known[name] for name in ORDER if name in known}, shown


def _identity(person: Person) -> Content:
    born = person.date_of_birth
    day = {"NgayThangNam": born.replace("-", "")} if len(born) == FULL_DATE else {}
    return {
        "SoDinhDanh": person.personal_id,
        "HoVaTen": {"Ho": "", "ChuDem": "", "Ten": person.full_name.upper()},
        "GioiTinh": person.sex,
        "NgayThangNamSinh": {"Nam": born[:4], **day},
    }


def _kin(db: Session, person: Person, world: str) -> dict[str, Content]:
    named = {
        "Cha": person.father_id,
        "Me": person.mother_id,
        "VoChong": person.spouse_id,
        "NguoiDaiDien": next(
            (one["personal_id"] for one in person.representatives or ()), None
        ),
    }
    people = lookups.people_by_number(db, named.values(), world)
    return {
        name: {
            "HoVaTen": row.full_name.upper(),
            "QuocTich": row.nationality,
            "SoDinhDanh": row.personal_id,
            **_old_number(row),
        }
        for name, number in named.items()
        if (row := people.get(number or ""))
    }


def _household(db: Session, person: Person, world: str) -> Content:
    try:
        household = lookups.household_of(db, person, world)
    except HouseholdNotFound:
        return {}
    head = lookups.head_of(db, household, world)
    return {
        "ChuHo": head
        and {
            "QuanHe": codes.relation(person.relation_to_head),
            "SoDinhDanh": head.personal_id,
            **_old_number(head),
            "HoVaTen": head.full_name.upper(),
        },
        "SoSoHoKhau": household.file_no,
    }


def _old_number(person: Person) -> Content:
    return {"SoCMND": person.old_id_9} if person.old_id_9 else {}


def _birth_registration(person: Person) -> Content | None:
    """Return where the birth was registered.

    Before the merger of provinces it is coded by the 63-province list, which the
    number itself tells; districts have no code here (assumption: what the real
    service holds for old records is not known).
    """
    place = person.birth_registration_place
    written = _place(place)
    if not place or not written or place.get("country", HOME) != HOME:
        return written
    if person.date_of_birth >= MERGER:
        return written
    former = {one.code: one for one in codelists.old_provinces()}
    old = former[f"0{person.personal_id[1:3]}"]
    parts = (place.get("detail"), _commune_name(place.get("commune")), old.full_name)
    return written | {
        "MaTinhThanh": old.code[1:],
        "ChiTiet": ", ".join(part for part in parts if part).upper(),
    }


def _place(address: Mapping[str, str] | None) -> Content | None:
    if not address:
        return None
    country = address.get("country", HOME)
    parts = {
        "MaTinhThanh": address.get("province"),
        "MaPhuongXa": address.get("commune"),
        "ChiTiet": codelists.address_text(address, country).upper(),
        "QuocGia": country,
    }
    return {name: value for name, value in parts.items() if value}


def _commune_name(code: str | None) -> str:
    try:
        return codelists.commune(code or "").full_name
    except UnknownCode:
        return ""
