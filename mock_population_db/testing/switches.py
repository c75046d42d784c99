"""What a test switches on, and off again: faults."""

from types import TracebackType
from typing import Self

from mock_population_db import faults
from mock_population_db.api.calling import Register
from mock_population_db.db import one_writer_at_a_time, reading, transaction


class Fault:
    """A fault that is on; at the end of a ``with`` block it is off."""

    def __init__(self, register: Register, world: str, wanted: faults.Wanted) -> None:
        self._register, self._world, self.wanted = register, world, wanted
        with transaction(register.engine) as db:
            one_writer_at_a_time(db)
            faults.switch_on(db, wanted, world=world, clock=register.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.off()

    @property
    def remaining(self) -> int | None:
        """Return how often it will still go wrong; None for always, 0 when off."""
        mine = (self.wanted.kind, self.wanted.caller, self.wanted.person)
        with reading(self._register.engine) as db:
            for fault in faults.active(db, self._world):
                if (fault.kind, fault.caller, fault.person) == mine:
                    return fault.remaining
        return 0

    @property
    def is_on(self) -> bool:
        """Say whether it can still go wrong."""
        return self.remaining != 0

    def off(self) -> None:
        """Let everything go right again; a second time changes nothing."""
        with transaction(self._register.engine) as db:
            one_writer_at_a_time(db)
            faults.switch_off(
                db,
                world=self._world,
                kind=self.wanted.kind,
                caller=self.wanted.caller,
                person=self.wanted.person,
            )
