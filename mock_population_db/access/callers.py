"""Systems that may call: each with its own key, purposes and quota."""

import hmac
from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mock_population_db.access.purposes import Purpose, purposes
from mock_population_db.errors import KeyRefused, PurposeNotAllowed

EVERYTHING = "*"


class Caller(BaseModel):
    """One system that may call.

    Attributes:
        name: shown in the read log.
        key: its bearer key, and the secret it signs with.
        purposes: codes it may use; ``*`` for all.
        per_minute: how many records a minute it may ask for; 0 for no limit.
        per_day: the same for a day of Việt Nam.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")
    key: str = Field(min_length=1, max_length=200, repr=False)
    purposes: tuple[str, ...] = (EVERYTHING,)
    per_minute: int = Field(default=0, ge=0)
    per_day: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _purposes_are_known(self) -> Self:
        unknown = set(self.purposes) - purposes().keys() - {EVERYTHING}
        if unknown:
            raise ValueError(f"unknown purposes: {', '.join(sorted(unknown))}")
        return self

    @property
    def is_limited(self) -> bool:
        """Whether any quota applies."""
        return bool(self.per_minute or self.per_day)

    def check_purpose(self, purpose: Purpose) -> None:
        """Refuse a purpose that this caller was not given."""
        if EVERYTHING not in self.purposes and purpose.code not in self.purposes:
            raise PurposeNotAllowed(caller=self.name, purpose=purpose.code)


def caller_with_key(callers: Iterable[Caller], key: str) -> Caller:
    """Return whose key this is, without telling by time how much of it is right.

    Raises:
        KeyRefused: nobody's.
    """
    found = None
    for caller in callers:
        if hmac.compare_digest(caller.key.encode(), key.encode("utf-8", "replace")):
            found = caller
    if found is None:
        raise KeyRefused
    return found


def caller_named(callers: Iterable[Caller], name: str) -> Caller | None:
    """Return the caller with this name."""
    return next((caller for caller in callers if caller.name == name), None)
