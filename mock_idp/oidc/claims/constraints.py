"""Whether what is known has the value that a client asks for (OIDC Core §5.5.1, IDA).

``essential`` decides nothing: a claim that cannot be told is left out, never an error.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


class NotMet(Exception):  # noqa: N818 - named after what happened
    """What is known does not have the value that was asked for."""


NEEDED = ("type", "check_method", "trust_framework")
"""Members without which the element they stand in means nothing: always told."""


def meets(value: object, wish: object, now: float) -> bool:
    """Say whether a value satisfies ``value``, ``values`` and ``max_age`` of a wish."""
    if not isinstance(wish, Mapping):
        return True
    if "value" in wish and wish["value"] != value:
        return False
    values = wish.get("values")
    if isinstance(values, list) and value not in values:
        return False
    age = wish.get("max_age")
    if isinstance(age, bool) or not isinstance(age, int | float):
        return True
    return _is_younger(value, age, now)


def _is_younger(value: object, age: float, now: float) -> bool:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return now - moment.timestamp() <= age


def selected(known: Any, wish: Any, now: float) -> Any:  # noqa: ANN401 - JSON
    """Return as much of what is known as a wish names, in the wish's own structure.

    A wish without members (``null``) takes an element as it is. Of a list, those
    entries are returned that satisfy one of the wishes.

    Raises:
        NotMet: a value that was asked for is another one, or not known.
    """
    if isinstance(known, Mapping):
        return _members(known, wish, now) if _names_members(wish) else known
    if isinstance(known, list):
        return _entries(known, wish, now) if isinstance(wish, list) else known
    if not meets(known, wish, now):
        raise NotMet
    return known


def _names_members(wish: object) -> bool:
    return isinstance(wish, Mapping) and bool(set(wish) - {"essential"})


def _members(
    known: Mapping[str, Any], wish: Mapping[str, Any], now: float
) -> dict[str, Any]:
    named = {name for name in wish if name != "essential"}
    if any(_insists(wish[name]) for name in named - set(known)):
        raise NotMet
    return {
        name: selected(value, wish.get(name), now)
        for name, value in known.items()
        if name in named or name in NEEDED
    }


def _insists(wish: object) -> bool:
    """Say whether a wish for something unknown can only be met by a certain value."""
    if isinstance(wish, list):
        return any(_insists(each) for each in wish)
    if not isinstance(wish, Mapping):
        return False
    own = {"value", "values", "max_age"} & set(wish)
    return bool(own) or any(_insists(each) for each in wish.values())


def _entries(known: list[Any], wishes: list[Any], now: float) -> list[Any]:
    found = []
    for entry in known:
        fitting = _first(entry, wishes, now)
        if fitting is not None:
            found.append(fitting)
    if not found:
        raise NotMet
    return found


def _first(entry: object, wishes: list[Any], now: float) -> object | None:
    for wish in wishes:
        try:
            return selected(entry, wish, now)  # type: ignore[no-any-return]
        except NotMet:
            continue
    return None
