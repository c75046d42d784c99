"""One question, however it was sent, and the answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from forms.i18n import gettext
from mock_population_db import errors
from mock_population_db.access.purposes import Purpose, purpose, purpose_of_procedure
from mock_population_db.access.rights import Rights, demand_official
from mock_population_db.api.calling import Desk
from mock_population_db.api.faulting import is_met, spoiled_citizen
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.citizen.row import index_of_old_id
from mock_population_db.db import one_writer_at_a_time
from mock_population_db.facade.citizens import Content, citizen
from mock_population_db.facade.codes import SERVICE_CODE
from mock_population_db.faults.kinds import EMPTY
from mock_population_db.models import Person
from mock_population_db.models.consents import FacadeRequest
from mock_population_db.register import lookups
from mock_population_db.register.overlay import visible
from mock_population_db.register.virtual import base_of
from mock_population_db.verification.comparing import squeezed

COMPARED = ("verified:full_name", "verified:date_of_birth")


@dataclass(frozen=True)
class Question:
    """Who somebody is said to be, and who asks.

    Attributes:
        request: the caller's code of the request (MaYeuCau).
        purpose: why.
        service: MaTichHop.
        official: the official's own number (MaCanBo).
        number: 12 digits, or none.
        old_number: 9 digits, or none.
        name: the full name; case, marks and spaces do not count.
        born: ``YYYY`` or ``YYYY-MM-DD``.
        dossier: the dossier's code, or none.
    """

    request: str
    purpose: Purpose
    service: str
    official: str
    number: str | None
    old_number: str | None
    name: str
    born: str
    dossier: str | None

    @classmethod
    def from_published(cls, sent: Mapping[str, Any]) -> Self:
        """Read the published fields."""
        return cls(
            request=sent["MaYeuCau"],
            purpose=purpose_of_procedure(sent["MaDVC"]),
            service=sent["MaTichHop"],
            official=sent["MaCanBo"],
            number=sent.get("SoDinhDanh"),
            old_number=sent.get("SoCMND"),
            name=sent["HoVaTen"],
            born=sent["NgayThangNamSinh"],
            dossier=sent.get("MaHoSo") or None,
        )

    @classmethod
    def from_plain(cls, sent: Mapping[str, Any]) -> Self:
        """Read the fields of the project's own form."""
        found = (
            purpose(sent["muc_dich"])
            if "muc_dich" in sent
            else purpose_of_procedure(sent["ma_dvc"])
        )
        return cls(
            request=sent["ma_yeu_cau"],
            purpose=found,
            service=sent["ma_tich_hop"],
            official=sent["ma_can_bo"],
            number=sent.get("so_dinh_danh"),
            old_number=sent.get("so_cmnd"),
            name=sent["ho_va_ten"],
            born=sent["ngay_sinh"],
            dossier=None,
        )


def look_up(desk: Desk, asked: Question, numbering: str) -> Content | None:
    """Return the citizen when number, name and date all match, else nothing.

    Raises:
        Malformed: MaTichHop is not the look-up's.
    """
    if asked.service != SERVICE_CODE:
        text = gettext("Dịch vụ tra cứu có MaTichHop %(code)s.")
        raise errors.Malformed(reason=text % {"code": SERVICE_CODE})
    person, rights = matching(desk, asked)
    if person is None:
        return None
    content, shown = citizen(desk.db, person, rights, numbering, desk.world)
    desk.remember(shown, rights.groups)
    return spoiled_citizen(content)


def verify(desk: Desk, asked: Question) -> bool:
    """Say whether number, name and date all belong to one citizen.

    MaTichHop of this service is not known for sure, so any three digits will do.
    """
    person, _rights = matching(desk, asked)
    if person is not None:
        desk.remember((person.personal_id,), COMPARED)
    return person is not None


def matching(desk: Desk, asked: Question) -> tuple[Person | None, Rights]:
    """Return whom the question means; nobody when any of the three is wrong.

    The official must be a living person of the register. Rights are checked first, so
    that a refusal does not tell whether the three were right.
    """
    demand_official(desk.db, desk.asking)
    person = None if is_met(EMPTY) else _find(desk.db, asked, desk.world)
    number = person.personal_id if person else asked.number or ""
    rights = desk.rights_over(number)
    if person is None or person.date_of_birth != asked.born:
        return None, rights
    is_named_so = squeezed(person.full_name) == squeezed(asked.name)
    return (person if is_named_so else None), rights


def use_once(desk: Desk, code: str) -> None:
    """Note a request code of the caller.

    Raises:
        RequestRepeated: the caller has used it before in this world.
    """
    db = desk.db
    one_writer_at_a_time(db)
    key = {"world": desk.call.world, "caller": desk.call.caller, "code": code}
    if db.get(FacadeRequest, tuple(key.values())):
        raise errors.RequestRepeated
    db.execute(insert(FacadeRequest).values(**key, at=desk.now))


def _find(db: Session, asked: Question, world: str) -> Person | None:
    if asked.number:
        return lookups.find_person(db, asked.number, world)
    return _find_by_old_number(db, asked.old_number or "", world)


def _find_by_old_number(db: Session, old: str, world: str) -> Person | None:
    query = select(Person).where(Person.old_id_9 == old, visible(Person, world))
    stored = db.scalars(query).first()
    if stored is not None:
        return stored
    nation = base_of(db).nation
    index = index_of_old_id(nation, old)
    if index is None:
        return None
    person = lookups.find_person(db, number_of(nation, index), world)
    return person if person is not None and person.old_id_9 == old else None
