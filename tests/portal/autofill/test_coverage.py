"""How little the citizen types, in numbers."""

import json

import pytest

from forms import registry
from portal.coverage import UnknownPersona, coverage, measure
from portal.settings import Settings
from tests.portal.autofill.filling import NOW
from tests.portal.autofill.register import Register

BIRTH = registry.get("birth", NOW.date())


def test_in_the_standard_case_the_citizen_types_nine_fields_at_most(
    register: Register,
) -> None:
    found = coverage(BIRTH, register=register.client(), now=NOW)

    assert found.fields == 65
    assert found.typed <= 9
    assert found.ratio >= 0.8
    assert found.typed == len(found.left)
    assert found.autofilled + found.typed == found.shown
    assert found.locked < found.autofilled
    assert sum(found.by_source.values()) == found.autofilled


def test_a_birth_at_home_leaves_more_to_type(register: Register) -> None:
    standard = coverage(BIRTH, register=register.client(), now=NOW)
    at_home = coverage(BIRTH, "nhai", register=register.client(), now=NOW)

    assert at_home.typed > standard.typed
    assert "child_date_of_birth" in at_home.left


def test_the_numbers_are_plain_json(register: Register) -> None:
    found = coverage(BIRTH, register=register.client(), now=NOW)

    assert json.loads(json.dumps(found.to_json()))["fields"] == 65


def test_the_command_measures_a_running_register(register: Register) -> None:
    settings = Settings(population_url=register.url)

    assert measure(settings, "birth", "dao")["fields"] == 65


def test_somebody_who_is_not_in_the_cast_is_unknown(register: Register) -> None:
    with pytest.raises(UnknownPersona):
        coverage(BIRTH, "nobody", register=register.client(), now=NOW)
