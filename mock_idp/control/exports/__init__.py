"""The journal as JSON, HAR, a Mermaid diagram, or a pytest file."""

from mock_idp.control.exports.har import har
from mock_idp.control.exports.pytest_file import pytest_file
from mock_idp.control.exports.reading import (
    HIDDEN,
    SECRET_PARAMETERS,
    answer_headers_of,
    entry,
    headers_of,
    masked,
    query_of,
)
from mock_idp.control.exports.sequence import mermaid

__all__ = [
    "HIDDEN",
    "SECRET_PARAMETERS",
    "answer_headers_of",
    "entry",
    "har",
    "headers_of",
    "masked",
    "mermaid",
    "pytest_file",
    "query_of",
]
