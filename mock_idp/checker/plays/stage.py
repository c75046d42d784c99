"""What a visit needs, and how it is told what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from forms.i18n import Text, _
from mock_idp.checker.browsing.page import Fields, Page, Step, origin
from mock_idp.checker.browsing.visitor import Browse, Visitor, Walk
from mock_idp.checker.deed import Deed
from mock_idp.checker.evidence import Evidence, about
from mock_idp.checker.mock import Mock
from mock_idp.checker.target import Target
from mock_idp.checker.traits import Traits

NOT_THERE = _("lần thử không đi tới được địa chỉ nhận câu trả lời")


class NoCallback(Exception):  # noqa: N818 - named after what is missing
    """The visit did not come to where the play begins.

    Attributes:
        reason: where it did not come to.
    """

    def __init__(self, reason: Text = NOT_THERE) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Stage:
    """Everything a play needs.

    Attributes:
        began: position of the journal when the case began.
        disarm: switches off what the mock does wrong.
        browse: opens a fresh browser.
    """

    mock: Mock
    target: Target
    traits: Traits
    began: int
    disarm: Callable[[], None]
    browse: Browse

    @property
    def client_id(self) -> str | None:
        """Return the client's name at the e-ID; none when it registers itself."""
        return self.target.client_id

    def is_callback(self, step: Step) -> bool:
        """Say whether a step brings the e-ID's answer to the relying party."""
        return without_query(step.url) == without_query(self.traits.redirect_uri)

    def is_at_mock(self, url: str) -> bool:
        """Say whether an address is the e-ID's."""
        return url.startswith(f"{self.mock.issuer}/")

    def is_own(self, url: str) -> bool:
        """Say whether an address is the relying party's."""
        own = (*self.target.addresses().values(), self.traits.redirect_uri)
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

        return Evidence(kept, headers, self.traits.client)

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
        return self.is_own(page.step.url) and page.shows(self.target.good)

    def sign_in(self, agent: Visitor) -> Walk:
        """Sign in once; a second turn to the e-ID ends the walk."""
        return agent.open(self.target.login, self._second_turn())

    def turns(self, step: Step) -> bool:
        """Say whether a step turns to the e-ID to sign in."""
        return step.url.startswith(f"{self.mock.issuer}/authorize")

    def signs_out(self, step: Step) -> bool:
        """Say whether a step brings the person to the e-ID to sign out."""
        return step.url.startswith(f"{self.mock.issuer}/logout")

    def _second_turn(self) -> Callable[[Step], bool]:
        turns = []

        def pause(step: Step) -> bool:
            if self.turns(step):
                turns.append(step)
            return len(turns) > 1

        return pause

    def to_callback(self, agent: Visitor) -> tuple[Walk, Step]:
        """Sign in up to the e-ID's answer, which is not delivered.

        Raises:
            NoCallback: the visit did not get there.
        """
        walk = agent.open(self.target.login, self.is_callback)
        if walk.paused is None:
            raise NoCallback
        return walk, walk.paused


def without_query(url: str) -> str:
    """Return an address up to its path."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def fields_of(step: Step) -> Fields:
    """Return the parameters of a callback: of its form, its query, its fragment."""
    if step.method == "POST":
        return step.form
    parts = urlsplit(step.url)
    return tuple(parse_qsl(parts.query or parts.fragment, keep_blank_values=True))


def with_fields(step: Step, **changes: str) -> Step:
    """Return a callback with parameters replaced."""
    fields = tuple((n, changes.get(n, v)) for n, v in fields_of(step))
    if step.method == "POST":
        return replace(step, form=fields)
    parts = urlsplit(step.url)
    said = urlencode(fields)
    query, fragment = (said, "") if parts.query else ("", said)
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))
    return replace(step, url=url)


def field(step: Step, name: str) -> str:
    """Return a parameter of a callback."""
    return dict(fields_of(step)).get(name, "")
