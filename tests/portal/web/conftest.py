"""The same portal as the citizen's pages are tested with."""

from tests.portal.citizen.conftest import (
    begun,
    code,
    compiled,
    dao,
    portal,
    ready,
    register,
    visitor,
)

__all__ = ["begun", "code", "compiled", "dao", "portal", "ready", "register", "visitor"]
