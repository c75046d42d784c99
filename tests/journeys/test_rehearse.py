"""The rehearsal goes through, however the programs are arranged, and does all once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.books import assert_everything_happened_once, of_demo
from tests.journeys.neighbours import neighbours
from tests.running import demo, free_port

pytestmark = pytest.mark.slow


def rehearse(url: str) -> dict[str, Any]:
    """Run the command as a person would; returns what it printed."""
    ran = subprocess.run(
        [sys.executable, "-m", "portal", "rehearse", "birth", "--json", "--url", url],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@pytest.mark.parametrize("autopilot", ["fast", "off"])
def test_the_demo_carries_a_rehearsal_through_whoever_answers(
    tmp_path: Path, autopilot: str
) -> None:
    port = free_port()
    program = demo(tmp_path, port=port, autopilot=autopilot).start()

    try:
        told = rehearse(f"http://127.0.0.1:{port}")
    finally:
        status = program.stop()

    assert (told["ok"], told["results"], told["autopilot"]) == (True, 3, autopilot)
    assert status == 0
    assert_everything_happened_once(of_demo(tmp_path))


def test_four_separate_programs_carry_a_rehearsal_through(tmp_path: Path) -> None:
    programs = neighbours(tmp_path).start()

    try:
        told = rehearse(programs.base_url)
    finally:
        programs.kill()

    assert (told["ok"], told["results"]) == (True, 3)
    assert_everything_happened_once(programs.books)


@pytest.mark.postgres
def test_two_workers_on_postgresql_share_the_work_and_do_nothing_twice(
    tmp_path: Path, postgres_url: str
) -> None:
    programs = neighbours(
        tmp_path,
        database_url=postgres_url,
        slots=("w0", "w1"),
        more={"PORTAL_DEMO": "true", "PORTAL_AUTOPILOT": "fast"},
    ).start()

    try:
        told = rehearse(programs.base_url)
    finally:
        programs.kill()

    assert (told["ok"], told["results"], told["autopilot"]) == (True, 3, "fast")
    assert_everything_happened_once(programs.books)
