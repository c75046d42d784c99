"""A night in which a demo dies twenty times, and what is left in the morning.

Fifteen times the whole process group dies by SIGKILL, five times the worker alone.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.books import (
    BRANCHES,
    Books,
    assert_everything_happened_once,
    of_demo,
)
from tests.journeys.killing import Lot
from tests.journeys.patient import HER_WORDS, WatchedBrowser, file_dossier, lost
from tests.running import demo, free_port, wait_for

WHILE_FILLING_IN = 11
AT_WORK = [True] * 4 + [False] * 5
"""True: the whole demo; False: its worker alone."""

KILLS = 20
PATIENCE_S = 120


@dataclass
class Night:
    """One demo, one citizen, and what dies around them."""

    lot: Lot
    browser: WatchedBrowser
    books: Books
    lost: list[str] = field(default_factory=list)

    def go_on(self) -> None:
        """Start the demo again and look whether all that was saved is there."""
        self.lot.start_again()
        self.lost += lost(self.browser)

    def file_while_dying(self) -> str:
        """Let the citizen fill in and send; returns the dossier's code."""
        self.lot.kill_often(WHILE_FILLING_IN)
        dossier = file_dossier("dao", self.browser, self.go_on).dossier
        self.go_on()
        return dossier

    def work_while_dying(self) -> bool:
        """Let agencies work; returns whether everything was done in the end."""
        # Deaths for which the citizen was too quick come now.
        plan = AT_WORK + [True] * self.lot.left
        self.lot.left = 0
        for whole in self.lot.chance.sample(plan, len(plan)):
            if whole:
                self.lot.kill_at_work()
            else:
                self.lot.kill_the_worker()
        return wait_for(self._is_done, PATIENCE_S)

    def _is_done(self) -> bool:
        return self.books.results().total() >= len(BRANCHES)


def assert_nothing_is_lost_and_nothing_done_twice(
    folder: Path, seed: int, database_url: str = ""
) -> None:
    """Play one night and look at everything in the morning.

    Args:
        folder: where the demo keeps its files.
        seed: the same seed draws the same moments.
        database_url: the portal's database; SQLite in the folder when left out.
    """
    port = free_port()
    program = demo(folder, port=port, database_url=database_url, autopilot="fast")
    lot = Lot(program.start(), random.Random(seed))  # noqa: S311 - a lot
    browser = WatchedBrowser(f"http://127.0.0.1:{port}", lot.around)
    night = Night(lot, browser, of_demo(folder, database_url))

    try:
        dossier = night.file_while_dying()
        is_done = night.work_while_dying()
        browser.open(f"/dossiers/{dossier}")
    finally:
        program.kill()

    assert len(lot.deaths) == KILLS, lot.deaths
    assert night.lost == [], lot.deaths
    assert is_done, lot.deaths
    assert len(browser.page.links_below("/results/")) == len(BRANCHES), lot.deaths
    assert_everything_happened_once(night.books)
    declared = night.books.answers()
    assert {name: declared[name] for name in HER_WORDS} == HER_WORDS
