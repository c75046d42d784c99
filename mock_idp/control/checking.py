"""What checks relying parties on order, when this process has it.

The e-ID runs without its checker: whoever starts the process offers one, and the
control API asks here whether there is any.
"""

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from mock_idp.service import Service

FORMATS = ("json", "state", "html", "junit")


class Checks(Protocol):
    """Checks one relying party at a time."""

    def start(self, here: "Service", order: Mapping[str, Any]) -> dict[str, object]:
        """Begin a check at a provider.

        Raises:
            Problem: one is under way, or the order cannot be followed.
        """

    def told(self, here: "Service", form: str) -> dict[str, object] | str:
        """Return how far the last check of a provider is; its report as a page or XML.

        Raises:
            Problem: there is no report yet.
        """

    def stop(self, here: "Service") -> None:
        """End the check of a provider after the case under way, or forget it."""


class Offer:
    """Whether this process checks relying parties, and with what."""

    def __init__(self) -> None:
        self._make: Callable[[], Checks] | None = None
        self._made: Checks | None = None
        self._lock = threading.Lock()

    def put(self, make: Callable[[], Checks] | None) -> None:
        """Offer checks, made when somebody orders one; none: offer them no more."""
        with self._lock:
            self._make, self._made = make, None

    def take(self) -> Checks | None:
        """Return what is offered."""
        with self._lock:
            if self._made is None and self._make is not None:
                self._made = self._make()
            return self._made


OFFER = Offer()
"""One for the process: what is imported is the process's too."""
