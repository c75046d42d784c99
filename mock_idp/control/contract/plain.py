"""Dataclasses as JSON and back, guided by their types.

What is read is checked by the same types, so that a hostile export cannot put a text
where a number belongs.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

DEEPEST = 30


class NotPlain(ValueError):  # noqa: N818 - named after what is wrong
    """A value does not fit its type; the text says which member."""


def to_plain(value: object, refer: "Sharing | None" = None) -> Any:  # noqa: ANN401, PLR0911 - JSON; one line for each kind
    """Return a value as JSON; shared objects by number when ``refer`` counts them."""
    if refer is not None and refer.is_shared(value):
        return refer.number_of(value)
    if is_dataclass(value):
        return {
            item.name: to_plain(getattr(value, item.name), refer)
            for item in fields(value)
        }
    if isinstance(value, Mapping):
        return {str(k): to_plain(v, refer) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(item, refer) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(to_plain(item, refer) for item in value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


class Sharing:
    """Objects that several others point to, by number; and back again."""

    def __init__(self, shared: type) -> None:
        self.shared = shared
        self._numbers: dict[int, int] = {}
        self._found: dict[int, Any] = {}
        self.kept: list[object] = []

    def is_shared(self, value: object) -> bool:
        """Say whether a value is kept by number."""
        return isinstance(value, self.shared)

    def number_of(self, value: object) -> int:
        """Return the number of an object; equal objects are not the same."""
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self.kept)
            self.kept.append(value)
        return self._numbers[id(value)]

    def object_of(self, number: object, where: str) -> object:
        """Return the object of a number, the same one each time.

        Raises:
            NotPlain: it is no number.
        """
        if not isinstance(number, int) or isinstance(number, bool):
            raise NotPlain(f"{where} must be a number")
        return self._found.setdefault(number, self.shared())


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def from_plain(
    kind: Any,  # noqa: ANN401 - any type there is
    value: Any,  # noqa: ANN401 - JSON
    refer: Sharing | None = None,
    where: str = "",
    depth: int = 0,
) -> Any:  # noqa: ANN401 - as kind says
    """Return JSON as a type wants it.

    Raises:
        NotPlain: it does not fit; the text names the member.
    """
    if depth > DEEPEST:
        raise NotPlain(f"{where} is nested too deeply")
    if refer is not None and kind is refer.shared:
        return refer.object_of(value, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(kind, value, refer, where, depth)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), value, refer, where, depth)
    if origin in (tuple, frozenset, set, list):
        return _several(kind, value, refer, where, depth)
    if origin is not None or kind in (Mapping, dict):
        if not isinstance(value, dict):
            raise NotPlain(f"{where} must be an object")
        return value
    return _simple(kind, value, where)


def _object(
    kind: Any,  # noqa: ANN401 - a dataclass
    value: object,
    refer: Sharing | None,
    where: str,
    depth: int,
) -> object:
    if not isinstance(value, dict):
        raise NotPlain(f"{where} must be an object")
    hints, given = _hints(kind), {}
    for item in fields(kind):
        at = f"{where}/{item.name}"
        if item.name in value:
            given[item.name] = from_plain(
                hints[item.name], value[item.name], refer, at, depth + 1
            )
        elif item.default is MISSING and item.default_factory is MISSING:
            raise NotPlain(f"{at} is missing")
    return kind(**given)


def _one_of(
    kinds: tuple[Any, ...],
    value: object,
    refer: Sharing | None,
    where: str,
    depth: int,
) -> object:
    if value is None and type(None) in kinds:
        return None
    for kind in kinds:
        try:
            return from_plain(kind, value, refer, where, depth + 1)
        except NotPlain:
            continue
    raise NotPlain(f"{where} does not fit")


def _several(
    kind: Any,  # noqa: ANN401 - tuple[str, ...] and its like
    value: object,
    refer: Sharing | None,
    where: str,
    depth: int,
) -> object:
    if not isinstance(value, list):
        raise NotPlain(f"{where} must be a list")
    inner = [k for k in get_args(kind) if k is not Ellipsis]
    each = (
        inner if len(inner) == len(value) and len(inner) > 1 else inner[:1] * len(value)
    )
    read = [
        from_plain(one, item, refer, f"{where}/{n}", depth + 1)
        for n, (one, item) in enumerate(zip(each, value, strict=True))
    ]
    return get_origin(kind)(read)


def _simple(kind: Any, value: object, where: str) -> object:  # noqa: ANN401 - as above
    if kind is Any or kind is object:
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind in (int, str, bool, float, type(None)):
        fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if not fits:
            raise NotPlain(f"{where} must be {kind.__name__}")
        return value
    try:
        return date.fromisoformat(str(value)) if kind is date else kind(value)
    except (ValueError, TypeError):
        raise NotPlain(f"{where} does not fit") from None
