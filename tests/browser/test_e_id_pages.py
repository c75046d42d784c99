"""Every state of the e-ID's pages, and of those around signing in."""

import pytest

from tests.browser.pages.checks import PageChecks
from tests.browser.pages.states import E_ID_STATES as STATES

__all__ = ["STATES"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestEIdPages(PageChecks):
    """All checks, in each of these states."""
