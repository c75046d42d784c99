"""A second procedure with an eForm of its own, to show that the engine names none.

Three branches, another shape than the birth: two that start at once and one that
waits for both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar

from forms import registry
from forms.eform import Eform, Section
from forms.fields import AddressField, DateField, TextField
from forms.i18n import Text, _
from forms.law import LegalBasis
from forms.procedure import Branch, Deadline, Fee, Procedure, Result

BASIS = LegalBasis("chỉ để kiểm thử")
EVERYWHERE = ("inspection", "permit", "plate")


class StallForm(Eform):
    """Permission to keep a market stall."""

    code: ClassVar[str] = "stall"
    title: ClassVar[Text] = _("Tờ khai đặt quầy ở chợ")
    people: ClassVar[dict[str, Text]] = {"requester": _("Người yêu cầu")}
    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            "stall",
            _("Quầy"),
            person="requester",
            fields=("stall_name", "opens_on", "stall_address"),
        ),
    )
    stall_name = TextField(_("Tên quầy"), used_by=EVERYWHERE, basis=BASIS)
    opens_on = DateField(_("Ngày mở"), used_by=("permit",), basis=BASIS)
    stall_address = AddressField(_("Địa chỉ"), used_by=EVERYWHERE, basis=BASIS)


def a_branch(code: str, agency: str, *needs: str, days: int = 1) -> Branch:
    return Branch(
        code=code,
        title=Text(f"Phần {code}"),
        chip=Text(code[:2].upper()),
        agency=agency,
        office_from="stall_address",
        deadline=Deadline(days, BASIS),
        fee=Fee(0, Text("miễn phí"), BASIS),
        result=Result(f"{code}_result", Text(f"Kết quả {code}"), "none"),
        needs=needs,
    )


def a_procedure(*branches: Branch, code: str = "stall") -> Procedure:
    return Procedure(
        code=code,
        version="1",
        title=Text("Đặt quầy ở chợ"),
        life_event=Text("Buôn bán"),
        summary=Text("Hai cơ quan xem cùng lúc."),
        effective_from=date(2020, 1, 1),
        effective_to=None,
        eform=StallForm,
        branches=branches,
        subject_name=("stall_name",),
        total=Deadline(3, BASIS),
    )


STALL = a_procedure(
    a_branch("inspection", "commune_civil_status"),
    a_branch("permit", "commune_police", days=2),
    a_branch("plate", "social_insurance", "inspection", "permit"),
)

STALL_ANSWERS: dict[str, Any] = {
    "stall_name": "Quầy hoa Út Mười",
    "opens_on": "2026-04-01",
    "stall_address": {"province": "01", "commune": "00070", "detail": "Chợ Hàng Da"},
}


@contextmanager
def installed(procedure: Procedure = STALL) -> Iterator[Procedure]:
    """Put a procedure into the registry for a while."""
    registry.register(procedure)
    try:
        yield procedure
    finally:
        registry.unregister(procedure.code, procedure.version)
