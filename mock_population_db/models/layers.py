"""What tells the base from the worlds.

A row of the world ``""`` is the base that every world sees. A world's change is a row
of the same key with the world's code: it hides the base row for that world and for
nobody else (see :mod:`mock_population_db.register.overlay`).
"""

from typing import Any, ClassVar

from sqlalchemy.orm import Mapped, mapped_column

BASE_WORLD = ""

JsonObject = dict[str, Any]


class Layered:
    """A row that belongs to the base or to one world."""

    key: ClassVar[str]

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str] = mapped_column(default=BASE_WORLD)
