"""Print the register's figures: ``python -m benchmarks.register``.

Everything is measured on 100 million people. ``--quick`` takes smaller samples and
tells the same figures with more noise.
"""

import argparse
import os

from benchmarks.register import (
    batches,
    http,
    in_process,
    peers,
    verification,
    worlds,
)
from benchmarks.register.figures import at_most, title, told
from benchmarks.register.fresh import measured
from benchmarks.running import machine
from mock_population_db.nation import Nation
from mock_population_db.register.virtual import nation_of
from mock_population_db.serving import spare_the_nation
from mock_population_db.settings import Settings
from mock_population_db.synthetic.cast import cast

READY_SECONDS, READY_MIB = 2, 200
PARTS = (
    "start",
    "single",
    "names",
    "batches",
    "worlds",
    "http",
    "verification",
    "peers",
)


def main() -> None:
    """Measure and print."""
    given = _arguments()
    print(machine())
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"load of the machine over 1, 5, 15 minutes: {load}")
    quick, parts = given.quick, given.only or PARTS
    if "start" in parts:
        _start()
    nation = the_nation()
    if "single" in parts:
        in_process.one_by_one(nation, 2_000 if quick else 20_000)
    if "names" in parts:
        in_process.by_name(nation, 200 if quick else 1_000)
    if "batches" in parts:
        batches.batches(nation, 200_000 if quick else 1_000_000)
    if "worlds" in parts:
        worlds.worlds(1_000 if quick else 5_000)
    if "http" in parts:
        numbers = http.numbers_of(nation, 20_000)
        http.over_http(numbers, 500 if quick else 3_000)
    if "verification" in parts:
        verification.verification(nation, 100_000 if quick else 1_000_000)
    if "peers" in parts:
        peers.peers(nation, 100_000 if quick else 1_000_000)


def the_nation() -> Nation:
    """Return the nation that the service has, taken care of as the service does."""
    settings = Settings()
    reserved = frozenset(person.personal_id for person in cast().people)
    nation = nation_of(settings.seed, settings.size, reserved)
    spare_the_nation()
    return nation


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.register", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller samples")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    return parser.parse_args()


def _start() -> None:
    title("A fresh process, 100 million people, numpy alone")
    measured()  # Python compiles its files then, as pip does when it installs
    nation = measured()
    at_most("nation ready, first person told", nation["ready"], "s", READY_SECONDS)
    told("  processor time of it", nation["cpu"], "s")
    at_most("  memory", nation["mib"], "MiB", READY_MIB)
    told(
        "  optional packages loaded",
        len(nation["loaded"]),
        "",
        "0",
        met=not nation["loaded"],
    )


if __name__ == "__main__":
    main()
