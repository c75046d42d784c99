"""One address for every world, so that no client needs to send ``X-World``."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX = re.compile(r"/worlds/([^/]+)")


def address_of(address: str, world: str) -> str:
    """Return where a world stands below a register's address."""
    return f"{address}/worlds/{world}"


class Doorway:
    """Lets ``/worlds/<code>/…`` into that world; other paths pass as they are."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        found = _PREFIX.match(path)
        if found:
            environ = {
                **environ,
                "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + found[0],
                "PATH_INFO": path[found.end() :] or "/",
                "HTTP_X_WORLD": found[1],
            }
        return self._app(environ, start_response)
