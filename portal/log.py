"""Logs as one line of JSON each, with the dossier they speak of."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_NOTHING: dict[str, str] = {}
_subject: ContextVar[dict[str, str]] = ContextVar("log_subject")


@contextmanager
def about(**facts: str) -> Iterator[None]:
    """Add facts (``dossier=``, ``branch=``, ``request=``) to every line inside."""
    token = _subject.set({**_subject.get(_NOTHING), **facts})
    try:
        yield
    finally:
        _subject.reset(token)


class JsonLines(logging.Formatter):
    """Write a record as one JSON object on one line; nothing can break the line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON: at, level, logger, message, facts, error."""
        line: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_subject.get(_NOTHING),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def set_up(level: str = "INFO") -> None:
    """Send every log line to standard error as JSON."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[lines], force=True)
