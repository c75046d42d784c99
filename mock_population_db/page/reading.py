"""The read log of pages: whoever looks at a person here leaves a mark."""

from collections.abc import Iterable

from flask import request
from sqlalchemy.orm import Session

from mock_population_db.api.calling import register
from mock_population_db.page.blueprint import world
from mock_population_db.page.wording import PAGE_PURPOSE
from mock_population_db.register import reads

REQUESTER = "page"


def remember(db: Session, people: Iterable[str | None]) -> None:
    """Note that this page shows people."""
    call = reads.Call(
        world=world(),
        requester=REQUESTER,
        purpose=PAGE_PURPOSE,
        dossier=None,
        path=request.path,
        caller=REQUESTER,
    )
    reads.remember(db, call, people, register().clock.now(db, world()))
