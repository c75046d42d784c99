"""Routes of the control API as a table: it answers, and it is the OpenAPI document."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response

from forms.i18n import _
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.service import Service

NOT_FOUND = _("Không có %(what)s tên %(name)s.")


@dataclass(frozen=True)
class Order:
    """A control request, checked.

    Attributes:
        here: the provider it is about.
        body: the members of its JSON object.
        raw: the whole JSON, as it came.
        query: the parameters of its address.
    """

    here: Service
    body: Mapping[str, Any] = field(default_factory=dict)
    raw: Any = None
    query: Mapping[str, Any] = field(default_factory=dict)


Answer = Mapping[str, Any] | list[Any] | Response | None


@dataclass(frozen=True)
class Route:
    """One address and method.

    Attributes:
        path: below ``/__mock``; names in angle brackets are handed on.
        summary: what it does, in English.
        body: members of the JSON object it takes; none: it takes nothing.
        free_body: the body is any JSON, and the function reads it.
        of_root: only the root has it, tenants do not.
    """

    method: str
    path: str
    do: Callable[..., Answer]
    summary: str
    body: tuple[Field, ...] | None = None
    query: tuple[Field, ...] = ()
    status: int = 200
    free_body: bool = False
    of_root: bool = False
    group: str = ""

    @property
    def name(self) -> str:
        """Return a name that no other route has."""
        words = [
            w for w in self.path.replace("<", "/").replace(">", "").split("/") if w
        ]
        return (
            "_".join((self.method.lower(), *words)).replace(":", "_").replace("-", "_")
        )


def unknown(what: str, name: str) -> Problem:
    """Return the refusal for something that is not there."""
    return Problem(NOT_FOUND, 404, what=what, name=name[:100])


def etag_of(value: object) -> str:
    """Return the tag of a representation; it changes when anything in it does."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
