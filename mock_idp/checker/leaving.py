"""Visits that end: logout tokens of the e-ID, and signing out at the relying party."""

from dataclasses import replace

from mock_idp.checker.agent import Agent, Walk
from mock_idp.checker.deed import Deed
from mock_idp.checker.page import Page, Step
from mock_idp.checker.plays import NoCallback, Stage


def told_to_leave(stage: Stage) -> Deed:
    """Sign in, let the e-ID send a logout token, and look whether the session lives."""
    with Agent() as agent:
        walk = stage.sign_in(agent)
        sid = _sid(stage)
        answers = stage.mock.end_session(sid)
        home = agent.open(stage.traits.home or "", stage.turns)
    deed = replace(stage.deed(walk, home), asked_again=False)
    mine = [a for a in answers if a["client_id"] == stage.client_id]
    status = mine[0]["status"] if mine else None
    return replace(deed, told=status, was_told=bool(mine))


def told_twice(stage: Stage) -> Deed:
    """Sign in and leave twice, so that the second logout token can repeat the first."""
    with Agent() as agent:
        stage.sign_in(agent)
        stage.mock.end_session(_sid(stage))
    return told_to_leave(stage)


def _sid(stage: Stage) -> str:
    claims = stage.evidence().said("id_token_claims")
    sid = claims[-1].get("sid") if claims else None
    if not isinstance(sid, str):
        raise NoCallback
    return sid


def signing_out(stage: Stage) -> Deed:
    """Sign in, sign out at the relying party, and look whether the session lives."""
    with Agent() as agent:
        walk = stage.sign_in(agent)
        out = agent.walk(Step("GET", stage.traits.logout or ""))
        out = _agreed(stage, agent, out)
        home = agent.open(stage.traits.home or "", stage.turns)
    return replace(stage.deed(walk, out, home), asked_again=False)


def _agreed(stage: Stage, agent: Agent, walk: Walk) -> Walk:
    """Press the button of the e-ID's question whether to sign out there too."""
    last = walk.last
    if last is None or not stage.is_at_mock(last.step.url):
        return walk
    step = _first_form(last)
    return walk if step is None else agent.walk(step)


def _first_form(page: Page) -> Step | None:
    for form in page.forms():
        if form.method == "POST" and any(n == "form_token" for n, _v in form.fields):
            return Step("POST", form.action, tuple(form.fields))
    return None
