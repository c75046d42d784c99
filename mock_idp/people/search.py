"""Find people by what they are: ``age<18,level=2,device=off``."""

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date

from mock_idp.people.account import Account
from mock_idp.people.eligibility import obstacle

_CONDITION = re.compile(r"\s*([a-z_]+)\s*(<=|>=|!=|<|>|=|~)\s*(.*?)\s*")
_LONGEST = 500
Value = int | str
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


class BadSearch(ValueError):  # noqa: N818 - named after what is wrong
    """A condition cannot be read; the text says which and what is possible."""


def _properties(account: Account, today: date) -> dict[str, Value]:
    traits = account.traits
    return {
        "age": account.age(today),
        "level": account.account_level,
        "status": account.account_status,
        "sex": account.sex,
        "cast": account.cast or "",
        "name": account.full_name,
        "number": account.personal_id,
        "device": traits.device.value,
        "habit": traits.habit.value,
        "nationality": traits.nationality,
        "wards": len(traits.guardian_of),
        "staff": account.staff.office if account.staff else "",
        "organisation": traits.organisation.name if traits.organisation else "",
        "born": account.date_of_birth,
        "special": "yes" if traits.is_special else "no",
        "obstacle": obstacle(account, today) or "",
    }


def find_people(
    accounts: Iterable[Account], where: str, today: date
) -> tuple[Account, ...]:
    """Return the accounts that fulfil every condition; without one, all.

    Conditions stand between commas: a property, ``= != < > <= >=`` or ``~`` (contains,
    without regard to case and marks), and a value.

    Raises:
        BadSearch: a condition cannot be read.
    """
    if len(where) > _LONGEST:
        raise BadSearch(f"at most {_LONGEST} characters")
    conditions = [_condition(text) for text in where.split(",") if text.strip()]
    return tuple(
        account
        for account in accounts
        if all(fits(_properties(account, today)) for fits in conditions)
    )


def _condition(text: str) -> Callable[[dict[str, Value]], bool]:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise BadSearch(f"{text.strip()!r} is not a condition such as age<18")
    name, sign, wanted = found.groups()

    def fits(known: dict[str, Value]) -> bool:
        if name not in known:
            raise BadSearch(f"{name} is not one of {', '.join(known)}")
        return _is_true(known[name], sign, wanted)

    return fits


def _is_true(value: Value, sign: str, wanted: str) -> bool:
    from forms.names import fold  # noqa: PLC0415 - start-up budget

    if sign == "~":
        return fold(wanted) in fold(str(value))
    if isinstance(value, int):
        if not re.fullmatch(r"-?[0-9]{1,9}", wanted):
            raise BadSearch(f"{wanted!r} is not a number")
        return _COMPARE[sign](value, int(wanted))
    if sign in ("=", "!="):
        return (fold(str(value)) == fold(wanted)) is (sign == "=")
    raise BadSearch(f"texts are compared by =, != and ~, not by {sign}")
