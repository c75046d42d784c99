"""How a visit goes: one sign-in, or what an attacker or a hurried person does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from mock_idp.checker.agent import Agent, Walk
from mock_idp.checker.deed import Deed
from mock_idp.checker.evidence import Evidence, about
from mock_idp.checker.mock import Mock
from mock_idp.checker.page import Fields, Page, Step, origin
from mock_idp.checker.traits import Traits

LONG = 8192


class NoCallback(Exception):  # noqa: N818 - named after what is missing
    """The visit never came to the redirect URI; there is nothing to play with."""


@dataclass(frozen=True)
class Stage:
    """Everything a play needs.

    Attributes:
        login: the address where a sign-in begins.
        good: what a page says when somebody is signed in.
        began: position of the journal when the case began.
        disarm: switches off what the mock does wrong.
    """

    mock: Mock
    client_id: str
    login: str
    good: str
    traits: Traits
    began: int
    disarm: Callable[[], None]

    def is_callback(self, step: Step) -> bool:
        """Say whether a step brings the e-ID's answer to the relying party."""
        return without_query(step.url) == without_query(self.traits.redirect_uri)

    def is_at_mock(self, url: str) -> bool:
        """Say whether an address is the e-ID's."""
        return url.startswith(f"{self.mock.issuer}/")

    def is_own(self, url: str) -> bool:
        """Say whether an address is the relying party's."""
        own = (self.login, self.traits.redirect_uri, self.traits.home or self.login)
        return origin(url) in map(origin, own) and not self.is_at_mock(url)

    def evidence(self) -> Evidence:
        """Return what the e-ID saw since the case began."""
        found = self.mock.journal(self.began)
        kept = about(found, self.client_id)
        numbers = {e["number"] for e in kept}

        def headers() -> list[dict[str, str]]:
            all_headers = self.mock.headers(self.began)
            pairs = zip(found, all_headers, strict=False)
            return [h for e, h in pairs if e["number"] in numbers]

        return Evidence(kept, headers)

    def deed(self, *walks: Walk) -> Deed:
        """Return what came of some walks; the last one says who is signed in."""
        pages = tuple(
            page for walk in walks for page in walk.pages if self.is_own(page.step.url)
        )
        last = walks[-1]
        end = last.last
        is_in = last.paused is None and end is not None and self.welcomes(end)
        again = any(w.paused is not None or w.is_endless for w in walks)
        return Deed(self.evidence(), pages, is_in, asked_again=again)

    def welcomes(self, page: Page) -> bool:
        """Say whether a page of the relying party shows that somebody is signed in."""
        return self.is_own(page.step.url) and page.shows(self.good)

    def sign_in(self, agent: Agent) -> Walk:
        """Sign in once; a second turn to the e-ID ends the walk."""
        return agent.open(self.login, self._second_turn())

    def turns(self, step: Step) -> bool:
        """Say whether a step turns to the e-ID to sign in."""
        return step.url.startswith(f"{self.mock.issuer}/authorize")

    def _second_turn(self) -> Callable[[Step], bool]:
        turns = []

        def pause(step: Step) -> bool:
            if self.turns(step):
                turns.append(step)
            return len(turns) > 1

        return pause

    def to_callback(self, agent: Agent) -> tuple[Walk, Step]:
        """Sign in up to the e-ID's answer, which is not delivered.

        Raises:
            NoCallback: the visit did not get there.
        """
        walk = agent.open(self.login, self.is_callback)
        if walk.paused is None:
            raise NoCallback
        return walk, walk.paused


def without_query(url: str) -> str:
    """Return an address up to its path."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def fields_of(step: Step) -> Fields:
    """Return the parameters of a callback, of its address or of its form."""
    if step.method == "POST":
        return step.form
    return tuple(parse_qsl(urlsplit(step.url).query, keep_blank_values=True))


def with_fields(step: Step, **changes: str) -> Step:
    """Return a callback with parameters replaced."""
    fields = tuple((n, changes.get(n, v)) for n, v in fields_of(step))
    if step.method == "POST":
        return replace(step, form=fields)
    parts = urlsplit(step.url)
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(fields), ""))
    return replace(step, url=url)


def field(step: Step, name: str) -> str:
    """Return a parameter of a callback."""
    return dict(fields_of(step)).get(name, "")


def sign_in(stage: Stage) -> Deed:
    """Sign in once."""
    with Agent() as agent:
        return stage.deed(stage.sign_in(agent))


def sign_in_then_clean(stage: Stage) -> Deed:
    """Sign in while something is wrong, then once more when all is well again."""
    with Agent() as agent:
        first = stage.deed(stage.sign_in(agent))
        stage.disarm()
        later = stage.deed(stage.sign_in(agent))
    return replace(first, works_after=later.is_in)


def twice(stage: Stage) -> Deed:
    """Sign in two times in one browser."""
    with Agent() as agent:
        return stage.deed(stage.sign_in(agent), stage.sign_in(agent))


def two_browsers(stage: Stage) -> Deed:
    """Sign in once in each of two browsers."""
    with Agent() as one, Agent() as other:
        return stage.deed(stage.sign_in(one), stage.sign_in(other))


def double_submit(stage: Stage) -> Deed:
    """Deliver the same answer of the e-ID twice in the same browser."""
    with Agent() as agent:
        _walk, step = stage.to_callback(agent)
        return stage.deed(agent.walk(step, stage.turns), agent.walk(step, stage.turns))


def other_browser(stage: Stage) -> Deed:
    """Deliver the answer in a browser that never began the sign-in (login CSRF)."""
    with Agent() as victim, Agent() as attacker:
        _walk, step = stage.to_callback(attacker)
        return stage.deed(victim.walk(step, stage.turns))


def other_browser_midway(stage: Stage) -> Deed:
    """Deliver an answer in a browser that began another sign-in of its own."""
    with Agent() as victim, Agent() as attacker:
        _walk, step = stage.to_callback(attacker)
        stage.to_callback(victim)
        return stage.deed(victim.walk(step, stage.turns))


def injected_code(stage: Stage) -> Deed:
    """Put the code of one browser's sign-in into the answer of another's."""
    with Agent() as victim, Agent() as attacker:
        _walk, stolen = stage.to_callback(victim)
        _walk, step = stage.to_callback(attacker)
        return stage.deed(
            attacker.walk(with_fields(step, code=field(stolen, "code")), stage.turns)
        )


def two_tabs(stage: Stage) -> Deed:
    """Begin twice in one browser, then finish the first one."""
    with Agent() as agent:
        _walk, first = stage.to_callback(agent)
        stage.to_callback(agent)
        return stage.deed(agent.walk(first, stage.turns))


def changed(**changes: str) -> Callable[[Stage], Deed]:
    """Return a play that delivers the answer with parameters replaced."""

    def play(stage: Stage) -> Deed:
        with Agent() as agent:
            _walk, step = stage.to_callback(agent)
            return stage.deed(agent.walk(with_fields(step, **changes), stage.turns))

    return play


def bare(query: str) -> Callable[[Stage], Deed]:
    """Return a play that opens the redirect URI out of the blue."""

    def play(stage: Stage) -> Deed:
        with Agent() as agent:
            url = without_query(stage.traits.redirect_uri)
            url = f"{url}?{query}" if query else url
            return stage.deed(agent.open(url, stage.turns))

    return play


def given_up(stage: Stage) -> Deed:
    """Begin and leave, then sign in properly in the same browser."""
    with Agent() as agent:
        stage.to_callback(agent)
        return stage.deed(stage.sign_in(agent))
