"""Every state of the pages of the demo, the e-ID, the register and the officers."""

import pytest

from tests.browser.pages.checks import PageChecks
from tests.browser.pages.states import COMMON_STATES as STATES

__all__ = ["STATES"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestPages(PageChecks):
    """All checks, in each of these states."""
