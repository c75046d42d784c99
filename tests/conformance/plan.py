"""Which modules a plan has, and with which response types and modes each runs.

A plan is a folder; a module is a test function named like the suite's module. The
plans' test modules import the functions they have; ``legs_for`` says how often each
of them runs there. The numbers are the suite's own: 38, 38, 27 + 31, 36 + 33 + 33.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Leg:
    """One response type in one response mode; ``mode`` None is the default mode."""

    response_type: str
    mode: str | None = None

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.response_type.split())

    @property
    def has_code(self) -> bool:
        return "code" in self.words

    @property
    def has_access_token(self) -> bool:
        """Say whether an access token comes at all, from either channel."""
        return bool(self.words & {"code", "token"})

    @property
    def has_front_id_token(self) -> bool:
        return "id_token" in self.words

    def __str__(self) -> str:
        name = self.response_type.replace(" ", "+")
        return f"{name}-{self.mode}" if self.mode else name


IMPLICIT = ("id_token", "id_token token")
HYBRID = ("code id_token", "code token", "code id_token token")

LEGS: dict[str, tuple[Leg, ...]] = {
    "basic": (Leg("code"),),
    "formpost": (Leg("code", "form_post"),),
    "dynamic": (Leg("code"),),
    "implicit": tuple(Leg(t, m) for m in (None, "form_post") for t in IMPLICIT),
    "hybrid": tuple(Leg(t, m) for m in (None, "form_post") for t in HYBRID),
}
"""The legs of each folder of this suite."""

FIRST_LEG_ONLY = {
    "oidcc_response_type_missing": ("code", "id_token token", "code id_token"),
    "oidcc_alternate_happy_flow": ("code", *IMPLICIT, "code id_token"),
    "oidcc_ensure_request_with_valid_pkce_succeeds": ("code", "code id_token"),
}
"""Modules that run with these response types only, as in the suite's plans."""

Needs = Callable[[Leg], bool]

NEEDS: dict[str, Needs] = {
    "oidcc_userinfo_get": lambda leg: leg.has_access_token,
    "oidcc_userinfo_post_header": lambda leg: leg.has_access_token,
    "oidcc_userinfo_post_body": lambda leg: leg.has_access_token,
    "oidcc_ensure_request_without_nonce_fails": lambda leg: leg.has_front_id_token,
    "oidcc_ensure_request_without_nonce_succeeds_for_code_flow": (
        lambda leg: not leg.has_front_id_token
    ),
}
"""What a leg must have for a module."""


def legs_for(module_name: str, function: Callable[..., object]) -> tuple[Leg, ...]:
    """Return the legs with which a test function runs in the folder it stands in."""
    folder = module_name.split(".")[-2]
    name = function.__name__.removeprefix("test_")
    types = FIRST_LEG_ONLY.get(name)
    needs = NEEDS.get(name)
    return tuple(
        leg
        for leg in LEGS[folder]
        if (types is None or leg.response_type in types)
        and (needs is None or needs(leg))
    )
