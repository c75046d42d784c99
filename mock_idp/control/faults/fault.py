"""What a fault is, and what it works on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.i18n import Text
from mock_idp.control.exchanges import Exchange
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.provider import Provider

JSON = "application/json"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class HttpAnswer:
    """An answer as bytes.

    Attributes:
        announced: what ``Content-Length`` says, when that is not the truth: the
            connection closes before everything announced has come.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    announced: int | None = None

    def with_header(self, name: str, value: str) -> "HttpAnswer":
        """Return the answer with a header replaced."""
        kept = tuple((n, v) for n, v in self.headers if n.lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))


@dataclass
class Memory:
    """What the faults of one provider have to remember until the next reset.

    Attributes:
        published: keys that the key set shows beside the right ones.
        last_jti: the id of the logout token that was sent last.
    """

    published: list[Mapping[str, Any]] = field(default_factory=list)
    last_jti: str | None = None

    def clear(self) -> None:
        """Forget it."""
        self.published.clear()
        self.last_jti = None


@dataclass(frozen=True)
class Scene:
    """Where a fault acts.

    Attributes:
        provider: whose answer it is.
        about: to whom and about whom something is said.
        exchange: the HTTP request, when there is one.
        memory: what faults remember.
        wait: lets real seconds pass.
        seconds: how long to wait, when the scenario says so.
    """

    provider: Provider
    about: About
    exchange: Exchange | None
    memory: Memory
    wait: Callable[[float], None]
    seconds: float | None = None


Change = Callable[[Any, Scene], Any]
Early = Callable[[Scene], HttpAnswer | None]
Late = Callable[[HttpAnswer, Scene], HttpAnswer]


@dataclass(frozen=True)
class Fault:
    """One way to go wrong.

    Attributes:
        id: its name, group first: ``I.exp_past``.
        title: what goes wrong.
        must: what a correct relying party does then.
        endpoint: where it is seen; empty: wherever its emission points are.
        said: what it changes at emission points.
        early: answers instead of the endpoint, or prepares its answer.
        late: changes the finished answer.
        phone: what the simulated phone does.
        clause: where the right behaviour is written.
    """

    id: str
    title: Text
    must: Text
    endpoint: str = ""
    said: Mapping[Kind, Change] = field(default_factory=dict)
    early: Early | None = None
    late: Late | None = None
    phone: str | None = None
    clause: str = ""
    seconds: float | None = None

    @property
    def group(self) -> str:
        """Return the letter of its group."""
        return self.id.partition(".")[0]

    @property
    def points(self) -> str:
        """Return where it acts, for the catalogue."""
        if self.said:
            return ", ".join(kind.value for kind in self.said)
        return "phone" if self.phone else "http"


def put(**values: object) -> Change:
    """Return a change that sets members of a JSON object."""
    return lambda value, _scene: {**value, **values}


def drop(*names: str) -> Change:
    """Return a change that leaves members of a JSON object out."""
    return lambda value, _scene: {k: v for k, v in value.items() if k not in names}


def page(status: int, text: str, **headers: str) -> Early:
    """Return an early answer that is an HTML page of somebody in between."""
    sent = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    body = f"<!doctype html><title>{status}</title><p>{text}</p>".encode()
    return lambda _scene: HttpAnswer(status, (("Content-Type", HTML), *sent), body)


def reply(status: int, body: bytes, **headers: str) -> Early:
    """Return an early answer in JSON."""
    sent = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return lambda _scene: HttpAnswer(status, (("Content-Type", JSON), *sent), body)


def later(seconds: float) -> Early:
    """Return an early step that only takes its time."""

    def step(scene: Scene) -> None:
        scene.wait(seconds if scene.seconds is None else scene.seconds)

    return step
