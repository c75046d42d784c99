"""Who may sign in, and why somebody may not."""

from datetime import date
from enum import StrEnum

from mock_idp.people.account import Account
from mock_idp.people.traits import Device


class Obstacle(StrEnum):
    """Why an account cannot be used; the values are codes for machines."""

    NO_ACCOUNT = "account_missing"
    LOCKED = "account_locked"
    CHILD = "account_of_child"
    CARD_EXPIRED = "card_expired"
    NO_PHONE = "phone_missing"


def obstacle(account: Account, today: date) -> Obstacle | None:
    """Return what keeps this person from signing in, if anything does."""
    if account.account_status == "locked":
        return Obstacle.LOCKED
    if account.is_child(today):
        return Obstacle.CHILD
    if account.account_status == "none" or account.account_level == 0:
        return Obstacle.NO_ACCOUNT
    expires_on = account.traits.card_expires_on
    if expires_on is not None and expires_on <= today:
        return Obstacle.CARD_EXPIRED
    if account.traits.device is Device.NONE:
        return Obstacle.NO_PHONE
    return None
