"""How quickly each page answers while ten people use the portal.

Ten signed-in citizens walk through their pages at the same time; between two pages
each reads for a second, which is quicker than people do. One process serves portal,
e-ID and register. ``--no-pause`` leaves the reading out: then the machine is full,
and the times say how many pages it can serve, not how long a person waits.
"""

import re
import statistics
import sys
import threading
import time
from collections import defaultdict
from urllib.parse import urlsplit

from benchmarks.running import demo, machine
from portal.rehearse.browser import Browser
from portal.rehearse.citizen import Citizen

PEOPLE = ("dao", "sen", "vang", "bia", "thao", "hoa", "my", "linh", "lan", "nhai")
ROUNDS = 5
READING_SECONDS = 1.0
GOAL_MS = 150


def main() -> None:
    """Print median and 95th percentile of every page, in milliseconds."""
    print(machine())
    print(f"{len(PEOPLE)} people at once, {ROUNDS} rounds each, SQLite")
    with demo("off") as running:
        people = [_signed_in(running.url, name) for name in PEOPLE]
        times = _walk_all(people)
    print(f"{'page':<34} {'n':>5} {'median':>8} {'p95':>8}")
    for page, measured in sorted(times.items()):
        p95 = statistics.quantiles(measured, n=20)[-1]
        late = "" if p95 <= GOAL_MS else f"  over {GOAL_MS}"
        print(
            f"{page:<34} {len(measured):>5} {statistics.median(measured):>8.0f} "
            f"{p95:>8.0f}{late}"
        )


def _signed_in(url: str, name: str) -> Citizen:
    citizen = Citizen(name, Browser(url))
    citizen.arrive()
    citizen.find_procedure("birth")
    citizen.begin("birth")
    citizen.choose_first()
    return citizen


def _walk_all(people: list[Citizen]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = defaultdict(list)
    threads = [threading.Thread(target=_walk, args=[p, times]) for p in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _walk(citizen: Citizen, times: dict[str, list[float]]) -> None:
    browser = citizen.browser
    draft = urlsplit(browser.page.url).path
    sections = sorted(
        {
            urlsplit(browser.page.address(link)).path
            for link in browser.page.find("//main//a[contains(@href, '/s/')]")
        }
    )
    paths = ["/", "/procedures/birth", "/dossiers", "/messages", draft, *sections]
    pause = 0.0 if "--no-pause" in sys.argv else READING_SECONDS
    time.sleep(pause * PEOPLE.index(citizen.name) / len(PEOPLE))  # not in step
    for _ in range(ROUNDS):
        for path in paths:
            time.sleep(pause)
            begun = time.perf_counter()
            browser.open(path)
            times[_named(path)].append((time.perf_counter() - begun) * 1000)


def _named(path: str) -> str:
    return re.sub(r"^/drafts/[^/]+", "/drafts/…", path)


if __name__ == "__main__":
    main()
