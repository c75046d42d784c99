"""``mock-population-db find`` from the command line."""

import pytest
from click.testing import CliRunner

from mock_population_db.finding.commands import find
from tests.mock_population_db.callers import DAO
from tests.mock_population_db.finding.conftest import VILLAGE


@pytest.fixture
def run(file, monkeypatch):
    monkeypatch.setenv("POPULATION_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("POPULATION_SEED", "test")
    return lambda *words: CliRunner().invoke(find, words)


def test_people_are_printed_one_by_line_with_where_to_go_on(run):
    said = run("--commune", VILLAGE, "--sex", "2", "--limit", "3")

    lines = said.output.splitlines()
    assert said.exit_code == 0
    assert len(lines) == 5
    assert lines[-1].startswith("next: --after home.")


def test_a_name_and_day_are_looked_for_nationwide(run):
    words = ("--full-name", "Trần Thị Hồng Đào", "--date-of-birth", "1996-07-02")

    assert DAO in run(*words).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--commune", "99999"), "99999"),
        (("--full-name", "An"), "go together"),
        (("--age-from", "x"), "age-from"),
    ],
)
def test_what_cannot_be_asked_is_said(run, words, said):
    answer = run(*words)

    assert answer.exit_code != 0
    assert said in answer.output


def test_yes_and_no_are_both_asked(run):
    yes = run("--commune", VILLAGE, "--twin").output.splitlines()
    no = run("--commune", VILLAGE, "--not-twin", "--limit", "1000").output.splitlines()

    assert 2 <= len(yes) < len(no)
