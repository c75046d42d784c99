"""What an effect knows of the dossier, and what it needs of a register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeAlias

from forms.i18n import gettext
from portal.clients.population import Caller
from portal.clients.records import NewInsuranceNumber, NewPerson, NewResidence
from portal.clock import in_vietnam
from portal.effects.errors import CannotApply

Facts: TypeAlias = dict[str, Any]


class Register(Protocol):
    """The population register, as far as effects write to it."""

    def register_birth(
        self, birth: Mapping[str, Any], *, key: str, caller: Caller
    ) -> NewPerson:
        """Record a birth and receive the child's personal number."""

    def register_residence(
        self, residence: Mapping[str, Any], *, key: str, caller: Caller
    ) -> NewResidence:
        """Record where a person lives permanently."""

    def issue_insurance_number(
        self, request: Mapping[str, Any], *, key: str, caller: Caller
    ) -> NewInsuranceNumber:
        """Give a person a health-insurance number."""


@dataclass(frozen=True)
class Case:
    """One decision that is to be carried out.

    Attributes:
        answers: canonical answers of the eForm.
        provenance: where answers came from, by field.
        known: what earlier effects of the dossier brought.
        office: the office that decided.
        number: number of the decision in the office's register book.
        decided_at: when.
        dossier: code of the dossier, for the register's log.
        world: the dossier's world.
        key: idempotency key of this effect.
        now: the world's time.
    """

    answers: Mapping[str, Any]
    provenance: Mapping[str, Any]
    known: Mapping[str, Any]
    office: str
    number: str
    decided_at: datetime
    dossier: str
    world: str
    key: str
    now: datetime

    @property
    def decided_on(self) -> date:
        """The day of the decision in Vietnam."""
        return in_vietnam(self.decided_at).date()

    def caller(self, purpose: str) -> Caller:
        """Return how the register is told who asks and why."""
        return Caller(self.office, purpose, self.dossier, self.world, self.now)

    def answer(self, name: str) -> Any:  # noqa: ANN401 - any canonical answer
        """Return an answer that this effect cannot do without.

        Raises:
            CannotApply: the dossier has none.
        """
        return _present(self.answers, name)

    def fact(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """Return what an earlier effect must have brought.

        Raises:
            CannotApply: it did not.
        """
        return _present(self.known, name)


def _present(values: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - any JSON
    value = values.get(name)
    if value is None or value == "":
        raise CannotApply(gettext("Hồ sơ thiếu thông tin «%(name)s».") % {"name": name})
    return value
