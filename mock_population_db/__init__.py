"""A population register with an HTTP API, and synthetic people only."""

from mock_population_db.app import create_app
from mock_population_db.serving import serve
from mock_population_db.settings import Settings
from mock_population_db.synthetic import generate
from mock_population_db.synthetic.cast import cast

__all__ = ["Settings", "cast", "create_app", "generate", "serve"]
