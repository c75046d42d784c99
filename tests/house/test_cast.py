"""The invented people are the same wherever they are named."""

import csv
import tomllib
from pathlib import Path

import pytest

from portal.auth.staff import DEMO_STAFF

ROOT = Path(__file__).resolve().parents[2]


def read(file: str) -> dict:
    return tomllib.loads((ROOT / file).read_text(encoding="utf-8"))


def is_special(account: dict) -> bool:
    return account.get("traits", {}).get("is_special", False)


@pytest.fixture(scope="module")
def register_cast():
    people = read("mock_population_db/cast.toml")["person"]
    return {person["slug"]: person for person in people}


def test_the_staff_directory_names_people_of_the_cast(register_cast):
    numbers = {p["id"]: " ".join(p["name"]) for p in register_cast.values()}
    with DEMO_STAFF.open(encoding="utf-8", newline="") as lines:
        staff = list(csv.DictReader(lines))

    assert len(staff) >= 6
    for row in staff:
        assert numbers[row["person_id"]] == row["full_name"]


def test_the_e_id_knows_the_same_people(register_cast):
    accounts = read("mock_idp/people/cast.toml")["account"]
    with_story = {slug for slug, p in register_cast.items() if "story" in p}

    told = {a["cast"] for a in accounts if "cast" in a and not is_special(a)}
    assert told == with_story
    by_number = {person["id"]: person for person in register_cast.values()}
    for account in accounts:
        person = by_number[account["personal_id"]]
        assert account["full_name"] == " ".join(person["name"])
        assert account["date_of_birth"] == person["born"]
        if not is_special(account):  # the e-ID alone tells of special accounts
            assert account.get("story") == person.get("story")
