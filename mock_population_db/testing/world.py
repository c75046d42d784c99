"""One register for one test."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from requests import Session

from mock_population_db import faults
from mock_population_db.living.running import Wish as Days
from mock_population_db.living.running import run
from mock_population_db.synthetic.cast import cast
from mock_population_db.testing import marks, transports
from mock_population_db.testing.adding import Somebody, Wish, add
from mock_population_db.testing.choosing import Wanted, draw, draw_family
from mock_population_db.testing.clock import Clock
from mock_population_db.testing.doorway import address_of
from mock_population_db.testing.happening import Events
from mock_population_db.testing.orders import BadOrder, in_english
from mock_population_db.testing.people import Citizen, Family, number_of
from mock_population_db.testing.room import Room
from mock_population_db.testing.switches import Fault

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PURPOSE, REQUESTER = "demonstration", "test"


class World:
    """A register of its own: people, events, faults, time, a read log.

    Attributes:
        name: the world's code.
        clock: its time; it begins on 10 March 2026 at 08:30.
        event: what happens to people.
    """

    def __init__(
        self,
        room: Room,
        app: "WSGIApplication",
        *,
        serve: Callable[[], str],
        forget: Callable[[str], None],
        address: str,
    ) -> None:
        self._room, self._app, self._serve, self._forget = room, app, serve, forget
        self._below = address
        self.name = room.world
        self.clock = Clock(room.register, room.world)
        self.event = Events(room)

    @property
    def address(self) -> str:
        """Return the address below which ``/v1``, ``/facade`` and ``/admin`` stand.

        Whoever calls there is in this world and need not send ``X-World``.
        """
        return address_of(self._below, self.name)

    @property
    def api_key(self) -> str:
        """Return the bearer key of ``/v1``."""
        return self._room.register.settings.api_key

    @property
    def admin_key(self) -> str:
        """Return the bearer key of ``/admin``."""
        return self._room.register.settings.admin_key

    def serve(self) -> str:
        """Answer at a real address of this computer too, and return it."""
        self._below = self._serve()
        return self.address

    def headers(
        self, *, purpose: str = PURPOSE, requester: str = REQUESTER
    ) -> dict[str, str]:
        """Return the headers that a caller of ``/v1`` sends.

        Args:
            purpose: a code of ``GET /v1/purposes``; the usual one sees everything.
            requester: who asks: a personal number, or a system's name.
        """
        return {
            "Authorization": f"Bearer {self.api_key}",
            "X-Purpose": purpose,
            "X-Requester": requester,
        }

    def session(self, *, purpose: str = PURPOSE, requester: str = REQUESTER) -> Session:
        """Return a ``requests`` session with these headers that needs no socket."""
        made = Session()
        made.headers.update(self.headers(purpose=purpose, requester=requester))
        made.mount(f"{self.address}/", self.requests_adapter())
        return made

    def requests_adapter(self) -> transports.WsgiAdapter:
        """Return an adapter: ``session.mount(world.address, adapter)``."""
        return transports.WsgiAdapter(self._app)

    def httpx_transport(self) -> Any:  # noqa: ANN401 - httpx is optional
        """Return a transport: ``httpx.Client(transport=…)``.

        Raises:
            ModuleNotFoundError: httpx is not installed.
        """
        return transports.httpx_transport(self._app)

    def add(  # noqa: PLR0913 - each of them is one wish
        self,
        full_name: str | None = None,
        *,
        sex: str | None = None,
        date_of_birth: str | date | None = None,
        age: int | None = None,
        mother: Somebody = None,
        father: Somebody = None,
        spouse: Somebody = None,
        household: Somebody = None,
        commune: str | None = None,
        **facts: Any,  # noqa: ANN401 - facts of the record
    ) -> Citizen:
        """Let somebody be there, with a number that nobody else has.

        Args:
            full_name: drawn to fit sex and age when absent.
            sex: ``female`` or ``male``; drawn when absent.
            date_of_birth: the day; otherwise it fits ``age``.
            age: completed years; 30 when absent, 5 for somebody's child.
            mother: their mother.
            father: their father.
            spouse: whom they are married to.
            household: in whose household they live; with spouse, mother or father
                when absent, else alone.
            commune: where they live, when alone, and were born.
            facts: any other fact, named as in the record.

        Raises:
            BadOrder: a fact is unknown, or such a family cannot be.
        """
        return add(
            self._room,
            Wish(
                full_name,
                sex,
                date_of_birth,
                age,
                mother,
                father,
                spouse,
                household,
                commune,
                facts,
            ),
        )

    def person(self, who: str) -> Citizen:
        """Return a citizen by number, or somebody of the cast by short name.

        Raises:
            BadOrder: there is nobody.
        """
        number = _cast().get(who, who)
        with self._room.reading() as db:
            return Citizen(self._room, self._room.person(db, number).personal_id)

    def any(
        self,
        *,
        age: int | tuple[int, int] | None = None,
        sex: str | None = None,
        married: bool | None = None,
        province: str | None = None,
        commune: str | None = None,
        accept: Callable[[Citizen], object] | None = None,
        **criteria: Any,  # noqa: ANN401 - as the search has them
    ) -> Citizen:
        """Draw a citizen who fits; another one each time, the same in every run.

        Args:
            age: completed years, or the youngest and the oldest.
            sex: ``female`` or ``male``.
            married: lives in a marriage; ``marital_status`` says more.
            province: two-digit code of today's province.
            commune: five-digit code.
            accept: looks more closely; ``lambda one: one["phone"]``.
            criteria: ``has_children``, ``twin``, ``unmarried_mother`` and all others of
                :class:`~mock_population_db.finding.criteria.Criteria`.

        Raises:
            BadOrder: among a hundred thousand nobody fits, or a criterion is unknown.
        """
        wanted = Wanted(age, sex, married, province, commune, accept, criteria)
        return next(draw(self._room, wanted))

    def family(self, *, children: int = 1, commune: str | None = None) -> Family:
        """Draw a couple who live with at least so many of their children.

        Raises:
            BadOrder: there is no such family.
        """
        return draw_family(self._room, children, commune)

    def live(self, days: int = 1, *, commune: str | None = None) -> dict[str, int]:
        """Let days pass in a commune, and the clock with them.

        Args:
            days: how many; what happens is the same in every run.
            commune: five-digit code; the register's own one when absent.

        Returns:
            How often each kind of event happened.

        Raises:
            BadOrder: there is no such commune.
        """
        register = self._room.register
        self.clock.advance(days=days)
        wish = Days((commune or register.settings.commune,), until=self.clock.today)
        with in_english():
            lived = run(register.engine, register.clock, self.name, wish)
        counts: Counter[str] = Counter()
        for day in lived:
            counts.update(day.counts)
        return dict(counts)

    def fault(
        self,
        kind: str,
        *,
        seconds: float = 5.0,
        times: int | None = None,
        caller: str = "",
        person: Citizen | str = "",
    ) -> Fault:
        """Switch a fault on: for good, so many times, or for a ``with`` block.

        Args:
            kind: ``slow``, ``down``, ``rubbish``, ``english_error``, ``empty``,
                ``wrong_person``, ``stale``, ``partial`` or ``nfd``.
            seconds: how slow. A client in process whose timeout is shorter gives up
                at once; nobody waits.
            times: how often; until switched off when absent.
            caller: only for this requester or calling system.
            person: only for requests that name this person.

        Raises:
            BadOrder: there is no such fault.
        """
        if kind not in faults.KINDS:
            raise BadOrder(f"fault {kind!r}; there are {', '.join(faults.KINDS)}")
        wanted = faults.Wanted(kind, seconds, caller, number_of(person), times)
        return Fault(self._room.register, self.name, wanted)

    def reads(self, person: Citizen | str | None = None) -> list[marks.ReadMark]:
        """Return who was shown whose record, the oldest first."""
        number = None if person is None else number_of(person)
        with self._room.reading() as db:
            return marks.marks(db, self.name, number)

    def reset(self) -> None:
        """Forget all that happened here; the clock starts again."""
        self._room.begin(anew=True)

    def close(self) -> None:
        """Let the world go; its rows go with the register's database."""
        self._forget(self.name)


def _cast() -> Mapping[str, str]:
    accounts = cast().accounts
    return {row.cast: row.personal_id for row in accounts if row.cast}
