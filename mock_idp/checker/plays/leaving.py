"""Visits that end: logout tokens of the e-ID, and signing out at the relying party."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from forms.i18n import _
from mock_idp.checker.browsing.page import Page, Step
from mock_idp.checker.browsing.visitor import Visitor, Walk
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.stage import NoCallback, Stage, fields_of, without_query

BACK = "post_logout_redirect_uri"
NO_WAY_BACK = _("ứng dụng không xin quay về (post_logout_redirect_uri và state)")


def told_to_leave(stage: Stage) -> Deed:
    """Sign in, let the e-ID send a logout token, and look whether the session lives."""
    with stage.browse() as agent:
        walk = stage.sign_in(agent)
        sid = _sid(stage)
        answers = stage.mock.end_session(sid)
        home = agent.open(stage.traits.home or "", stage.turns)
    deed = replace(stage.deed(walk, home), asked_again=False)
    mine = [
        a for a in answers if a["client_id"] == stage.traits.client.get("client_id")
    ]
    status = mine[0]["status"] if mine else None
    return replace(deed, told=status, was_told=bool(mine))


def told_twice(stage: Stage) -> Deed:
    """Sign in and leave twice, so that the second logout token can repeat the first."""
    with stage.browse() as agent:
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
    with stage.browse() as agent:
        walk = stage.sign_in(agent)
        out = agent.walk(Step("GET", stage.target.logout or ""))
        out = _agreed(stage, agent, out)
        home = agent.open(stage.traits.home or "", stage.turns)
    return replace(stage.deed(walk, out, home), asked_again=False)


def way_back(change: Callable[[Step], Step]) -> Callable[[Stage], Deed]:
    """Return a play that signs out, and changes the step back to the relying party.

    Args:
        change: what becomes of the step.
    """

    def play(stage: Stage) -> Deed:
        with stage.browse() as agent:
            walk = stage.sign_in(agent)
            step = _step_back(stage, agent)
            out = agent.walk(change(step))
            home = agent.open(stage.traits.home or "", stage.turns)
        return replace(stage.deed(walk, out, home), asked_again=False)

    return play


def _step_back(stage: Stage, agent: Visitor) -> Step:
    """Sign out up to the step from the e-ID back to the relying party.

    Raises:
        NoCallback: there is no such step, or it carries no state.
    """
    asked = agent.open(stage.target.logout or "", stage.signs_out)
    wish = dict(fields_of(asked.paused)) if asked.paused else {}
    if asked.paused is None or BACK not in wish or "state" not in wish:
        raise NoCallback(NO_WAY_BACK)
    back = without_query(wish[BACK])

    def is_back(step: Step) -> bool:
        return without_query(step.url) == back

    out = agent.walk(asked.paused, is_back)
    if out.paused is None:
        raise NoCallback(NO_WAY_BACK)
    return out.paused


def told_in_a_frame(**changes: str) -> Callable[[Stage], Deed]:
    """Return a play that signs in and opens the front-channel address as the e-ID does.

    Args:
        changes: other values of ``iss`` and ``sid`` than the right ones.
    """

    def play(stage: Stage) -> Deed:
        with stage.browse() as agent:
            walk = stage.sign_in(agent)
            said = {"iss": stage.mock.issuer, "sid": _sid(stage), **changes}
            url = stage.target.frontchannel or ""
            url += ("&" if "?" in url else "?") + urlencode(said)
            told = agent.tab().open(url)
            home = agent.open(stage.traits.home or "", stage.turns)
        return replace(stage.deed(walk, told, home), asked_again=False)

    return play


def _agreed(stage: Stage, agent: Visitor, walk: Walk) -> Walk:
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
