"""What the application was wired with, for the front rooms."""

from dataclasses import dataclass
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session, sessionmaker

from portal.clients.population import PopulationClient
from portal.settings import Settings

EXTENSION = "lienthong"


@dataclass(frozen=True)
class Services:
    """The parts that ``create_app`` put together."""

    settings: Settings
    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]
    register: PopulationClient


def services() -> Services:
    """Return the parts of the running application."""
    return cast("Services", current_app.extensions[EXTENSION])
