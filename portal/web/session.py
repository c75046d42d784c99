"""One database session per request; it commits only under ``@writes``."""

from http import HTTPStatus

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from portal.web.services import services


def install(app: Flask) -> None:
    """Open ``g.db`` for each request and close it at the end."""
    app.before_request(_open)
    app.after_request(_commit)
    app.teardown_request(_close)


def _open() -> None:
    # Readers never wait for a writer: on SQLite only a writing view takes the lock.
    g.db = services().sessions() if _writes() else services().readers()


def _writes() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "writes", False))


def _commit(response: Response) -> Response:
    db: Session = g.db
    # A view that answers with an error page has changed its mind; what must stay
    # although the answer is an error (a half-filled form), it commits itself.
    if _writes() and response.status_code < HTTPStatus.BAD_REQUEST:
        db.commit()
    else:
        db.rollback()
    return response


def _close(_error: BaseException | None) -> None:
    db: Session | None = g.pop("db", None)
    if db is not None:
        db.close()
