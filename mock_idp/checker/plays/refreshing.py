"""Visits after a while: the relying party refreshes its tokens."""

from dataclasses import replace

from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.stage import NoCallback, Stage


def refreshed(stage: Stage) -> Deed:
    """Sign in and let the relying party refresh its tokens."""
    return _times(stage, 1)


def refreshed_twice(stage: Stage) -> Deed:
    """Sign in and let the relying party refresh its tokens two times."""
    return _times(stage, 2)


def _times(stage: Stage, count: int) -> Deed:
    with stage.browse() as visitor:
        began = stage.sign_in(visitor)
        if began.last is None or not stage.welcomes(began.last):
            raise NoCallback
        url = stage.target.refresh or ""
        walks = [visitor.open(url, stage.turns) for _turn in range(count)]
    return replace(stage.deed(*walks), asked_again=walks[-1].paused is not None)
