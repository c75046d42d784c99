"""A population register with an HTTP API, and synthetic people only."""

from mock_population_db.app import create_app
from mock_population_db.serving import serve
from mock_population_db.settings import Settings
from mock_population_db.synthetic import generate

__all__ = ["Settings", "create_app", "generate", "serve"]
