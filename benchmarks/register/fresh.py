"""A fresh process per measurement: how long until it is ready, and its memory.

``python -m benchmarks.register.fresh`` makes the nation and prints JSON; the report
starts it as a process of its own.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

BEGUN = time.perf_counter()
MEBIBYTE = 1 << 20
TICKS = os.sysconf("SC_CLK_TCK")
OPTIONAL = ("pyarrow", "pandas", "faker", "scipy", "numba")


def resident_mib(pid: int | str = "self") -> float:
    """Return the resident memory of a process in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def cpu_seconds(pid: int | str = "self") -> float:
    """Return the processor time of a process so far, user and system."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measured() -> dict[str, Any]:
    """Start a fresh process, have it measure, and return what it found."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.register.fresh"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return {**found, "whole": time.perf_counter() - begun}


def _nation() -> None:
    from mock_population_db.nation import Nation  # noqa: PLC0415 - is measured

    nation = Nation()
    nation.person(nation.capacity // 2)


def main() -> None:
    """Measure in this process."""
    _nation()
    found = {
        "ready": time.perf_counter() - BEGUN,
        "cpu": time.process_time(),
        "mib": resident_mib(),
        "loaded": [name for name in OPTIONAL if name in sys.modules],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
