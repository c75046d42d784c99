"""Every state of the pages on which a citizen fills in, sends and waits."""

import pytest

from tests.browser.pages.checks import PageChecks
from tests.browser.pages.states import CITIZEN_STATES as STATES

__all__ = ["STATES"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestCitizenPages(PageChecks):
    """All checks, in each of these states."""
