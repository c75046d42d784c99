"""The pytest plugin, in a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
TESTS = """
import requests

seen = []

def test_one(mock_population):
    mai = mock_population.add("Nguyễn Thị Mai", sex="female")
    with mock_population.session() as http:
        answer = http.get(f"{mock_population.address}/v1/people/{mai}")
    assert answer.json()["full_name"] == "Nguyễn Thị Mai"
    seen.append(mai.personal_id)

def test_two(mock_population):
    with mock_population.session() as http:
        answer = http.get(f"{mock_population.address}/v1/people/{seen[0]}")
    assert answer.status_code == 404

def test_three(mock_population):
    address = mock_population.serve()
    dao = mock_population.person("dao")
    answer = requests.get(
        f"{address}/v1/people/{dao}", headers=mock_population.headers(), timeout=9
    )
    assert answer.json()["given_name"] == "Đào"
"""


def run(folder: Path, *more: str) -> str:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-W", "error"),
            *("-p", "no:cacheprovider", "-p", "mock_population_db.pytest_plugin"),
            *more,
        ],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout + done.stderr


def test_every_test_has_a_world_of_its_own(tmp_path):
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")

    assert "3 passed" in run(tmp_path)


def test_the_fixture_is_explained_and_costs_nothing_until_asked_for(tmp_path):
    (tmp_path / "test_none.py").write_text(
        "import sys\n\n\ndef test_none():\n"
        "    assert 'mock_population_db.app' not in sys.modules\n"
        "    assert 'numpy' not in sys.modules\n",
        encoding="utf-8",
    )

    assert "1 passed" in run(tmp_path)
    assert "A world for this test alone" in run(tmp_path, "--fixtures")
