"""Print the e-ID's figures beside its peers': ``python -m benchmarks.eid``.

The peers are installed outside the repository: into the folder given by ``--peers``, or
by npm into a temporary one. Rounds are interleaved, so that a noisy neighbour disturbs
all alike; a ratio is printed with its median and its range over the rounds. Processor
time is that of the server alone.
"""

import argparse
import statistics
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.eid import in_process
from benchmarks.eid.measuring import free_port, running
from benchmarks.eid.peers import OURS, Peer, on_the_jvm, ours, theirs
from benchmarks.running import machine

PACKAGES = (
    "oidc-provider@9.13.3",
    "oauth2-mock-server@8.2.3",
    "@opengovsg/mockpass@4.3.4",
)
EARLY = 10_000
"""Flows after which memory must hardly grow any more."""
Rounds = dict[str, dict[str, list[float]]]


def main() -> None:
    """Measure and print."""
    given = _arguments()
    print(machine())
    with tempfile.TemporaryDirectory() as made:
        folder = given.peers or _install(Path(made))
        rounds = _measure(folder, given)
        _print(rounds)
        if given.long:
            _print_growth(given.long)
    in_process.main()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.eid", description=__doc__)
    parser.add_argument("--peers", type=Path, help="folder with node_modules")
    parser.add_argument("--jvm", type=Path, help="file with a class path by Maven")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--flows", type=int, default=1000, help="flows a round")
    parser.add_argument("--long", type=int, help="flows for the growth of memory")
    return parser.parse_args()


def _install(folder: Path) -> Path:
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(command, cwd=folder, check=True)
    return folder


def _peers(port: int, folder: Path, jvm: Path | None) -> list[Peer]:
    every = [ours(port), *theirs(port, folder)]
    return [*every, on_the_jvm(port, jvm)] if jvm else every


def _measure(folder: Path, given: argparse.Namespace) -> Rounds:
    rounds: Rounds = defaultdict(lambda: defaultdict(list))
    _warm_up(folder, given.jvm)
    for _ in range(given.rounds):
        for place in range(len(_peers(1, folder, given.jvm))):
            port = free_port()
            peer = _peers(port, folder, given.jvm)[place]
            _one_round(rounds, peer, port, given.flows)
    return rounds


def _warm_up(folder: Path, jvm: Path | None) -> None:
    """Start each once: Python compiles its files then, as pip does when it installs."""
    for place in range(len(_peers(1, folder, jvm))):
        port = free_port()
        with running(_peers(port, folder, jvm)[place], port):
            pass


def _one_round(rounds: Rounds, peer: Peer, port: int, flows: int) -> None:
    with running(peer, port) as server:
        rounds["start, s"][peer.name].append(server.seconds_to_discovery)
        rounds["cpu of the start, s"][peer.name].append(server.cpu_seconds())
        rounds["memory at start, MiB"][peer.name].append(server.resident_mib())
        server.discoveries(200)
        before = server.cpu_seconds()
        server.discoveries(1000)
        spent = server.cpu_seconds() - before
        rounds["cpu of a discovery, ms"][peer.name].append(spent)  # of a thousand, s
        if not peer.authorize:
            return
        server.flows(200)
        before = server.cpu_seconds()
        server.flows(flows)
        spent = server.cpu_seconds() - before
        rounds["cpu of a code flow, ms"][peer.name].append(1000 * spent / flows)
        rounds["memory after flows, MiB"][peer.name].append(server.resident_mib())


def _print(rounds: Rounds) -> None:
    for figure, servers in rounds.items():
        print(f"\n{figure}")
        own = servers[OURS]
        for name, values in servers.items():
            line = f"  {name:26} {statistics.median(values):8.3f}"
            if name != OURS:
                ratios = [a / b for a, b in zip(own, values, strict=False)]
                line += f"   ours/theirs {statistics.median(ratios):5.2f}"
                line += f" ({min(ratios):.2f} to {max(ratios):.2f})"
            print(line)


def _print_growth(flows: int) -> None:
    port = free_port()
    with running(ours(port), port) as server:
        server.flows(EARLY)
        early = server.resident_mib()
        server.flows(max(flows - EARLY, 0))
        late = server.resident_mib()
    print(f"\nmemory after {EARLY:,} flows {early:.1f} MiB, after {flows:,} {late:.1f}")
    print(f"growth {late - early:.1f} MiB (goal 10)")


if __name__ == "__main__":
    main()
