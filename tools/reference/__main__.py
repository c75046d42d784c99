"""``python -m tools.reference write|check``."""

import sys

from tools.reference.pages import out_of_date, write


def main(command: str = "check") -> int:
    """Write the pages, or name those that differ from the code."""
    if command == "write":
        for name in write():
            print(f"written: {name}")
        return 0
    stale = out_of_date()
    for name in stale:
        print(f"out of date: {name} (python -m tools.reference write)")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
