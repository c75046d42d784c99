"""Production entry: ``waitress-serve mock_idp.wsgi:app``."""

from mock_idp.app import create_app

app = create_app()
