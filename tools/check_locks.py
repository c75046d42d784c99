"""Compares the lock files with pyproject.toml, without a network.

Every dependency named there must be pinned with hashes in its lock file, and the
development lock must pin the same versions as the run-time lock.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"^([A-Za-z0-9._-]+)")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def normal(name: str) -> str:
    """Return a package name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, set[str]]:
    """Return the versions that a lock file pins, by package."""
    text = (ROOT / file).read_text()
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall(text):
        found.setdefault(normal(name), set()).add(version)
    return found


def wanted(requirements: list[str]) -> set[str]:
    """Return the package names of requirement lines."""
    return {normal(NAME.match(line)[1]) for line in requirements}  # type: ignore[index]


def main() -> int:
    """Print what is wrong; returns 1 when anything is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run_time, development = pins("requirements.lock"), pins("requirements-dev.lock")
    needs = wanted(project["project"]["dependencies"])
    needs_dev = needs | wanted(project["dependency-groups"]["dev"])
    problems = [f"requirements.lock lacks {n}" for n in needs - run_time.keys()]
    problems += [
        f"requirements-dev.lock lacks {n}" for n in needs_dev - development.keys()
    ]
    problems += [
        f"{name}: {versions} in one lock, {development.get(name)} in the other"
        for name, versions in run_time.items()
        if development.get(name) != versions
    ]
    problems += [
        f"{file}: a pin without a hash"
        for file in ("requirements.lock", "requirements-dev.lock")
        if re.search(r"==\S+(?: ;[^\\\n]*)?\n(?!\s+--hash)", (ROOT / file).read_text())
    ]
    print("\n".join(problems) or "locks are complete")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
