"""Addresses of style sheets, scripts, icons and fonts, by what is in them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import url_for
from jinja2 import Environment

FOLDER = Path(__file__).parent / "static"


def install(env: Environment) -> None:
    """Offer ``asset(filename)`` to templates."""
    env.globals["asset"] = asset


def asset(filename: str, *, plain: bool = False) -> str:
    """Return a file's address; it changes with the content, so browsers may keep it.

    Args:
        filename: path below ``portal/web/static``.
        plain: leave the fingerprint out, for files that style sheets name too.
    """
    if plain:
        return url_for("static", filename=filename)
    return url_for("static", filename=filename, v=fingerprint(filename))


@cache
def fingerprint(filename: str) -> str:
    """Return a short hash of a file's content."""
    return hashlib.sha256((FOLDER / filename).read_bytes()).hexdigest()[:10]
