"""What civil status has on a person: birth, its registration, and death."""

from datetime import timedelta
from functools import cache
from typing import Any

from forms import codelists
from mock_population_db.citizen.draws import label
from mock_population_db.citizen.homes.addresses import Address, home_address, town
from mock_population_db.citizen.homes.communes import central_ward, commune_facts
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.nation import AS_OF

HOSPITAL_FROM, HOSPITAL_PER_MILLE = 1990, 850
AT_HOME_PER_MILLE = 750
REGISTERED_WITHIN = 15  # days, Luật Hộ tịch Điều 33
HOSPITALS_OF_A_PROVINCE = 2
_HOSPITAL, _WHICH = label("born in hospital"), label("hospital of birth")
_AT_HOME, _WHERE = label("died at home"), label("hospital of death")
_DAYS, _NUMBER, _BOOK = map(label, ("death days", "death number", "death book"))


@cache
def _hospitals(province: str) -> tuple[Address, ...]:
    options = codelists.facilities(province)[:HOSPITALS_OF_A_PROVINCE]
    ward = central_ward(province)
    return tuple(town(ward, str.__str__(option.label)) for option in options)


def birth_place(subject: Subject) -> Address:
    """Return where a person was born: a hospital of the province, or at home."""
    base = subject.base
    if base.date_of_birth.year >= HOSPITAL_FROM and subject.draws.chance(
        _HOSPITAL, HOSPITAL_PER_MILLE
    ):
        hospitals = _hospitals(commune_facts(base.birth_commune).province)
        return dict(hospitals[subject.draws.below(_WHICH, len(hospitals))])
    return town(base.birth_commune)


def birth_registration_place(subject: Subject) -> Address:
    """Return the commune that registered a birth, as it is called now."""
    return _office(subject.base.birth_commune)


def death(subject: Subject) -> dict[str, Any] | None:
    """Return what the death register says of a dead person, None for the living."""
    base, draws = subject.base, subject.draws
    if base.died_on is None:
        return None
    registered = base.died_on + timedelta(days=draws.below(_DAYS, REGISTERED_WITHIN))
    registered = min(registered, AS_OF)
    return {
        "date": base.died_on.isoformat(),
        "place": _place_of_death(subject),
        "registered_on": registered.isoformat(),
        "registration_place": _office(base.home_commune),
        "certificate_number": f"{1 + draws.below(_NUMBER, 200)}/{registered.year}",
        "book": f"{1 + draws.below(_BOOK, 2):02}/{registered.year}",
    }


def _place_of_death(subject: Subject) -> Address:
    if subject.draws.chance(_AT_HOME, AT_HOME_PER_MILLE):
        return home_address(subject.home.commune, subject.home.plot)
    hospitals = _hospitals(commune_facts(subject.base.home_commune).province)
    return dict(hospitals[subject.draws.below(_WHERE, len(hospitals))])


def _office(commune: str) -> Address:
    return town(commune, f"UBND {codelists.commune(commune).full_name}")
