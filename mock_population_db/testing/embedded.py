"""One register in the process of a test, with as many worlds as there are tests."""

import re
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, cast
from uuid import uuid4

from flask import Flask

from mock_population_db.api.calling import EXTENSION, Register
from mock_population_db.app import create_app, engine_of
from mock_population_db.serving import serve
from mock_population_db.settings import Settings
from mock_population_db.testing.doorway import Doorway
from mock_population_db.testing.patience import wait
from mock_population_db.testing.room import Room
from mock_population_db.testing.world import World

NOWHERE = "https://mock-population.test"
"""The address without a server; ``.test`` never exists outside (RFC 6761)."""

_UNFIT = re.compile(r"[^A-Za-z0-9_.-]+")
LONGEST_NAME = 48


class MockPopulation:
    """The register without a server; a world's ``serve()`` gives it an address.

    Args:
        settings: how it runs; the usual ones read ``POPULATION_SEED`` and
            ``POPULATION_SIZE``. Its database is always a new one of its own.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory())
        url = f"sqlite:///{Path(folder) / 'population.db'}"
        given = settings or Settings()
        self.settings = given.model_copy(update={"database_url": url})
        self.app: Flask = create_app(self.settings, wait=wait)
        self._open.callback(engine_of(self.app).dispose)
        self.app.wsgi_app = Doorway(self.app.wsgi_app)  # type: ignore[method-assign]
        self._address = NOWHERE
        self._worlds: set[str] = set()
        self._left: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def new_world(self, name: str | None = None) -> World:
        """Return a register of its own: what happens there is seen nowhere else.

        Args:
            name: the same name draws the same people, in every run; by chance when
                absent. Letters, digits, ``. _ -`` are kept, all else becomes ``-``.
        """
        code = _code(name) if name else uuid4().hex
        if code in self._worlds:
            code = f"{code}-{uuid4().hex[:8]}"
        room = Room(cast("Register", self.app.extensions[EXTENSION]), code)
        room.begin(anew=code in self._left)
        self._worlds.add(code)
        return World(
            room,
            self.app,
            serve=self.serve,
            forget=self._leave,
            address=self._address,
        )

    def _leave(self, code: str) -> None:
        self._worlds.discard(code)
        self._left.add(code)

    def serve(self) -> str:
        """Serve on a free port of this computer until ``close``; return the address."""
        if self._address == NOWHERE:
            self._address = self._open.enter_context(serve(self.app))
        return self._address

    def close(self) -> None:
        """Stop the server, if there is one, and throw the database away."""
        self._open.close()


def _code(name: str) -> str:
    return "test-" + _UNFIT.sub("-", name)[-LONGEST_NAME:].strip("-")
