"""Who is locked until when, as an imported state tells it."""

import math

from forms import personal_id
from mock_idp.control.contract.plain import NotPlain, from_plain
from mock_idp.phone.lockouts import MOST_PEOPLE, Locks

WHERE = "/lockouts"


def read_locks(said: object) -> Locks:
    """Read what an export tells of locks; a part that is not told is empty.

    Raises:
        NotPlain: something in it does not fit.
    """
    locks: Locks = from_plain(Locks, said, where=WHERE)
    _check_numbers({*locks.failures, *locks.until, *locks.opened})
    for count in locks.failures.values():
        if from_plain(int, count, where=f"{WHERE}/failures") < 0:
            raise NotPlain(f"{WHERE}/failures must not be negative")
    ends = {n: _moment(end, f"{WHERE}/until") for n, end in locks.until.items()}
    began = None if locks.began is None else _moment(locks.began, f"{WHERE}/began")
    return Locks(locks.failures, ends, locks.opened, began)


def _check_numbers(numbers: set[str]) -> None:
    if len(numbers) > MOST_PEOPLE:
        raise NotPlain(f"{WHERE} is too long")
    try:
        known = {personal_id.parse(number) for number in numbers}
    except personal_id.PersonalIdError as bad:
        raise NotPlain(f"{WHERE}: {bad}") from None
    if known != numbers:
        raise NotPlain(f"{WHERE} must name people by 12 digits")


def _moment(value: object, where: str) -> float:
    moment: float = from_plain(float, value, where=where)
    if not math.isfinite(moment):
        raise NotPlain(f"{where} must be finite")
    return moment
