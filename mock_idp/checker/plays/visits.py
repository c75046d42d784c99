"""How a visit goes: one sign-in, or what an attacker or a hurried person does."""

from collections.abc import Callable
from dataclasses import replace

from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.stage import Stage, field, with_fields, without_query

LONG = 8192


def sign_in(stage: Stage) -> Deed:
    """Sign in once."""
    with stage.browse() as agent:
        return stage.deed(stage.sign_in(agent))


def sign_in_then_clean(stage: Stage) -> Deed:
    """Sign in while something is wrong, then once more when all is well again."""
    with stage.browse() as agent:
        first = stage.deed(stage.sign_in(agent))
        stage.disarm()
        later = stage.deed(stage.sign_in(agent))
    return replace(first, works_after=later.is_in)


def twice(stage: Stage) -> Deed:
    """Sign in two times in one browser."""
    with stage.browse() as agent:
        return stage.deed(stage.sign_in(agent), stage.sign_in(agent))


def two_browsers(stage: Stage) -> Deed:
    """Sign in once in each of two browsers."""
    with stage.browse() as one, stage.browse() as other:
        return stage.deed(stage.sign_in(one), stage.sign_in(other))


def double_submit(stage: Stage) -> Deed:
    """Deliver the same answer of the e-ID twice in the same browser."""
    with stage.browse() as agent:
        _walk, step = stage.to_callback(agent)
        return stage.deed(agent.walk(step, stage.turns), agent.walk(step, stage.turns))


def other_browser(stage: Stage) -> Deed:
    """Deliver the answer in a browser that never began the sign-in (login CSRF)."""
    with stage.browse() as victim, stage.browse() as attacker:
        _walk, step = stage.to_callback(attacker)
        return stage.deed(victim.walk(step, stage.turns))


def other_browser_midway(stage: Stage) -> Deed:
    """Deliver an answer in a browser that began another sign-in of its own."""
    with stage.browse() as victim, stage.browse() as attacker:
        _walk, step = stage.to_callback(attacker)
        stage.to_callback(victim)
        return stage.deed(victim.walk(step, stage.turns))


def injected_code(stage: Stage) -> Deed:
    """Put the code of one browser's sign-in into the answer of another's."""
    with stage.browse() as victim, stage.browse() as attacker:
        _walk, stolen = stage.to_callback(victim)
        _walk, step = stage.to_callback(attacker)
        return stage.deed(
            attacker.walk(with_fields(step, code=field(stolen, "code")), stage.turns)
        )


def two_tabs(stage: Stage) -> Deed:
    """Begin twice in one browser, then finish the first one."""
    with stage.browse() as agent:
        _walk, first = stage.to_callback(agent)
        stage.to_callback(agent.tab())
        return stage.deed(agent.walk(first, stage.turns))


def changed(**changes: str) -> Callable[[Stage], Deed]:
    """Return a play that delivers the answer with parameters replaced."""

    def play(stage: Stage) -> Deed:
        with stage.browse() as agent:
            _walk, step = stage.to_callback(agent)
            return stage.deed(agent.walk(with_fields(step, **changes), stage.turns))

    return play


def bare(query: str) -> Callable[[Stage], Deed]:
    """Return a play that opens the redirect URI out of the blue."""

    def play(stage: Stage) -> Deed:
        with stage.browse() as agent:
            url = without_query(stage.traits.redirect_uri)
            url = f"{url}?{query}" if query else url
            return stage.deed(agent.open(url, stage.turns))

    return play


def given_up(stage: Stage) -> Deed:
    """Begin and leave, then sign in properly in the same browser."""
    with stage.browse() as agent:
        stage.to_callback(agent)
        return stage.deed(stage.sign_in(agent))
