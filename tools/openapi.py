"""The register's OpenAPI document: ``write`` it into the docs, or ``check`` it there.

``docs/reference/openapi/population.json`` is what the running register answers at
``/openapi.json``; the committed copy makes a changed contract show in review.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mock_population_db.app import create_app, engine_of
from mock_population_db.settings import Settings

DOCUMENT = (
    Path(__file__).resolve().parents[1] / "docs/reference/openapi/population.json"
)


def current() -> str:
    """Return the document as the code describes it now."""
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'register.db'}"
        app = create_app(Settings(database_url=database))
        answer = app.test_client().get("/openapi.json")
        engine_of(app).dispose()
    return json.dumps(answer.get_json(), ensure_ascii=False, indent=2) + "\n"


def stored() -> str:
    """Return the committed copy; nothing when there is none yet."""
    return DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""


def main(command: str = "check") -> int:
    """Write the copy, or say that it is out of date."""
    if command == "write":
        DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
        DOCUMENT.write_text(current(), encoding="utf-8")
        return 0
    if current() == stored():
        return 0
    print(f"out of date: {DOCUMENT.name} (python tools/openapi.py write)")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
