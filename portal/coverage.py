"""How much of an eForm a person finds filled in, in numbers.

``lienthong coverage birth --json`` prints them for the standard persona.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from forms import registry
from forms.eform import Eform
from forms.procedure import Procedure
from portal.autofill.service import Fill, fill, notices
from portal.clients.errors import RegisterError
from portal.clients.population import Caller, PopulationClient
from portal.clock import VIETNAM
from portal.errors import PortalError
from portal.settings import Settings

STANDARD_PERSONA = "dao"
EVERY_SCOPE = frozenset({"cu_tru", "nhan_than"})
_CLAIM_SEX = {"1": "male", "2": "female"}


class UnknownPersona(PortalError):  # noqa: N818 - named after what happened
    """The register's cast has nobody of this name."""

    def __init__(self, persona: str) -> None:
        super().__init__(f"The register's cast has no {persona!r}.")
        self.persona = persona


@dataclass(frozen=True)
class Coverage:
    """What one person finds in one eForm.

    Attributes:
        fields: fields of the eForm.
        shown: fields that this person is asked.
        autofilled: shown fields that have a first value.
        locked: those among them that are confirmed and cannot be changed.
        typed: shown fields that are left to the person, needed or not.
        required: shown fields that need an answer.
        required_filled: those among them that have a first value.
        ratio: ``required_filled / required``, from 0 to 1.
        by_source: first values by source.
        left: names of the fields that are left to the person.
    """

    fields: int
    shown: int
    autofilled: int
    locked: int
    typed: int
    required: int
    required_filled: int
    ratio: float
    by_source: dict[str, int]
    left: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return plain JSON."""
        return asdict(self)


class NoRegister(PortalError):  # noqa: N818 - named after what happened
    """No register answers where one was looked for."""

    def __init__(self, addresses: Sequence[str]) -> None:
        where = " / ".join(addresses)
        super().__init__(
            f"không có CSDL dân cư nào trả lời tại {where}. Khởi động bản trình diễn "
            "(python3 run.py demo) rồi chạy lại; cổng khác thì thêm --url."
        )


def measure(
    settings: Settings,
    procedure: str,
    persona: str = STANDARD_PERSONA,
    demo: str | None = None,
) -> dict[str, object]:
    """Count for a running register, on the day on which the world begins.

    Args:
        settings: where the register and the portal are.
        procedure: code of the procedure.
        persona: cast name of who declares.
        demo: address of a demo whose register is asked; none asks the register of the
            settings, and when that does not run, the one within the portal's demo.

    Raises:
        UnknownProcedure: no procedure has this code.
        UnknownPersona: the cast has nobody of this name.
        NoRegister: no register answers.
    """
    now = settings.world_starts_at
    wanted = registry.get(procedure, now.astimezone(VIETNAM).date())
    within_demo = f"{(demo or settings.base_url).rstrip('/')}/population"
    addresses = [within_demo] if demo else [settings.population_url, within_demo]
    for address in addresses:
        register = PopulationClient(address, settings.population_key)
        try:
            return coverage(wanted, persona, register=register, now=now).to_json()
        except RegisterError:
            continue
    raise NoRegister(addresses)


def coverage(
    procedure: Procedure,
    persona: str = STANDARD_PERSONA,
    *,
    register: PopulationClient,
    now: datetime,
) -> Coverage:
    """Fill a procedure's eForm for a person of the cast and count.

    The person agrees to everything and takes the first open birth notice.

    Raises:
        UnknownPersona: the cast has nobody of this name.
        RegisterError: the register does not answer.
    """
    person_id = _find(persona, register)
    found = notices(register, person_id=person_id, now=now)
    filled = fill(
        procedure.eform,
        person_id=person_id,
        claims=_claims(person_id, register, now),
        scopes=EVERY_SCOPE,
        notice_code=found[0]["code"] if found else None,
        register=register,
        now=now,
    )
    return count(procedure.eform, filled, now)


def count(eform: type[Eform], filled: Fill, now: datetime) -> Coverage:
    """Count what a fill leaves to the person."""
    values = filled.values
    form = eform.open(
        entries={},
        prefill={name: found.value for name, found in values.items()},
        locked=[name for name, found in values.items() if found.locked],
        today=now.astimezone(VIETNAM).date(),
    )
    specs = eform.specs()
    shown = [name for name in specs if form.is_shown(name)]
    left = tuple(name for name in shown if form.value(name) is None)
    given = [name for name in shown if name not in left]
    required = [name for name in shown if specs[name].required]
    required_filled = [name for name in required if name in given]
    sources = [values[name].source for name in given if name in values]
    return Coverage(
        fields=len(specs),
        shown=len(shown),
        autofilled=len(given),
        locked=sum(form[name].locked for name in given),
        typed=len(left),
        required=len(required),
        required_filled=len(required_filled),
        ratio=round(len(required_filled) / len(required), 3) if required else 1.0,
        by_source={source: sources.count(source) for source in sorted(set(sources))},
        left=left,
    )


def _find(persona: str, register: PopulationClient) -> str:
    for member in register.cast():
        if member["slug"] == persona:
            return member["personal_id"]
    raise UnknownPersona(persona)


def _claims(
    person_id: str, register: PopulationClient, now: datetime
) -> dict[str, str]:
    """Return what the e-ID would vouch for; it takes its people from the register."""
    caller = Caller("lienthong-coverage", "coverage", now=now)
    person = register.person(person_id, caller)
    claims = {
        "full_name": person["full_name"],
        "date_of_birth": person["date_of_birth"],
        "sex": _CLAIM_SEX.get(person["sex"]),
        "phone": person["phone"],
        "email": person["email"],
    }
    return {name: claim for name, claim in claims.items() if claim}
