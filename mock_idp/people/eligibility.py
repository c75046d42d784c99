"""Who may sign in, and why somebody may not."""

from datetime import date
from enum import StrEnum

from mock_idp.people.account import Account


class Obstacle(StrEnum):
    """Why an account cannot be used; the values are codes for machines."""

    NO_ACCOUNT = "account_missing"
    LOCKED = "account_locked"
    CHILD = "account_of_child"


def obstacle(account: Account, today: date) -> Obstacle | None:
    """Return what keeps this person from signing in, if anything does."""
    if account.account_status == "locked":
        return Obstacle.LOCKED
    if account.is_child(today):
        return Obstacle.CHILD
    if account.account_status == "none" or account.account_level == 0:
        return Obstacle.NO_ACCOUNT
    return None
