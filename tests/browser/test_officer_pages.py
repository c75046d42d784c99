"""Every state of the pages of the officers."""

import pytest

from tests.browser.pages.checks import PageChecks
from tests.browser.pages.states import OFFICER_STATES as STATES

__all__ = ["STATES"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestOfficerPages(PageChecks):
    """All checks, in each of these states."""
