"""One provider for one test."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from requests import Session

from mock_idp.control.minting import Mint, mint
from mock_idp.headless.wishes import Wish
from mock_idp.oidc.claims.scopes import SCOPES
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.metadata import client_from
from mock_idp.phone.owner import Phone
from mock_idp.service import Service
from mock_idp.testing import transports
from mock_idp.testing.clock import Clock
from mock_idp.testing.journal import Journal
from mock_idp.testing.orders import in_english
from mock_idp.testing.people import People
from mock_idp.testing.signing_in import CodeFlow
from mock_idp.testing.switches import Fault, Next
from mock_idp.testing.tokens import Tokens
from mock_idp.testing.visitor import Visitor

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

DEMO_CLIENT = "portal"
"""The client that every tenant knows, for tests that need none of their own."""


class Tenant:
    """A provider of its own: clients, people, phones, time, faults, journal.

    Attributes:
        name: its name; its address is ``issuer``.
        people: who can sign in, by short name or number.
        clock: its time.
        journal: what it was asked.
    """

    def __init__(
        self,
        here: Service,
        app: "WSGIApplication",
        forget: Callable[[str], bool],
    ) -> None:
        self._here, self._app, self._forget = here, app, forget
        self.name = here.name
        self.people = People(here.people)
        self.clock = Clock(here.clock)
        self.journal = Journal(here.journal)
        self._client = DEMO_CLIENT

    @property
    def issuer(self) -> str:
        """Return the address of the provider, without a slash at the end."""
        return self._here.settings.issuer

    @property
    def discovery(self) -> str:
        """Return the address of the discovery document."""
        return f"{self.issuer}/.well-known/openid-configuration"

    @property
    def control(self) -> str:
        """Return the address of the control API."""
        return f"{self.issuer}/__mock"

    @property
    def admin_key(self) -> str:
        """Return the bearer key of the control API."""
        return self._here.settings.admin_key or ""

    def client(
        self,
        client_id: str = "client",
        *redirect_uris: str,
        secret: str | None = "client-secret",  # noqa: S107 - a test's
        profile: str = "vneid",
        **metadata: Any,  # noqa: ANN401 - names and values of RFC 7591
    ) -> Client:
        """Register a relying party; it is the one that ``sign_in`` means from now on.

        Args:
            client_id: its id.
            redirect_uris: where it is called back.
            secret: its secret; ``None`` makes it a public client.
            profile: ``vneid``, ``oidc``, ``fapi2`` or ``legacy``.
            metadata: anything of RFC 7591, OpenID Connect, and ours.

        Raises:
            BadMetadata: says what does not fit.
        """
        record: dict[str, Any] = {
            "client_id": client_id,
            "client_secret": secret,
            "redirect_uris": list(redirect_uris) or [f"https://{client_id}.test/cb"],
            **{name: _listed(value) for name, value in metadata.items()},
        }
        made = client_from(record, profile=profile)
        self._here.provider.clients.put(made)
        self._client = client_id
        return made

    def phone(self, person: str) -> Phone:
        """Return somebody's phone: ``pending``, ``approve``, ``deny``, ``scan``.

        Raises:
            KeyError: nobody has this short name or number.
        """
        return Phone(self._here.transactions, self.people[person])

    def sign_in(
        self,
        person: str,
        *,
        client: Client | str | None = None,
        level: int = 2,
        scope: str = " ".join(SCOPES),
        nonce: str | None = None,
    ) -> Tokens:
        """Sign somebody in without a browser or a socket; return the tokens.

        Raises:
            SignInRefused: with the error that the client would get.
        """
        flow = CodeFlow(self._app, self.issuer, self._known(client))
        return flow.sign_in(self._in_a_hint(person), level, scope, nonce)

    def login(
        self,
        session: Any,  # noqa: ANN401 - requests or httpx
        person: str,
        url: str,
        *,
        agrees: bool = True,
    ) -> Any:  # noqa: ANN401 - the answer of the session's library
        """Open an address as a person would; return the answer of the last page.

        Args:
            session: a ``requests`` session or an ``httpx`` client: the browser.
            person: short name or number.
            url: the relying party's sign-in or sign-out page, or one of ours.
            agrees: whether the person agrees on the phone and to sharing.

        Raises:
            SignInRefused: a page of ours says that it does not go on; with its code.
        """
        return Visitor(session, self.issuer, person, agrees).open(url)

    def visit(
        self,
        url: str,
        person: str,
        *,
        agrees: bool = True,
        session: Session | None = None,
    ) -> str:
        """Open an authorization address as a person; return where one is sent back.

        For relying parties that a test client drives: give it the address.

        Raises:
            SignInRefused: a page of ours says that it does not go on; with its code.
        """
        if session is not None:
            return Visitor(session, self.issuer, person, agrees).leave(url)
        with self.browser() as fresh:
            return Visitor(fresh, self.issuer, person, agrees).leave(url)

    def next(
        self,
        *,
        person: str | None = None,
        level: int = 2,
        error: str | None = None,
        client: Client | str | None = None,
    ) -> Next:
        """Let the next authorization request end like this, without a person.

        At the end of a ``with`` block an outcome that nobody took is withdrawn.
        """
        if (person is None) == (error is None):
            raise ValueError("either person or error is needed")
        if person is not None:
            self.people[person]
        name = client.client_id if isinstance(client, Client) else client
        wish = Wish(person or "", level, error, client=name)
        return Next(self._here.wishes, wish)

    def fault(
        self,
        fault: str | Mapping[str, Any],
        *,
        client: Client | str | None = None,
        times: int | None = None,
        **more: Any,  # noqa: ANN401 - members of a scenario
    ) -> Fault:
        """Switch a fault on: for good, so many times, or for a ``with`` block.

        Args:
            fault: its id, ``I.exp_past``, or a whole scenario.
            client: only for this client.
            times: how often; always when not given.
            more: ``person``, ``endpoint``, ``probability``, ``seed``, ``when``.

        Raises:
            BadOrder: no such fault, or a member is wrong.
        """
        order = {"fault": fault} if isinstance(fault, str) else dict(fault)
        name = client.client_id if isinstance(client, Client) else client
        given = {"client": name, "times": times, **more}
        order |= {key: value for key, value in given.items() if value is not None}
        scenarios = self._here.scenarios
        with in_english():
            return Fault(scenarios, scenarios.switch_on(order))

    def mint(
        self,
        person: str,
        *,
        aud: Client | str | None = None,
        level: int = 2,
        scope: str = " ".join(SCOPES),
        nonce: str | None = None,
        claims: Mapping[str, Any] | None = None,
        spoil: str | tuple[str, ...] = (),
    ) -> Tokens:
        """Make tokens without any sign-in, good or spoiled.

        Args:
            person: whom they are about.
            aud: the client they are for.
            level: the level of the sign-in that never was.
            scope: what may be told.
            nonce: the nonce in the ID token.
            claims: members of the ID token to set; ``None`` leaves one out.
            spoil: ids of faults of group I, such as ``I.aud_other``.

        Raises:
            BadOrder: person or fault is unknown, or the fault spoils no ID token.
        """
        asked = scope.split()
        order = Mint(
            person=person,
            client=self._known(aud).client_id,
            level=level,
            scopes=tuple(known for known in SCOPES if known in asked),
            nonce=nonce,
            spoil=(spoil,) if isinstance(spoil, str) else spoil,
            claims=claims or {},
        )
        with in_english():
            return Tokens.of(mint(self._here, order))

    def rotate_keys(
        self, alg: str | None = None, *, overlap: float = 3600, first: float = 0
    ) -> tuple[str, ...]:
        """Make new signing keys and return their ids.

        Args:
            alg: only for this algorithm.
            overlap: seconds for which the old keys stay published.
            first: seconds for which the new ones are published before they sign.
        """
        keys = self._here.provider.keys
        made = keys.rotate(alg, publish_first_seconds=first, overlap_seconds=overlap)
        return tuple(key.kid for key in made)

    def end_sessions(self, person: str | None = None) -> list[dict[str, object]]:
        """Sign somebody (or everybody) out; return what each client answered."""
        wanted = None if person is None else self.people[person].personal_id
        found = self._here.provider.store.sessions.items()
        return [
            self._here.end_session(key, session)
            for key, _, session in found
            if wanted in (None, session.account.personal_id)
        ]

    def requests_adapter(self) -> transports.WsgiAdapter:
        """Return an adapter: ``session.mount(tenant.issuer, adapter)``."""
        return transports.WsgiAdapter(self._app)

    def httpx_transport(self) -> Any:  # noqa: ANN401 - httpx is optional
        """Return a transport: ``httpx.Client(transport=…)``.

        Raises:
            ModuleNotFoundError: httpx is not installed.
        """
        return transports.httpx_transport(self._app)

    def browser(self) -> Session:
        """Return a new ``requests`` session that reaches the provider by no socket."""
        session = Session()
        session.mount(f"{self.issuer}/", self.requests_adapter())
        return session

    def reset(self) -> None:
        """Return to the state of a new tenant."""
        self._here.reset()
        self._client = DEMO_CLIENT

    def close(self) -> None:
        """Forget the tenant."""
        self._forget(self.name)

    def _in_a_hint(self, person: str) -> str:
        """Return how a hint names somebody: a short name has no underscores there."""
        known = self.people.get(person) if "_" in person else None
        return person if known is None else known.personal_id

    def _known(self, client: Client | str | None) -> Client:
        """Return a registered client; without a name the one registered last.

        Raises:
            KeyError: nobody registered under this id.
        """
        name = client.client_id if isinstance(client, Client) else client
        found = self._here.provider.clients.find(name or self._client)
        if found is None:
            raise KeyError(name or self._client)
        return found


def _listed(value: object) -> object:
    """Return tuples as the lists that JSON has."""
    return list(value) if isinstance(value, tuple) else value
