"""The same register with other settings, for one test."""

from dataclasses import replace
from typing import Any

from flask import Flask

from mock_population_db.settings import Settings


def with_settings(app: Flask, **changes: Any) -> Flask:
    wired = app.extensions["mock_population_db"]
    settings = Settings(**{**wired.settings.model_dump(), **changes})
    app.extensions["mock_population_db"] = replace(wired, settings=settings)
    return app
