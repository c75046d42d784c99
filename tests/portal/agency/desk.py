"""What an officer's browser does on the pages of the agency."""

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.portal.signed_in import CSRF

Desk = Callable[..., FlaskClient]
"""Opens the browser of the officer of a branch."""


def post(client: FlaskClient, path: str, **form: Any) -> TestResponse:
    """Send a form as a page of ours would."""
    return client.post(path, data={"csrf_token": CSRF, **form})


def version_on(page: str) -> str:
    """Return the version that a page's forms carry."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def first(pattern: str, page: str) -> str:
    """Return the first group that a pattern finds on a page."""
    found = re.search(pattern, page, re.DOTALL)
    assert found, f"{pattern} is not on the page"
    return found[1]
