"""How long the whole journey takes, and how much of it a person types."""

import json
import os
import subprocess
import sys

from benchmarks.running import ROOT, demo, machine


def main() -> None:
    """Print the figures."""
    print(machine())
    with demo("fast") as running:
        # Counted first: a birth notice is used once.
        counted = _lienthong(
            "coverage", "birth", "--json", register=f"{running.url}/population"
        )
        played = _lienthong("rehearse", "birth", "--json", f"--url={running.url}")
    for step in played["steps"]:
        print(f"  {step['seconds']:6.2f} s  {step['name']}")
    print(f"rehearsal, fast autopilot {played['seconds']:6.1f} s  (goal 60)")
    ratio = counted["required_filled"] / counted["required"]
    print(f"fields {counted['fields']}, typed {counted['typed']} (goal 9 or fewer), ")
    print(f"required ones that arrive filled: {ratio:.0%} (goal 80 % or more)")


def _lienthong(*words: str, register: str = "") -> dict:  # type: ignore[type-arg]
    env = {**os.environ, **({"PORTAL_POPULATION_URL": register} if register else {})}
    done = subprocess.run(
        [sys.executable, "-m", "portal", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
