"""The session a browser brings, and the one it leaves with."""

from dataclasses import dataclass


@dataclass(slots=True)
class Visit:
    """What the browser of an authorization request carries.

    Attributes:
        key: key of the session it claims to have.
        opened: key of the session that was opened for it.
    """

    key: str | None = None
    opened: str | None = None
