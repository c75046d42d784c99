"""The screens in a real browser; checks that several files share explain themselves."""

import pytest

pytest.register_assert_rewrite("tests.browser.pages.checks")
