from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.metadata import EntryPoint

import pytest

from forms import registry
from forms.errors import NotInForce, UnknownProcedure
from forms.procedure import Procedure
from forms.procedures import birth


@pytest.fixture
def a_later_version() -> Iterator[Procedure]:
    later = replace(
        birth.PROCEDURE,
        version="2027",
        effective_from=date(2027, 3, 1),
        effective_to=None,
    )
    registry.register(later)
    yield later
    registry.unregister(later.code, later.version)


def test_a_dossier_gets_the_law_of_its_day(a_later_version: Procedure) -> None:
    assert registry.get("birth", date(2026, 3, 10)).version == "2024"
    assert registry.get("birth", date(2030, 1, 1)) is a_later_version


def test_a_dossier_keeps_its_version_after_the_law_has_changed(
    a_later_version: Procedure,
) -> None:
    assert registry.get_version("birth", "2024") is birth.PROCEDURE
    assert registry.get_version("birth", "2027") is a_later_version


def test_a_procedure_that_nobody_wrote_is_unknown() -> None:
    with pytest.raises(UnknownProcedure):
        registry.get("wedding", date(2026, 3, 10))
    with pytest.raises(UnknownProcedure):
        registry.get_version("birth", "1999")


def test_between_two_versions_no_law_is_in_force(a_later_version: Procedure) -> None:
    with pytest.raises(NotInForce):
        registry.get("birth", date(2026, 12, 1))


def test_registering_again_replaces_and_never_doubles(
    a_later_version: Procedure,
) -> None:
    registry.register(replace(a_later_version, national_code="9.999999"))

    versions = [p for p in registry.all_procedures() if p.code == "birth"]

    assert [p.version for p in versions] == ["2024", "2027"]
    assert versions[1].national_code == "9.999999"


def test_procedures_of_installed_packages_are_found_by_entry_point() -> None:
    point = EntryPoint("birth", "forms.procedures.birth:PROCEDURE", registry.GROUP)
    many = EntryPoint("all", "forms.procedures:ALL", registry.GROUP)

    assert registry.offered_by([point]) == (birth.PROCEDURE,)
    assert registry.offered_by([many, point]) == (birth.PROCEDURE, birth.PROCEDURE)
