"""Orders that cannot be followed, said in English to whoever wrote the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from forms.i18n import use_language
from mock_idp.control.contract.orders import Problem
from mock_idp.errors import MockIdpError


class BadOrder(MockIdpError, ValueError):  # noqa: N818 - named after what is wrong
    """A test asks for what cannot be: an unknown fault, client or person."""


@contextmanager
def in_english() -> Iterator[None]:
    """Turn the control API's refusals into one that a traceback shows well.

    Raises:
        BadOrder: the order inside was refused.
    """
    try:
        yield
    except Problem as problem:
        with use_language("en"):
            facts = {**problem.facts, "where": problem.where}
            text = str(problem.text) % facts
        raise BadOrder(text) from None
