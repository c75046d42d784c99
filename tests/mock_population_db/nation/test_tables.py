"""The tables behind the nation: whole, consistent, and honest about their source."""

import csv
import datetime as dt
import itertools
import math
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import mock_population_db
from forms import codelists

TABLES = Path(mock_population_db.__file__).parent / "nation" / "tables"
WHOLE = 1_000_000
SHARED_OUT = [
    ("blood_groups.csv", []),
    ("communes.csv", ["code63"]),
    ("education.csv", ["sex", "age_from", "age_to"]),
    ("ethnic_by_province.csv", ["code63"]),
    ("fertility.csv", []),
    ("migration.csv", ["code63"]),
    ("occupations.csv", ["sex", "age_from", "age_to"]),
    ("religion.csv", ["ethnicity", "region"]),
]
UNIQUE = {
    "ages.csv": ["age"],
    "blood_groups.csv": ["code", "rh"],
    "communes.csv": ["code"],
    "education.csv": ["sex", "age_from", "level"],
    "education_levels.csv": ["code"],
    "ethnic_by_province.csv": ["code63", "ethnicity"],
    "ethnic_groups.csv": ["code"],
    "family.csv": ["key"],
    "fertility.csv": ["mother_age"],
    "household_sizes.csv": ["size"],
    "marital_status.csv": ["sex", "age_from"],
    "migration.csv": ["code63", "origin"],
    "national_figures.csv": ["key"],
    "occupation_names.csv": ["code"],
    "occupations.csv": ["sex", "age_from", "occupation"],
    "provinces.csv": ["code63"],
    "religion.csv": ["ethnicity", "region", "religion"],
    "religions.csv": ["code"],
    "settlements.csv": ["kind", "pattern", "region", "ethnicity"],
    "streets.csv": ["name", "region"],
}
"""Every CSV file and what no two of its rows share."""
NAME_FILES = sorted((TABLES / "names").glob("*.toml"))
PARTS = {"surname", "middle_name", "given_name"}
OPEN_SLOTS = ("{family}", "{middle}", "{given}")
REGIONS = {"all", "north", "central", "south"}


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def figures() -> dict[str, float]:
    return {
        row["key"]: int(row["value"]) / 10 ** int(row["decimals"])
        for row in rows("national_figures.csv")
    }


def files() -> list[str]:
    found = (path for path in TABLES.rglob("*") if path.suffix in {".csv", ".toml"})
    return sorted(path.relative_to(TABLES).as_posix() for path in found)


def provinces_63() -> set[str]:
    return {unit.code for unit in codelists.old_provinces()}


def peoples() -> set[str]:
    return {option.code for option in codelists.ethnic_groups()} - {"55"}


def living() -> tuple[list[int], list[int]]:
    table = rows("ages.csv")
    return (
        [int(row["male_ppm"]) for row in table],
        [int(row["female_ppm"]) for row in table],
    )


def by_people() -> dict[str, float]:
    people = {row["code63"]: int(row["population_2019"]) for row in all_provinces()}
    counted: dict[str, float] = defaultdict(float)
    for row in rows("ethnic_by_province.csv"):
        share = int(row["share_ppm"]) / WHOLE
        counted[row["ethnicity"]] += share * people[row["code63"]]
    return counted


def all_provinces() -> list[dict[str, str]]:
    return rows("provinces.csv")


def test_every_file_names_its_source_and_how_sure_we_are() -> None:
    sources = toml(TABLES / "sources.toml")

    assert sorted(sources) == [name for name in files() if name != "sources.toml"]
    for name, source in sources.items():
        for key in ("publication", "table", "licence"):
            assert source[key].strip(), (name, key)
        assert source["confidence"] in {"H", "M", "L"}, name
        assert isinstance(source["as_of"], dt.date), name
        assert isinstance(source["year"], int), name


def test_the_readme_has_a_paragraph_for_every_file() -> None:
    text = (TABLES / "README.md").read_text(encoding="utf-8")

    headings = {line[3:] for line in text.splitlines() if line.startswith("## ")}

    plain = {name for name in files() if not name.startswith("names/")}
    assert headings == plain | {"names/*.toml", "Not in here"}


@pytest.mark.parametrize("name", [*files(), "README.md"])
def test_files_are_composed_text_with_plain_line_ends(name: str) -> None:
    raw = (TABLES / name).read_bytes()

    text = raw.decode("utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize("name", sorted(UNIQUE))
def test_no_row_has_a_gap_and_none_comes_twice(name: str) -> None:
    table = rows(name)

    keys = [tuple(row[column] for column in UNIQUE[name]) for row in table]

    assert table
    assert len(set(keys)) == len(keys)
    for row in table:
        assert None not in row
        assert all(value and value == value.strip() for value in row.values()), row


def test_no_csv_file_is_left_out_of_these_tests() -> None:
    assert sorted(UNIQUE) == [name for name in files() if name.endswith(".csv")]


@pytest.mark.parametrize(("name", "columns"), SHARED_OUT)
def test_shares_sum_to_the_whole(name: str, columns: list[str]) -> None:
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows(name):
        share = row.get("share_ppm") or row.get("weight_ppm") or row["births_ppm"]
        assert int(share) >= 0
        sums[tuple(row[column] for column in columns)] += int(share)

    assert set(sums.values()) == {WHOLE}


def test_shares_in_columns_sum_to_the_whole() -> None:
    men, women = living()
    sizes = rows("household_sizes.csv")

    assert sum(men) + sum(women) == WHOLE
    for column in ("total_ppm", "urban_ppm", "rural_ppm"):
        assert sum(int(row[column]) for row in sizes) == WHOLE
    for row in rows("marital_status.csv"):
        states = ("never_ppm", "married_ppm", "widowed_ppm", "divorced_ppm")
        assert sum(int(row[state]) for state in states) == WHOLE


def test_all_codes_are_codes_of_the_forms() -> None:
    former, groups = provinces_63(), peoples()

    assert {row["code63"] for row in all_provinces()} == former
    assert {row["code63"] for row in rows("ethnic_by_province.csv")} == former
    assert {row["code63"] for row in rows("migration.csv")} == former
    assert {row["origin"] for row in rows("migration.csv")} == former
    assert {row["code"] for row in rows("ethnic_groups.csv")} == groups
    assert {row["ethnicity"] for row in rows("ethnic_by_province.csv")} == groups
    assert {row["ethnicity"] for row in rows("religion.csv")} == groups
    assert {row["ethnicity"] for row in rows("settlements.csv")} <= groups | {"00"}
    for name, column, labels in (
        ("religion.csv", "religion", "religions.csv"),
        ("occupations.csv", "occupation", "occupation_names.csv"),
        ("education.csv", "level", "education_levels.csv"),
    ):
        known = {row["code"] for row in rows(labels)}
        assert {row[column] for row in rows(name)} <= known


def test_the_peoples_bear_the_names_of_the_forms_list() -> None:
    labels = {option.code: str(option.label) for option in codelists.ethnic_groups()}

    for row in rows("ethnic_groups.csv"):
        assert row["name"] == labels[row["code"]]
        assert row["inherits"] in {"father", "mother"}
        path = TABLES / "names" / f"{row['names']}.toml"
        assert row["code"] == "01" or path.exists()


def test_provinces_lead_to_todays_provinces_and_to_a_kinh_name_file() -> None:
    todays = {unit.code: unit.province for unit in codelists.old_provinces()}

    for row in all_provinces():
        assert row["province"] == todays[row["code63"]]
        assert row["region"] in set("123456")
        assert (TABLES / "names" / f"kinh_{row['names']}.toml").exists()
        assert 0 < int(row["urban_ppm"]) < WHOLE
        assert 850 < int(row["lat"]) < 2350
        assert 10200 < int(row["lon"]) < 10950


def test_every_commune_lies_in_a_former_part_of_its_province() -> None:
    todays = {row["code63"]: row["province"] for row in all_provinces()}
    table = {row["code"]: row for row in rows("communes.csv")}

    for unit in codelists.provinces():
        for commune in codelists.communes(unit.code):
            assert todays[table.pop(commune.code)["code63"]] == unit.code
    assert not table
    assert {row["code63"] for row in rows("communes.csv")} == provinces_63()


def test_only_hoang_sa_has_no_people() -> None:
    empty = [row["code"] for row in rows("communes.csv") if row["weight_ppm"] == "0"]

    assert [codelists.units.commune(code).name for code in empty] == ["Hoàng Sa"]


def test_provinces_add_up_to_the_census_and_to_the_mid_term_survey() -> None:
    known = figures()

    table = all_provinces()

    people = sum(int(row["population"]) for row in table)
    counted = sum(int(row["population_2019"]) for row in table)
    in_towns = sum(int(row["population"]) * int(row["urban_ppm"]) for row in table)
    assert people == known["population"]
    assert counted == known["population_2019"]
    assert in_towns / people / 10_000 == pytest.approx(known["urban_share"], abs=0.1)


def test_peoples_add_up_to_the_census() -> None:
    foreigners_and_unknown = 3_553 + 349

    counted = sum(int(row["census_2019"]) for row in rows("ethnic_groups.csv"))

    assert counted + foreigners_and_unknown == figures()["population_2019"]


def test_peoples_live_where_the_census_found_them() -> None:
    counted = by_people()

    for row in rows("ethnic_groups.csv"):
        share = counted[row["code"]] / int(row["census_2019"])
        assert 0.5 < share < 1.03, row["name"]
        assert int(row["census_2019"]) < 2_000 or share > 0.85, row["name"]
    kinh = counted["01"] / sum(counted.values()) * 100
    assert kinh == pytest.approx(figures()["kinh_share"], abs=0.5)


def test_the_age_pyramid_has_the_published_shape() -> None:
    men, women = living()
    known = figures()
    ages = [male + female for male, female in zip(men, women, strict=True)]

    younger, median = 0, 0
    while younger < WHOLE / 2:
        younger += ages[median]
        median += 1

    assert [int(row["age"]) for row in rows("ages.csv")] == list(range(101))
    assert sum(men) / sum(women) * 100 == pytest.approx(known["sex_ratio"], abs=0.1)
    assert men[0] / women[0] * 100 == pytest.approx(known["sex_ratio_at_birth"], abs=1)
    # two years after the survey there are fewer children and more old people
    assert -1.0 < sum(ages[:15]) / 10_000 - known["share_0_14"] < 0
    assert 0 < sum(ages[65:]) / 10_000 - known["share_65_over"] < 1.2
    assert median - 1 == pytest.approx(known["median_age"], abs=1)


def test_households_have_the_published_size() -> None:
    known = figures()
    table = rows("household_sizes.csv")

    mean = sum(int(row["size"]) * int(row["total_ppm"]) for row in table) / WHOLE
    middle = sum(int(row["total_ppm"]) for row in table[1:4]) / 10_000

    assert mean == pytest.approx(known["household_size_mean_2024"], abs=0.1)
    assert middle == pytest.approx(known["households_of_two_to_four"], abs=3)
    for row in table:
        low, high = sorted((int(row["urban_ppm"]), int(row["rural_ppm"])))
        assert low <= int(row["total_ppm"]) <= high


def test_marital_status_gives_the_published_totals() -> None:
    totals: dict[str, float] = defaultdict(float)
    known, adults = figures(), 0
    for row in rows("marital_status.csv"):
        ages = living()[int(row["sex"]) - 1]
        people = sum(ages[int(row["age_from"]) : int(row["age_to"]) + 1])
        adults += people
        for state in ("never_ppm", "married_ppm", "widowed_ppm", "divorced_ppm"):
            totals[state] += people * int(row[state]) / 10_000

    assert 100 - totals["never_ppm"] / adults == pytest.approx(
        known["ever_married_15_over"], abs=0.6
    )
    assert totals["married_ppm"] / adults == pytest.approx(
        known["married_15_over"], abs=0.6
    )
    assert totals["widowed_ppm"] / adults == pytest.approx(
        known["widowed_15_over"], abs=0.2
    )
    assert totals["divorced_ppm"] / adults == pytest.approx(
        known["divorced_15_over"], abs=0.4
    )


@pytest.mark.parametrize("name", ["education.csv", "marital_status.csv"])
def test_age_groups_leave_no_gap(name: str) -> None:
    groups = {
        (row["sex"], int(row["age_from"]), int(row["age_to"])) for row in rows(name)
    }

    for sex in "12":
        spans = sorted((low, high) for own, low, high in groups if own == sex)
        assert spans[0][0] == 15
        assert spans[-1][1] == 120
        for (_low, end), (start, _high) in itertools.pairwise(spans):
            assert start == end + 1


def test_religions_give_the_published_totals() -> None:
    people: dict[tuple[str, str], float] = defaultdict(float)
    followers: dict[str, float] = defaultdict(float)
    region = {row["code63"]: row["region"] for row in all_provinces()}
    counts = {row["code63"]: int(row["population_2019"]) for row in all_provinces()}
    for row in rows("ethnic_by_province.csv"):
        place = region[row["code63"]] if row["ethnicity"] == "01" else "0"
        share = int(row["share_ppm"]) / WHOLE
        people[row["ethnicity"], place] += share * counts[row["code63"]]

    for row in rows("religion.csv"):
        group = people[row["ethnicity"], row["region"]]
        followers[row["religion"]] += group * int(row["share_ppm"]) / WHOLE

    total, known = sum(counts.values()) / 100, figures()
    assert 100 - followers["00"] / total == pytest.approx(
        known["religious_share"], abs=0.1
    )
    assert followers["02"] / total == pytest.approx(known["catholic_share"], abs=0.1)
    assert followers["01"] / total == pytest.approx(known["buddhist_share"], abs=0.1)


def test_migration_follows_its_rule() -> None:
    rule = toml(TABLES / "migration_rule.toml")
    units = {row["code63"]: row for row in all_provinces()}
    shares: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows("migration.csv"):
        shares[row["code63"]][row["origin"]] = int(row["share_ppm"])

    for code, found in shares.items():
        assert found.pop(code) == WHOLE - rule["in_ppm"][code]
        pulls = {origin: _pull(rule, units[origin], units[code]) for origin in found}
        for origin, share in found.items():
            wanted = rule["in_ppm"][code] * pulls[origin] / sum(pulls.values())
            assert abs(share - wanted) <= 1, (origin, code)


def _pull(rule: dict[str, Any], origin: dict[str, str], home: dict[str, str]) -> float:
    south = (int(origin["lat"]) - int(home["lat"])) * 1.11
    east = (int(origin["lon"]) - int(home["lon"])) * 1.07
    push: int = rule["push"].get(origin["code63"], rule["push_default"])
    pair = f"{origin['region']}-{home['region']}"
    region: int = rule["region"].get(pair, rule["region_default"])
    distance: float = math.hypot(south, east) + rule["floor_km"]
    exponent: float = rule["exponent_hundredths"] / 100
    people = int(origin["population_2019"])
    return people * push / 100 * region / 100 / float(distance**exponent)


@pytest.mark.parametrize("path", NAME_FILES, ids=lambda path: path.stem)
def test_names_are_whole_and_fill_their_slots(path: Path) -> None:
    names = toml(path)

    assert names["order"].strip()
    assert names["cohorts"] == sorted(set(names["cohorts"]))
    assert names["cohorts"][-1] == 2026
    assert set(names) == {"order", "cohorts", "slots", "family", "male", "female"}
    _check_list(names["family"], empty=False)
    for sex in ("male", "female"):
        assert set(names["slots"][sex]) == PARTS
        written = " ".join(names["slots"][sex].values())
        assert written.count("{") == sum(written.count(slot) for slot in OPEN_SLOTS)
        assert all(written.count(slot) <= 1 for slot in OPEN_SLOTS)
        assert all(text.count("{") <= 1 for text in names["slots"][sex].values())
        assert "{given}" in written
        for kind in ("middle", "given"):
            cohorts = names[sex][kind]
            assert [int(year) for year in cohorts] == names["cohorts"]
            for listed in cohorts.values():
                _check_list(listed, empty=kind == "middle")


def _check_list(listed: dict[str, int], *, empty: bool) -> None:
    assert listed
    for name, weight in listed.items():
        assert name or empty
        assert name == " ".join(name.split())
        assert all(char.isalpha() or char in " '" for char in name), name
        assert isinstance(weight, int)
        assert weight > 0


def test_every_name_file_belongs_to_a_people() -> None:
    used = {row["names"] for row in rows("ethnic_groups.csv")} - {"kinh"}

    kinh = {"kinh_north", "kinh_central", "kinh_south"}
    assert {path.stem for path in NAME_FILES} == used | kinh


@pytest.mark.parametrize("region", ["north", "central", "south"])
def test_kinh_names_are_as_many_and_as_uneven_as_in_life(region: str) -> None:
    names = toml(TABLES / "names" / f"kinh_{region}.toml")
    families = names["family"]

    nguyen = families["Nguyễn"] / sum(families.values())

    assert len(families) >= 60
    assert 0.31 <= nguyen <= 0.384
    for sex in ("male", "female"):
        listed = names[sex]["given"]
        assert len({name for cohort in listed.values() for name in cohort}) >= 150
        for cohort in listed.values():
            most = max(cohort.values()) / sum(cohort.values())
            assert 0.015 < most < 0.08


def test_north_and_south_spell_the_same_family_names_their_own_way() -> None:
    north = toml(TABLES / "names" / "kinh_north.toml")["family"]
    south = toml(TABLES / "names" / "kinh_south.toml")["family"]

    assert north["Vũ"] > north["Võ"]
    assert south["Võ"] > south["Vũ"]
    assert "Huỳnh" not in north
    assert south["Huỳnh"] > south["Hoàng"]


def test_ede_names_begin_with_the_sign_and_end_with_the_clan() -> None:
    slots = toml(TABLES / "names" / "ede.toml")["slots"]

    man = [text.format(given="Thông", family="Niê Kdăm") for text in _texts(slots, "m")]
    woman = [text.format(given="Bia", family="Niê") for text in _texts(slots, "f")]

    assert man == ["Y", "Thông", "Niê Kdăm"]
    assert woman == ["H'Bia", "", "Niê"]


def _texts(slots: dict[str, dict[str, str]], sex: str) -> list[str]:
    own = slots["male" if sex == "m" else "female"]
    return [own["surname"], own["middle_name"], own["given_name"]]


def test_places_can_be_drawn_everywhere() -> None:
    streets, settlements = rows("streets.csv"), rows("settlements.csv")

    for table in (streets, settlements):
        assert all(row["region"] in REGIONS for row in table)
        assert all(int(row["weight"]) > 0 for row in table)
    for region in ("north", "central", "south"):
        anybody = {
            row["kind"]
            for row in settlements
            if row["region"] == region and row["ethnicity"] == "00"
        }
        assert anybody & {"thôn", "ấp"}
        assert anybody & {"tổ dân phố", "khu phố"}
    for row in settlements:
        assert row["pattern"].count("{") == row["pattern"].count("{n}")


def test_published_figures_are_marked_and_dated() -> None:
    for row in rows("national_figures.csv"):
        assert row["confidence"] in {"H", "M", "L"}
        assert 2000 <= int(row["year"]) <= 2026
        assert int(row["value"]) > 0
        assert 0 <= int(row["decimals"]) <= 2
