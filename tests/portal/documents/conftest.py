"""A database of its own for each test about papers."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from portal.db import Base, make_engine, make_sessions


@pytest.fixture
def db() -> Iterator[Session]:
    engine = make_engine("sqlite://")
    Base.metadata.create_all(engine)
    with make_sessions(engine, None)() as session:
        yield session
    engine.dispose()
