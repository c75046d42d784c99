"""Every import contract is seen failing on a deliberate violation."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("forms", "mock_idp", "mock_population_db", "portal")
VIOLATIONS = {
    "mock_idp/intruder.py": "import mock_population_db\nimport mock_idp.checker",
    "mock_idp/oidc/intruder.py": "import flask",
    "forms/intruder.py": "import flask",
    "portal/citizen/intruder.py": (
        "import mock_idp\n"
        "import portal.dossiers.models\n"
        "import portal.documents.models\n"
        "import portal.notifications.models"
    ),
    "portal/dossiers/intruder.py": "import flask\nimport dbos\nimport forms.procedures",
    "mock_population_db/nation/intruder.py": "import flask",
    "mock_population_db/register/intruder.py": (
        "import flask\nimport mock_population_db.testing"
    ),
    "portal/clients/intruder.py": "import portal.dossiers",
}
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
        "importlinter"
    ]["contracts"]
]


@pytest.fixture
def copy(tmp_path):
    for package in PACKAGES:
        leave_out = shutil.ignore_patterns("__pycache__", "static", "*.csv", "fonts")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=leave_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(folder: Path) -> list[str]:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "400", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = re.sub(r"\s+", " ", done.stdout)
    return [name for name in CONTRACTS if f"{name} BROKEN" in lines]


@pytest.mark.slow
def test_every_contract_finds_its_intruder(copy):
    for file, line in VIOLATIONS.items():
        (copy / file).write_text(f"{line}\n")

    assert broken_contracts(copy) == CONTRACTS


@pytest.mark.slow
def test_a_room_that_nobody_declared_fails_the_build(copy):
    (copy / "portal" / "undeclared.py").write_text("")

    assert broken_contracts(copy) == ["Inside the portal, doors open downwards"]
