"""Checks that an answer has the shape of a record before anybody relies on it."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import (
    Any,
    NotRequired,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)
from unicodedata import category

MAX_TEXT = 1000
MAX_ITEMS = 200

T = TypeVar("T")


class WrongShape(ValueError):  # noqa: N818 - named after what happened
    """A member is missing or of another type; the message says which."""


def shaped(record: type[T], value: object) -> T:
    """Return the value as a record: its members only, each of the agreed type.

    A member that may be null may also be missing. Members the record does not know
    are dropped, so that the register may grow.

    Raises:
        WrongShape: the value is no such record.
    """
    return cast("T", _object(record, value, record.__name__))


def _object(record: type[Any], value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongShape(f"{where} is no object")
    kept: dict[str, Any] = {}
    for name, kind in get_type_hints(record, include_extras=True).items():
        if get_origin(kind) is NotRequired:
            if name not in value:
                continue
            (kind,) = get_args(kind)  # noqa: PLW2901 - the wrapped type is the type
        kept[name] = _value(kind, value.get(name), f"{where}.{name}")
    return kept


def _value(kind: Any, value: object, where: str) -> object:  # noqa: ANN401 - a type form
    if get_origin(kind) in {Union, UnionType}:
        return _choice(get_args(kind), value, where)
    if get_origin(kind) is list:
        return _list(get_args(kind)[0], value, where)
    if is_typeddict(kind):
        return _object(kind, value, where)
    if kind is str:
        return _text(value, where)
    if type(value) is not kind:  # bool is no int here
        raise WrongShape(f"{where} is no {kind.__name__}")
    return value


def _choice(kinds: tuple[Any, ...], value: object, where: str) -> object:
    if value is None:
        if NoneType in kinds:
            return None
        raise WrongShape(f"{where} is missing")
    wanted = [kind for kind in kinds if kind is not NoneType]
    for kind in wanted[:-1]:
        try:
            return _value(kind, value, where)
        except WrongShape:
            continue
    return _value(wanted[-1], value, where)


def _list(kind: Any, value: object, where: str) -> list[object]:  # noqa: ANN401 - a type form
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise WrongShape(f"{where} is no list")
    return [_value(kind, item, f"{where}[{at}]") for at, item in enumerate(value)]


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise WrongShape(f"{where} is no text")
    if any(category(letter) in {"Cc", "Cs"} for letter in value):
        raise WrongShape(f"{where} holds characters that nobody can read")
    return value
