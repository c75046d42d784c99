"""Where a request to a person's phone stands, and which steps are legal from there."""

from enum import StrEnum

from mock_idp.errors import IllegalMove


class State(StrEnum):
    """Where a request stands."""

    CREATED = "created"
    PUSHED = "pushed"
    SHOWN = "shown"
    BOUND = "bound"
    NUMBER_OK = "number_ok"
    FACTOR_OK = "factor_ok"
    CONSENTED = "consented"
    DONE = "done"
    DENIED = "denied"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    LOCKED = "locked"
    DEVICE_LOST = "device_lost"
    WRONG_PERSON = "wrong_person"


class Move(StrEnum):
    """What may happen to a request."""

    PUSH = "push"
    SHOW = "show"
    BIND = "bind"
    MATCH = "match"
    MISMATCH = "mismatch"
    PROVE = "prove"
    FAIL = "fail"
    CONSENT = "consent"
    FINISH = "finish"
    DENY = "deny"
    EXPIRE = "expire"
    SUPERSEDE = "supersede"
    LOCK = "lock"
    LOSE = "lose"
    MEET_STRANGER = "meet stranger"
    WITHDRAW = "withdraw"


S, M = State, Move

_ASKED = (S.PUSHED, S.BOUND, S.NUMBER_OK)
WAITING = frozenset({S.SHOWN, *_ASKED})
"""Somebody must still answer."""

APPROVED = frozenset({S.FACTOR_OK, S.CONSENTED, S.DONE})
"""The phone has agreed."""

FAILED = frozenset(
    {S.DENIED, S.EXPIRED, S.SUPERSEDED, S.LOCKED, S.DEVICE_LOST, S.WRONG_PERSON}
)
"""It ended without agreement; some of these can be asked again."""

_ASK_AGAIN = (S.EXPIRED, S.LOCKED, S.DEVICE_LOST, S.WRONG_PERSON)
_OPEN = (S.CREATED, *WAITING)
_AGREED = (S.FACTOR_OK, S.CONSENTED)  # not answered yet; the session may have ended

TABLE: dict[Move, dict[State, State]] = {
    M.PUSH: dict.fromkeys((*_OPEN, *_AGREED, *_ASK_AGAIN), S.PUSHED),
    M.SHOW: dict.fromkeys((S.CREATED, S.SHOWN, *_AGREED, *_ASK_AGAIN), S.SHOWN),
    M.BIND: {S.PUSHED: S.BOUND, S.SHOWN: S.BOUND},
    M.MATCH: {S.BOUND: S.NUMBER_OK},
    M.MISMATCH: {S.BOUND: S.BOUND},
    M.PROVE: {S.NUMBER_OK: S.FACTOR_OK},
    M.FAIL: {S.NUMBER_OK: S.NUMBER_OK},
    # somebody who is signed in already needs no phone to agree to share
    M.CONSENT: {S.FACTOR_OK: S.CONSENTED, S.CREATED: S.CONSENTED},
    M.FINISH: {S.CONSENTED: S.DONE},
    M.DENY: dict.fromkeys((*_OPEN, *_AGREED, *_ASK_AGAIN), S.DENIED),
    M.EXPIRE: dict.fromkeys(_ASKED, S.EXPIRED),
    M.SUPERSEDE: dict.fromkeys(WAITING, S.SUPERSEDED),
    M.LOCK: dict.fromkeys(_ASKED, S.LOCKED),
    M.LOSE: dict.fromkeys(_ASKED, S.DEVICE_LOST),
    M.MEET_STRANGER: {S.SHOWN: S.WRONG_PERSON},
    M.WITHDRAW: dict.fromkeys((*WAITING, S.FACTOR_OK, *_ASK_AGAIN), S.CREATED),
}
"""For each move, from which state it leads to which; anything else is illegal."""


def is_legal(state: State, move: Move) -> bool:
    """Say whether a move is possible now."""
    return state in TABLE[move]


def after(state: State, move: Move) -> State:
    """Return the state that a move leads to.

    Raises:
        IllegalMove: the move is impossible in this state.
    """
    try:
        return TABLE[move][state]
    except KeyError:
        raise IllegalMove(state, move) from None
