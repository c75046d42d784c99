"""Make ``facilities.csv``: invented places of primary care.

Real lists are kept by social insurance and are not ours to copy. The codes have the
real shape (five digits, the first two are the province); every name says «(giả lập)».

Usage: ``python tools/tables/facilities.py``; see README.md.
"""

import csv
from pathlib import Path

TABLES = Path(__file__).parents[2] / "forms" / "tables"

# Communes used by the demo's people: Hà Nội and Huế
HEALTH_STATIONS = (
    "00070",
    "00082",
    "00004",
    "00103",
    "00166",
    "00235",
    "00256",
    "00367",
    "00565",
    "09556",
    "19753",
    "19777",
    "19789",
)
FIRST_STATION = 101


def read(name: str) -> list[dict[str, str]]:
    """Read one of our tables."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hospitals() -> list[tuple[str, str, str]]:
    """Return two hospitals for each province."""
    return [
        (f"{row['code']}{number}", f"{title} {row['name']} (giả lập)", row["code"])
        for row in read("provinces.csv")
        for number, title in (
            ("001", "Bệnh viện Đa khoa"),
            ("002", "Bệnh viện Phụ sản – Nhi"),
        )
    ]


def health_stations() -> list[tuple[str, str, str]]:
    """Return one health station for each commune of the demo."""
    communes = {row["code"]: row for row in read("communes.csv")}
    count: dict[str, int] = {}
    made = []
    for code in HEALTH_STATIONS:
        commune = communes[code]
        province = commune["province"]
        number = FIRST_STATION + count.get(province, 0)
        count[province] = count.get(province, 0) + 1
        name = f"Trạm y tế {commune['kind']} {commune['name']} (giả lập)"
        made.append((f"{province}{number}", name, province))
    return made


def main() -> None:
    """Write the table by code."""
    rows = sorted(hospitals() + health_stations())
    with (TABLES / "facilities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "province"))
        writer.writerows(rows)
    print(f"facilities: {len(rows)}")


if __name__ == "__main__":
    main()
