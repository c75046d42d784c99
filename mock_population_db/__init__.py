"""A population register with an HTTP API, and synthetic people only.

What is named here is imported when it is asked for: whoever wants the nation alone
need not load a web framework.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mock_population_db.app import create_app
    from mock_population_db.nation.nation import Nation
    from mock_population_db.serving import serve
    from mock_population_db.settings import Settings
    from mock_population_db.synthetic.cast import cast

__all__ = ["Nation", "Settings", "cast", "create_app", "serve"]

_ROOMS = {
    "Nation": "mock_population_db.nation.nation",
    "Settings": "mock_population_db.settings",
    "cast": "mock_population_db.synthetic.cast",
    "create_app": "mock_population_db.app",
    "serve": "mock_population_db.serving",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
