"""What tests pay: a tenant, a reset, a sign-in without sockets."""

import statistics
import time
from collections.abc import Callable

from mock_idp.testing import MockIdp

TIMES = 200


def main() -> None:
    """Measure and print, in milliseconds."""
    with MockIdp() as idp:
        _tell("tenant create", 1, idp.new_tenant)
        tenant = idp.new_tenant()
        _tell("tenant reset", 5, tenant.reset)
        _tell("in-process sign-in with tokens", 12, lambda: tenant.sign_in("dao"))


def _tell(name: str, goal: float, do: Callable[[], object]) -> None:
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        do()
        spent.append(1000 * (time.perf_counter() - begun))
    median, worst = statistics.median(spent), sorted(spent)[int(TIMES * 0.95)]
    print(f"{name:42} {median:6.2f} ms, p95 {worst:6.2f} ms  (goal {goal})")


if __name__ == "__main__":
    main()
