"""Another procedure runs through the same engine, untouched."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

import portal
from forms.procedure import Procedure
from portal.dossiers.queries import dossier_of
from portal.dossiers.state import DossierStatus
from tests.portal.dossiers.toy import STALL_ANSWERS, installed
from tests.portal.factories import DAO, a_dossier, bring, state_of


@pytest.fixture
def stall() -> Iterator[Any]:
    with installed() as procedure:
        yield procedure


def test_a_procedure_of_another_shape_goes_its_whole_way(
    db: Session, stall: Procedure
) -> None:
    code = a_dossier(db, "stall", answers=STALL_ANSWERS, branch="permit").code
    both_sent = {b: state_of(db, code, b).status.value for b in ("permit", "plate")}
    bring(db, code, "permit", "completed")
    waiting = state_of(db, code, "plate").status.value
    bring(db, code, "plate", "completed")

    seen = dossier_of(db, code=code, person_id=DAO)

    assert both_sent == {"permit": "sent", "plate": "waiting"}
    assert waiting == "waiting"
    assert seen.state.status is DossierStatus.FINISHED
    assert seen.dossier.subject_name == "Quầy hoa Út Mười"


def test_refusing_one_of_two_beginnings_ends_what_needs_both(
    db: Session, stall: Procedure
) -> None:
    code = a_dossier(
        db, "stall", answers=STALL_ANSWERS, branch="inspection", status="refused"
    ).code

    assert state_of(db, code, "plate").status.value == "cancelled"
    assert state_of(db, code, "permit").status.value == "sent"


def test_no_file_of_the_engine_names_a_procedure_a_branch_or_an_office() -> None:
    folder = Path(portal.__file__).parent
    rooms = [folder / "dossiers", folder / "work", folder / "notifications"]
    files = [f for room in rooms for f in room.rglob("*.py")]
    files += [folder / "tasks.py", folder / "autopilot.py"]
    named = re.compile(
        r"civil_status|health_insurance|commune_police|LinkedBirth|child_|mother_|"
        r"\"birth\"|\"residence\"|birth_certificate"
    )

    # Examples in docstrings may name an office; code may not.
    found = [
        (file.name, line)
        for file in files
        for line in file.read_text().splitlines()
        if named.search(line) and "example" not in line.lower() and "``" not in line
    ]

    assert found == []
