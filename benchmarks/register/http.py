"""Records over HTTP: ``mock-population-db serve`` as it is, one process and two.

The client keeps its connections and sends the same bytes but for the number, so that
it costs little; its share of the processor is printed. Two processes share one
database, as behind a balancer. On a machine with two processors the client and two
servers cannot all run at once: what a request costs its server says what one that
has a processor of its own can answer.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from random import Random

from benchmarks.register.figures import (
    MS,
    at_least,
    at_most,
    percentile,
    title,
    told,
)
from benchmarks.register.fresh import cpu_seconds, resident_mib
from benchmarks.running import ROOT
from mock_population_db.nation import Nation
from mock_population_db.settings import Settings

RATE, LATE_MS, TWO = 1_500, 10, 1.7
READY_SECONDS, READY_MIB = 2, 200
CONNECTIONS = 4
HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass
class Server:
    """A register that serves, in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int
    ready: float


@dataclass
class Load:
    """What one round gave."""

    seconds: float = 0
    spent: list[float] = field(default_factory=list)
    client_cpu: float = 0
    server_cpu: float = 0

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.spent) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the servers' processors for one request."""
        return MS * self.server_cpu / len(self.spent)


def over_http(numbers: list[str], per_connection: int) -> None:
    """Print rate and latency of the record."""
    title("Service: mock-population-db serve, 100 million people, records over HTTP")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        first = stack.enter_context(_served(folder))
        with _served(folder) as again:
            at_most("ready, a new process", again.ready, "s", READY_SECONDS)
            told("  processor time of it", cpu_seconds(again.process.pid), "s")
            at_most(
                "memory when ready", resident_mib(again.process.pid), "MiB", READY_MIB
            )
        _load([first], numbers, per_connection // 4)
        one = _load([first], numbers, per_connection)
        _tell("one process", one, 1)
        second = stack.enter_context(_served(folder))
        _load([second], numbers, per_connection // 4)
        two = _load([first, second], numbers, per_connection)
        _tell("two processes", two, 2)
        at_least("two processes / one", two.rate / one.rate, "times", TWO)
        at_least(
            "  by the servers' processor time", 2 * one.cost / two.cost, "times", TWO
        )
        told("memory of one after the rounds", resident_mib(first.process.pid), "MiB")


def _tell(name: str, load: Load, processes: int) -> None:
    at_least(
        f"{name}: records", load.rate, "per s", RATE * (1 if processes == 1 else TWO)
    )
    at_least(
        "  by the servers' processor time",
        processes * MS / load.cost,
        "per s",
        RATE * processes,
    )
    spent = sorted(load.spent)
    at_most("  p99", percentile(spent, 0.99), "ms", LATE_MS)
    told("  median", statistics.median(spent), "ms")
    told("  processor time of a request, servers", load.cost, "ms")
    share = 100 * load.client_cpu / (load.client_cpu + load.server_cpu)
    told("  the client's share of all processor time", share, "%")


@contextmanager
def _served(folder: str) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    given = {"POPULATION_DATABASE_URL": f"sqlite:///{folder}/register.db"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mock_population_db", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_open(port, process)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + 60
    while time.perf_counter() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise SystemExit("the register did not start")


def _load(servers: list[Server], numbers: list[str], each: int) -> Load:
    found = Load()
    before = [cpu_seconds(server.process.pid) for server in servers]
    own = time.process_time()
    threads = [
        threading.Thread(
            target=_ask_all, args=(server.port, _some(numbers, each, n), found)
        )
        for server in servers
        for n in range(CONNECTIONS)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - begun
    found.client_cpu = time.process_time() - own
    after = [cpu_seconds(server.process.pid) for server in servers]
    found.server_cpu = sum(after) - sum(before)
    if not len(found.spent) == each * len(threads):
        raise SystemExit("a connection broke")
    return found


def _some(numbers: list[str], count: int, seed: int) -> list[str]:
    return Random(seed).choices(numbers, k=count)  # noqa: S311 - a sample


def _ask_all(port: int, numbers: list[str], found: Load) -> None:
    head = (
        f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: Bearer {Settings().api_key}\r\n"
        "X-Purpose: birth_declaration\r\nX-Requester: benchmark\r\n\r\n"
    ).encode()
    spent = []
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number in numbers:
            begun = time.perf_counter()
            line.sendall(b"GET /v1/people/" + number.encode() + head)
            if not _answer(line).startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"no record of {number}")
            spent.append(MS * (time.perf_counter() - begun))
    found.spent += spent


def _answer(line: socket.socket) -> bytes:
    got = line.recv(65_536)
    while HEAD_END not in got:
        got += line.recv(65_536)
    head, _, body = got.partition(HEAD_END)
    length = int(head.lower().partition(LENGTH)[2].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(line.recv(65_536))
    return head


def numbers_of(nation: Nation, count: int) -> list[str]:
    """Draw numbers of people to ask for."""
    return [str(n) for n in nation.numbers_of(nation.sample(count, 11)).tolist()]
