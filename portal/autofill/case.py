"""Who fills what in, what they allow, and what has been found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from forms.autofill import SOURCES, Source
from forms.conditions import Json
from forms.i18n import Text
from portal.autofill.values import Found, Outage
from portal.clients.errors import RegisterError
from portal.clients.population import Caller, PopulationClient
from portal.clients.records import BirthNotice
from portal.clock import VIETNAM

SCOPE_RESIDENCE = "cu_tru"
SCOPE_FAMILY = "nhan_than"


@dataclass(frozen=True)
class Case:
    """One filling of one eForm by one person.

    Attributes:
        person_id: the requester's personal number.
        claims: what the identity provider vouches for: full_name, date_of_birth,
            sex, phone, email.
        scopes: what the requester agreed to.
        notice_code: the birth notice that the requester chose, if any.
        register: the population register.
        caller: how the register is asked.
        now: the world's time.
        asked: the paths that the eForm asks for; what is not needed is not read.
    """

    person_id: str
    claims: Mapping[str, str]
    scopes: frozenset[str]
    notice_code: str | None
    register: PopulationClient
    caller: Caller
    now: datetime
    asked: frozenset[str]

    @property
    def allows_residence(self) -> bool:
        """Whether residence and household may be read (scope ``cu_tru``)."""
        return SCOPE_RESIDENCE in self.scopes

    @property
    def allows_family(self) -> bool:
        """Whether relatives may be read (scope ``nhan_than``)."""
        return SCOPE_FAMILY in self.scopes

    @property
    def today(self) -> date:
        """The world's date in Vietnam."""
        return self.now.astimezone(VIETNAM).date()

    def asks_about(self, *subjects: str) -> bool:
        """Tell whether the eForm asks for anything of one of these subjects."""
        return any(path.split(".")[0] in subjects for path in self.asked)


@dataclass
class Findings:
    """What the sources offered so far; each source adds to it."""

    facts: dict[tuple[Source, str], Found] = field(default_factory=dict)
    outages: dict[Source, Outage] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    notice: BirthNotice | None = None
    one_parent: bool = False
    """The child has a mother, and data name no father."""
    register_is_dead: bool = False
    """The register did not answer at all; a page must not wait for it twice."""

    def offer(
        self,
        path: str,
        value: Json | None,
        origin: Found,
        *,
        under: Source | None = None,
    ) -> None:
        """Add a value; nothing is added for a value that the source lacks.

        Args:
            path: for example ``mother.surname``.
            value: the canonical answer.
            origin: source, record and certainty to give it.
            under: the source under which eForms look for it, when it is another.
        """
        if value in (None, "", {}):
            return
        found = Found(value, origin.source, origin.record, origin.certain)
        self.facts[under or origin.source, path] = found

    def known(self, path: str) -> Found | None:
        """Return what any source found under a path, the surest source first."""
        for source in SOURCES:
            found = self.facts.get((source, path))
            if found is not None:
                return found
        return None

    def text(self, path: str) -> str:
        """Return a known text or code, or nothing."""
        found = self.known(path)
        return found.value if found and isinstance(found.value, str) else ""

    def failed(self, source: Source, error: RegisterError) -> None:
        """Note that a source did not help."""
        self.outages[source] = Outage(source, error.since, error.kind)
        if error.kind in {"down", "slow"}:
            self.register_is_dead = True

    def repeat_outage(self, source: Source) -> None:
        """Note that a source was not asked, because the register does not answer."""
        first = next(iter(self.outages.values()))
        self.outages[source] = Outage(source, first.since, first.kind)
