"""Make ``countries.csv``: ISO 3166 alpha-2 codes with names out of CLDR (babel).

Usage: ``python tools/tables/countries.py``; see README.md.
"""

import csv
from pathlib import Path

from babel import Locale

TABLES = Path(__file__).parents[2] / "forms" / "tables"

# CLDR also lists parts of the world and codes that are no country
NOT_COUNTRIES = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC"),
    *("QO", "TA", "UN", "XA", "XB", "XK", "ZZ"),
}
ALPHA_2 = 2


def main() -> None:
    """Write the table, Việt Nam first, the others by code."""
    vietnamese, english = Locale("vi").territories, Locale("en").territories
    codes = sorted(
        code
        for code in vietnamese
        if len(code) == ALPHA_2 and code.isalpha() and code not in NOT_COUNTRIES
    )
    codes.remove("VN")
    with (TABLES / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "english"))
        for code in ["VN", *codes]:
            writer.writerow((code, vietnamese[code], english[code]))
    print(f"countries: {len(codes) + 1}")


if __name__ == "__main__":
    main()
