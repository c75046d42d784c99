"""Make the tables of provinces and communes out of ``vietnamadminunits`` 1.0.4.

Usage: ``python tools/tables/units.py <folder of the unpacked wheel>``; see README.md.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parents[2] / "forms" / "tables"
PROVINCES = 34
COMMUNES = 3321
PROVINCES_BEFORE = 63

# QĐ 19/2025/QĐ-TTg (the 34 codes in force since 1 July 2025)
CODES = (
    "01",
    "04",
    "08",
    "11",
    "12",
    "14",
    "15",
    "19",
    "20",
    "22",
    "24",
    "25",
    "31",
    "33",
    "37",
    "38",
    "40",
    "42",
    "44",
    "46",
    "48",
    "51",
    "52",
    "56",
    "66",
    "68",
    "75",
    "79",
    "80",
    "82",
    "86",
    "91",
    "92",
    "96",
)


def write(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one table, UTF-8, Unix line ends."""
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def check(what: str, found: object, expected: object) -> None:
    """Stop when a number is not the one of the law."""
    if found != expected:
        sys.exit(f"{what}: expected {expected!r}, found {found!r}")
    print(
        f"{what}: {found}"
        if not isinstance(found, (list, tuple))
        else f"{what}: as expected"
    )


def new_units(database: sqlite3.Connection) -> None:
    """Write ``provinces.csv`` and ``communes.csv``."""
    provinces = database.execute(
        "SELECT DISTINCT provinceCode, provinceShort, province FROM admin_units"
        " ORDER BY provinceCode"
    ).fetchall()
    communes = database.execute(
        "SELECT wardCode, wardShort, wardType, provinceCode FROM admin_units"
        " ORDER BY wardCode"
    ).fetchall()
    check("provinces", len(provinces), PROVINCES)
    check("province codes", tuple(row[0] for row in provinces), CODES)
    check("communes", len({row[0] for row in communes}), COMMUNES)
    check("00070", [row[:3] for row in communes if row[0] == "00070"], [HOAN_KIEM])
    write(
        "provinces.csv",
        ("code", "name", "kind"),
        ((code, short, kind(full, short)) for code, short, full in provinces),
    )
    write(
        "communes.csv",
        ("code", "name", "kind", "province"),
        ((code, short, label.lower(), p) for code, short, label, p in communes),
    )


HOAN_KIEM = ("00070", "Hoàn Kiếm", "Phường")


def kind(full: str, short: str) -> str:
    """Return the word before a name: ``tỉnh`` or ``thành phố``."""
    return full.removesuffix(short).strip().lower()


def old_units(database: sqlite3.Connection, converter: dict[str, Any]) -> None:
    """Write ``province_63.csv`` and ``old_communes.csv``."""
    successor = _successors(database, converter)
    provinces = database.execute(
        "SELECT DISTINCT provinceCode, provinceShort, province, provinceKey"
        " FROM admin_units_legacy ORDER BY provinceCode"
    ).fetchall()
    check("provinces before 1 July 2025", len(provinces), PROVINCES_BEFORE)
    write(
        "province_63.csv",
        ("code", "name", "kind", "province"),
        (
            (f"0{code}", short, kind(full, short), successor[key])
            for code, short, full, key in provinces
        ),
    )
    now_in = _communes_now(database, converter)
    rows = database.execute(
        "SELECT ward, district, provinceCode, provinceKey, districtKey, wardKey"
        " FROM admin_units_legacy WHERE ward IS NOT NULL ORDER BY wardCode"
    ).fetchall()
    made = [
        (ward, district, f"0{code}", " ".join(now_in.get(f"{p}_{d}_{w}", ())))
        for ward, district, code, p, d, w in rows
    ]
    lost = [row for row in made if not row[3]]
    print(f"old communes: {len(made)}, of which {len(lost)} without a successor")
    write(
        "old_communes.csv",
        ("name", "district", "province_63", "communes"),
        (row for row in made if row[3]),
    )


def _successors(
    database: sqlite3.Connection, converter: dict[str, Any]
) -> dict[str, str]:
    codes = dict(
        database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units")
    )
    return {
        old: codes[new]
        for new, olds in converter["DICT_PROVINCE"].items()
        for old in olds
    }


def _communes_now(
    database: sqlite3.Connection, converter: dict[str, Any]
) -> dict[str, list[str]]:
    """Map an old unit's key to the codes it lies in now, the main one first."""
    codes = {
        (province, ward): code
        for province, ward, code in database.execute(
            "SELECT provinceKey, wardKey, wardCode FROM admin_units"
        )
    }
    found: dict[str, list[str]] = {}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found.setdefault(old, []).append(codes[province, ward])
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            parts.sort(key=lambda part: not part["isDefaultNewWard"])
            found.setdefault(old, []).extend(
                codes[province, part["newWardKey"]] for part in parts
            )
    return {old: list(dict.fromkeys(new)) for old, new in found.items()}


def main() -> None:
    """Make the four tables."""
    source = Path(sys.argv[1]) / "vietnamadminunits" / "data"
    text = (source / "converter_2025.json").read_text(encoding="utf-8")
    with closing(sqlite3.connect(source / "dataset.db")) as database:
        new_units(database)
        old_units(database, json.loads(text))


if __name__ == "__main__":
    main()
