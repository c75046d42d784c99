"""Production entry: ``waitress-serve mock_idp.wsgi:app``."""

from mock_idp.settings import Settings

settings = Settings.from_environment()  # first: it may bring other names

from mock_idp.app import create_app  # noqa: E402 - it reads the names

app = create_app(settings)
