"""Every state of the pages that anybody sees: demo, home, verification, register."""

import pytest

from tests.browser.pages.checks import PageChecks
from tests.browser.pages.states import PUBLIC_STATES as STATES

__all__ = ["STATES"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestPublicPages(PageChecks):
    """All checks, in each of these states."""
