"""Everything a provider remembers, as one JSON document: export, import, reset.

Sign-ins under way, keys and the journal are not part of it: a page that waits for a
phone cannot be moved, and keys have an address of their own.
"""

from typing import Any

from forms import personal_id
from forms.i18n import _
from mock_idp.control.api import clients as clients_api
from mock_idp.control.api import clock as clock_api
from mock_idp.control.api import outcomes as outcomes_api
from mock_idp.control.api import people as people_api
from mock_idp.control.api.locks import read_locks
from mock_idp.control.api.people import told as told_person
from mock_idp.control.contract import orders
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.plain import NotPlain, Sharing, from_plain, to_plain
from mock_idp.control.contract.table import Order, Route
from mock_idp.control.scenario import named, read_scenario
from mock_idp.headless.wishes import ERRORS, MOST_WAITING, Wish
from mock_idp.oidc.clients.record import record_of
from mock_idp.oidc.store import (
    AccessToken,
    Code,
    Consent,
    Lineage,
    RefreshToken,
    Session,
    Shelf,
    Store,
)
from mock_idp.people.account import Account
from mock_idp.service import Service

GROUP = "state"
VERSION = 1
SHELVES: dict[str, Any] = {
    "sessions": Session,
    "visited": frozenset[str],
    "consents": Consent,
    "codes": Code,
    "tokens": AccessToken,
    "refresh_tokens": RefreshToken,
}
BAD = _("Không nhập được trạng thái: %(reason)s")
PARTS = (
    Field("version", "integer", "Version of the document."),
    Field("clock", "object", "As GET /clock tells."),
    Field("clients", "array", "As GET /clients lists."),
    Field("people", "array", "People of this run."),
    Field("scenarios", "array", "As GET /scenarios lists."),
    Field("magic", "object", "As GET /magic tells."),
    Field("auto", "object", "As GET /auto tells."),
    Field("next", "array", "As GET /next lists."),
    Field("lockouts", "object", "Who is locked until when, and who failed how often."),
    Field("store", "object", "Sessions, consents, codes and tokens."),
)


def export(order: Order) -> dict[str, object]:
    """Return everything of this provider."""
    here = order.here
    return {
        "version": VERSION,
        "clock": clock_api.told(here.clock),
        "clients": [record_of(client) for client in here.provider.clients.all()],
        "people": [_person(account) for account in here.people.changed()],
        "scenarios": [s.told() for s in here.scenarios.all()],
        "magic": people_api.magic(order)["magic"],
        "auto": outcomes_api.show_auto(order)["auto"],
        "next": outcomes_api.waiting(order)["next"],
        "lockouts": to_plain(here.transactions.lockouts.remembered()),
        "store": _store(here.provider.store),
    }


def _person(account: Account) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(account)
    return plain


def _store(store: Store) -> dict[str, object]:
    """Return the shelves; what comes from one consent keeps its lineage."""
    sharing = Sharing(Lineage)
    said: dict[str, object] = {}
    for name in SHELVES:
        shelf: Shelf[Any] = getattr(store, name)
        said[name] = [
            {"key": key, "until": until, "thing": to_plain(thing, sharing)}
            for key, until, thing in shelf.items()
        ]
    revoked = [n for n, one in enumerate(sharing.kept) if getattr(one, "is_revoked", 0)]
    return {**said, "revoked": revoked}


def restore(order: Order) -> dict[str, object]:
    """Become what a document says; everything else is forgotten.

    Raises:
        Problem: something in it does not fit; nothing has changed then.
    """
    here, said = order.here, order.body
    try:
        clients = [clients_api.read(record) for record in said.get("clients", ())]
        people = [_read_person(record) for record in said.get("people", ())]
        shelves = _read_store(said.get("store", {}))
        scenarios = [_read_scenario(item) for item in said.get("scenarios", ())]
        auto, waiting = _read_auto(said), _read_waiting(said)
        magic, locks = _read_magic(said), read_locks(said.get("lockouts", {}))
        hands = _read_clock(here, said.get("clock", {}))
    except (NotPlain, TypeError, AttributeError, KeyError) as bad:
        raise Problem(BAD, reason=str(bad)[:200]) from None
    here.reset()
    if "clients" in said:
        for client in here.provider.clients.all():
            here.provider.clients.remove(client.client_id)
        for client in clients:
            here.provider.clients.put(client)
    here.people.add(people)
    for scenario in scenarios:
        here.scenarios.switch_on(scenario)
    clock_api.apply(here.clock, hands)
    _fill(here.provider.store, shelves, here.provider.now())
    here.transactions.lockouts.remember(locks)
    for who, names in magic.items():
        here.scenarios.enchant(who, names)
    for client_id, wish in auto.items():
        here.wishes.set_auto(client_id, wish)
    for wish in waiting:
        here.wishes.put(wish)
    return export(Order(here))


def _read_scenario(item: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    if not isinstance(item, dict):
        raise NotPlain("/scenarios must hold objects")
    kept = {k: v for k, v in item.items() if k not in ("seen", "fired")}
    read_scenario(kept, "imported")
    return kept


def _read_person(record: Any) -> Account:  # noqa: ANN401 - JSON
    account: Account = from_plain(Account, record, where="/people")
    try:
        personal_id.parse(account.personal_id)
        told_person(account)
    except personal_id.PersonalIdError as bad:
        raise NotPlain(str(bad)) from None
    return account


def _read_magic(said: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - checked members
    magic = dict(said.get("magic", {}))
    return {
        str(who): tuple(named(str(name)).id for name in names)
        for who, names in magic.items()
    }


def _read_auto(said: Any) -> dict[str, Wish]:  # noqa: ANN401 - checked members
    auto = dict(said.get("auto", {}))
    return {
        str(client): Wish(str(item["person"]), _level(item))
        for client, item in auto.items()
    }


def _read_waiting(said: Any) -> list[Wish]:  # noqa: ANN401 - checked members
    items = said.get("next", ())
    if len(items) > MOST_WAITING:
        raise NotPlain("/next is too long")
    return [
        Wish(
            str(item.get("person", "")),
            _level(item),
            error=item.get("error") if item.get("error") in ERRORS else None,
            client=item.get("client"),
        )
        for item in items
    ]


def _level(item: Any) -> int:  # noqa: ANN401 - JSON
    return 1 if item.get("level") == 1 else 2


def _read_store(said: Any) -> dict[str, list[tuple[str, float, Any]]]:  # noqa: ANN401 - JSON
    sharing, read = Sharing(Lineage), {}
    for name, kind in SHELVES.items():
        rows = said.get(name, [])
        if not isinstance(rows, list):
            raise NotPlain(f"/store/{name} must be a list")
        read[name] = [_row(kind, row, sharing, f"/store/{name}") for row in rows]
    for number in said.get("revoked", ()):
        lineage = sharing.object_of(number, "/store/revoked")
        if isinstance(lineage, Lineage):
            lineage.is_revoked = True
    return read


def _row(
    kind: Any,  # noqa: ANN401 - what lies on the shelf
    row: Any,  # noqa: ANN401 - JSON
    sharing: Sharing,
    where: str,
) -> tuple[str, float, Any]:
    if not isinstance(row, dict):
        raise NotPlain(f"{where} must hold objects")
    key = from_plain(str, row.get("key"), where=f"{where}/key")
    until = from_plain(float, row.get("until"), where=f"{where}/until")
    return key, until, from_plain(kind, row.get("thing"), sharing, f"{where}/thing")


def _fill(
    store: Store, shelves: dict[str, list[tuple[str, float, Any]]], now: float
) -> None:
    for name, rows in shelves.items():
        shelf: Shelf[Any] = getattr(store, name)
        for key, until, thing in rows:
            shelf.put(key, thing, until - now)


def _read_clock(here: Service, said: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return what the clock shall show, after trying it."""
    asked = {k: v for k, v in dict(said).items() if k in ("mode", "now", "scale")}
    hands = orders.read(asked, clock_api.HANDS, "/clock")
    clock_api.apply(here.clock.copy(), hands)
    return hands


def reset(order: Order) -> None:
    """Forget everything."""
    order.here.reset()


ROUTES = (
    Route("GET", "/state", export, "Export everything of this provider.", group=GROUP),
    Route(
        "PUT",
        "/state",
        restore,
        "Become what an export says; everything else is forgotten.",
        PARTS,
        group=GROUP,
    ),
    Route(
        "POST",
        "/reset",
        reset,
        "Forget sessions, tokens, people, faults and journal; clock as at start.",
        status=204,
        group=GROUP,
    ),
)
