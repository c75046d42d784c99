"""Number matching: the phone offers three numbers, the computer shows the right one."""

import secrets
from dataclasses import dataclass

from mock_idp.oidc.claims.dialect import dialect

OFFERED = dialect().phone.numbers_offered
LOWEST, HIGHEST = 10, 99
MISTAKES_ALLOWED = dialect().phone.wrong_numbers


@dataclass(frozen=True)
class Match:
    """The number on the computer and the three offered on the phone, in order."""

    number: int
    offered: tuple[int, ...]


def draw(avoid: int | None = None) -> Match:
    """Draw new numbers; ``avoid`` was the right one before and does not come back."""
    choices = [n for n in range(LOWEST, HIGHEST + 1) if n != avoid]
    offered = tuple(secrets.SystemRandom().sample(choices, OFFERED))
    return Match(secrets.choice(offered), offered)
