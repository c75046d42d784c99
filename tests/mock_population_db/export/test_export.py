import csv
import hashlib
import sqlite3
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from mock_population_db import citizen
from mock_population_db.cli import main
from mock_population_db.errors.exporting import ScopeNotFound, TargetTaken
from mock_population_db.export import COLUMNS, EVERYTHING, read_scope, write
from mock_population_db.export.columns import compact_days
from mock_population_db.nation.nation import Nation


@pytest.fixture(scope="module")
def nation():
    return Nation(60_000, 7)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite"])
@pytest.mark.parametrize("scope", ["commune:00070", "province:04", "sample:900"])
def test_the_same_seed_gives_the_same_bytes(nation, tmp_path, form, scope):
    digests = set()

    for turn in range(2):
        path = tmp_path / f"{turn}.{form}"
        write(read_scope(scope, Nation(60_000, 7)), path, form)
        digests.add(sha256(path))

    other = tmp_path / "other"
    write(read_scope(scope, Nation(60_000, 8)), other, form)
    assert len(digests) == 1
    assert sha256(other) not in digests


def test_rows_are_the_people_that_the_nation_gives_one_by_one(nation, tmp_path):
    write(read_scope("sample:300", nation), tmp_path / "a.csv", "csv")

    for row in read_csv(tmp_path / "a.csv"):
        person = nation.person(nation.index_of(row["personal_id"]))
        assert row["full_name"] == person.full_name
        assert row["date_of_birth"] == person.date_of_birth.isoformat()
        assert (row["sex"], row["ethnicity"]) == (person.sex, person.ethnicity)
        assert row["commune"] == person.home_commune
        assert row["household"] == str(person.household)
        for kin in ("father", "mother", "spouse"):
            index = getattr(person, kin)
            number = "" if index is None else nation.person(index).personal_id
            assert row[f"{kin}_id"] == number


def test_a_commune_is_exported_whole(nation, tmp_path):
    count = write(read_scope("commune:00070", nation), tmp_path / "a.csv", "csv")

    homes = nation.households_of("00070")
    members = [one for home in homes for one in nation.household(home).members]
    exported = [
        nation.index_of(row["personal_id"]) for row in read_csv(tmp_path / "a.csv")
    ]
    assert exported == members
    assert count == len(members)


def test_the_whole_nation_is_exported_without_its_dead(tmp_path):
    nation = Nation(3000, 1)

    count = write(read_scope("nation", nation), tmp_path / "a.csv", "csv")

    numbers = {row["personal_id"] for row in read_csv(tmp_path / "a.csv")}
    assert count == len(numbers) == nation.size


def test_three_formats_say_the_same(nation, tmp_path):
    scope = read_scope("sample:400", nation)
    for form in ("csv", "parquet", "sqlite"):
        write(scope, tmp_path / f"a.{form}", form)

    texts = read_csv(tmp_path / "a.csv")
    arrow = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        stored = db.execute(
            "SELECT personal_id, full_name, date_of_birth FROM people_readable"
        ).fetchall()
    db.close()
    wanted = [(r["personal_id"], r["full_name"], r["date_of_birth"]) for r in texts]
    assert stored == wanted
    assert [
        (r["personal_id"], r["full_name"], r["date_of_birth"].isoformat())
        for r in arrow
    ] == wanted


def test_a_person_takes_less_than_150_bytes_in_sqlite(nation, tmp_path):
    path = tmp_path / "a.sqlite"

    count = write(read_scope("sample:40000", nation), path, "sqlite")

    with sqlite3.connect(path) as db:
        indexes = db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        names = {name for (name,) in indexes}
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM people WHERE personal_id = 1"
        ).fetchall()
    db.close()
    look_ups = 160 * 1024  # communes and ethnic groups, once a file
    assert (path.stat().st_size - look_ups) / count < 150
    assert "people_by_number" in names
    assert "people_by_number" in str(plan)


def test_all_groups_are_those_of_the_record(nation, tmp_path):
    path = tmp_path / "a.csv"

    write(read_scope("sample:40", nation), path, "csv", everything=True)

    rows = read_csv(path)
    assert list(rows[0]) == [*COLUMNS, *EVERYTHING]
    for row in rows:
        record = citizen.person_row(nation, nation.index_of(row["personal_id"]))
        assert row["surname"] == record.surname
        assert row["religion"] == record.religion
        assert row["file_no"] == (record.file_no or "")


@pytest.mark.parametrize(
    "scope",
    [
        "",
        "commune:99999",
        "province:99",
        "sample:0",
        "sample:999999999",
        "x",
        "nation:1",
    ],
)
def test_a_scope_that_is_not_there_is_refused(nation, scope):
    with pytest.raises(ScopeNotFound):
        read_scope(scope, nation)


def test_a_file_that_is_there_is_kept(nation, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("mine")

    with pytest.raises(TargetTaken):
        write(read_scope("sample:5", nation), path, "csv")

    assert path.read_text() == "mine"
    write(read_scope("sample:5", nation), path, "csv", force=True)
    assert len(read_csv(path)) == 5


def test_an_export_that_breaks_off_leaves_nothing(nation, tmp_path):
    def stop(_steps):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(read_scope("sample:50", nation), tmp_path / "a.csv", "csv", progress=stop)

    assert list(tmp_path.iterdir()) == []


def test_the_work_done_adds_up(nation, tmp_path):
    done = []
    scope = read_scope("province:04", nation)

    write(scope, tmp_path / "a.csv", "csv", progress=done.append)

    assert sum(done) == scope.steps


def test_days_are_written_compactly():
    days = [date(1912, 2, 29), date(1969, 12, 31), date(1970, 1, 1), date(2026, 3, 9)]

    written = compact_days(np.array([day.toordinal() for day in days]))

    assert written.tolist() == [19120229, 19691231, 19700101, 20260309]


def test_the_command_writes_the_default_commune(tmp_path):
    out = tmp_path / "ward.csv"

    first = CliRunner().invoke(main, ["export", "--size=60000", f"--out={out}"])
    again = CliRunner().invoke(main, ["export", "--size=60000", f"--out={out}"])
    unclear = CliRunner().invoke(main, ["export", f"--out={tmp_path / 'x.y'}"])

    assert first.exit_code == 0
    assert {row["commune"] for row in read_csv(out)} == {"00070"}
    assert again.exit_code == 1
    assert "--force" in again.output
    assert unclear.exit_code == 2
