"""The app for WSGI servers: ``mock_population_db.wsgi:app``."""

from mock_population_db.app import create_app

app = create_app()
