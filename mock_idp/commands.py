"""The commands beside ``serve``: mint a token, list people, list and switch faults."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mock_idp.errors import BadSetting, MockIdpError
from mock_idp.settings import Settings

if TYPE_CHECKING:
    from urllib.error import HTTPError

TIMEOUT_SECONDS = 10.0


class Refused(MockIdpError):  # noqa: N818 - named after what happened
    """A running mock e-ID did not do what it was told."""


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add the commands to the parser."""
    accounts = commands.add_parser("accounts", help="list who can sign in")
    accounts.set_defaults(run=people, where="")
    listed = commands.add_parser("people", help="search the people")
    listed.add_argument("--where", default="", help="such as age<18,level=2")
    listed.set_defaults(run=people)
    minted = commands.add_parser("mint", help="make tokens without a sign-in")
    minted.add_argument("--person", required=True, help="short name or number")
    minted.add_argument("--client", required=True, help="whom they are for")
    minted.add_argument("--level", type=int, choices=(1, 2), default=2)
    minted.add_argument("--nonce")
    minted.add_argument("--scope", help="what may be told; everything by default")
    minted.add_argument("--spoil", action="append", help="a fault such as I.exp_past")
    _of_server(minted)
    minted.set_defaults(run=mint)
    known = commands.add_parser("faults", help="list faults, switch them on and off")
    known.add_argument("action", nargs="?", choices=("list", "on", "off"))
    known.add_argument("fault", nargs="?", help="a fault such as I.exp_past")
    known.add_argument("--client", help="only for this client")
    known.add_argument("--person", help="only about this person")
    known.add_argument("--times", type=int, help="how often; sticky by default")
    _of_server(known)
    known.set_defaults(run=faults)


def _of_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", help="issuer of a running mock e-ID")
    parser.add_argument("--key", help="its control key; else MOCK_IDP_ADMIN_KEY")


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def people(settings: Settings, given: argparse.Namespace) -> None:
    """List the people who fulfil some conditions."""
    from mock_idp.front.opening import open_service  # noqa: PLC0415 - start-up budget
    from mock_idp.people.search import (  # noqa: PLC0415 - start-up budget
        BadSearch,
        find_people,
    )

    here = open_service(settings)
    today = here.clock.world_now().date()
    try:
        found = find_people(here.people.cast_if_known(), given.where, today)
    except BadSearch as bad:
        raise BadSetting("--where", str(bad)) from None
    for account in found:
        slug, level = account.cast or "", account.account_level
        say(f"{account.personal_id}  {slug:<14} {level}  {account.full_name}")


def mint(settings: Settings, given: argparse.Namespace) -> None:
    """Make tokens, here or at a running server, and write them as JSON."""
    order: dict[str, Any] = {
        "person": given.person,
        "client": given.client,
        "level": given.level,
        "nonce": given.nonce,
        "scope": given.scope,
        "spoil": given.spoil,
    }
    order = {name: value for name, value in order.items() if value is not None}
    if given.server:
        made = _ask(settings, given, "POST", "/tokens", order)
    else:
        made = _mint_here(settings, order)
    say(json.dumps(made, indent=2, ensure_ascii=False))


def _mint_here(settings: Settings, order: dict[str, Any]) -> dict[str, object]:
    from mock_idp.control.api.tokens import ROUTES  # noqa: PLC0415 - start-up budget
    from mock_idp.control.contract.orders import Problem, read  # noqa: PLC0415 - as above
    from mock_idp.control.contract.table import Order  # noqa: PLC0415 - start-up budget
    from mock_idp.front.opening import open_service  # noqa: PLC0415 - start-up budget

    here = open_service(settings)
    route = ROUTES[0]
    try:
        made = route.do(Order(here, read(order, route.body or ())))
    except Problem as problem:
        raise Refused(
            problem.text % {**problem.facts, "where": problem.where}
        ) from None
    if settings.keys_file is None:
        made = {**made, "jwks": here.provider.keys.jwks()}  # type: ignore[dict-item]
    return dict(made)  # type: ignore[arg-type]


def faults(settings: Settings, given: argparse.Namespace) -> None:
    """List the catalogue, or switch a fault of a running server on or off."""
    if given.action in (None, "list"):
        _list_faults()
        return
    if not given.server:
        raise BadSetting("--server", "the issuer of a running mock e-ID is needed")
    if given.action == "off":
        name = f"/{quote(given.fault, safe='')}" if given.fault else ""
        _ask(settings, given, "DELETE", f"/scenarios{name}", None)
        return
    if not given.fault:
        raise BadSetting("fault", "the id of a fault is needed; see `mock-idp faults`")
    order = {"id": given.fault, "fault": given.fault}
    chosen = {"client": given.client, "person": given.person, "times": given.times}
    order |= {name: value for name, value in chosen.items() if value is not None}
    say(json.dumps(_ask(settings, given, "POST", "/scenarios", order)))


def _list_faults() -> None:
    from mock_idp.control.faults.catalogue import (  # noqa: PLC0415 - start-up budget
        CATALOGUE,
    )

    for fault in CATALOGUE.values():
        say(f"{fault.id:<38} {fault.title}")


def _ask(
    settings: Settings,
    given: argparse.Namespace,
    method: str,
    path: str,
    order: dict[str, Any] | None,
) -> dict[str, Any]:
    """Send an order to the control API of a running server.

    Raises:
        Refused: it cannot be reached, or it refuses; the text says why.
    """
    import urllib.error  # noqa: PLC0415 - start-up budget
    import urllib.request  # noqa: PLC0415 - start-up budget

    server = given.server.rstrip("/")
    if urlsplit(server).scheme not in ("http", "https"):
        raise BadSetting("--server", "an http or https address is expected")
    headers = {"Content-Type": "application/json", "Accept-Language": "en"}
    key = given.key or settings.admin_key
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = None if order is None else json.dumps(order).encode()
    asked = urllib.request.Request(  # noqa: S310 - http and https only, checked above
        f"{server}/__mock{path}", body, headers, method=method
    )
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - as above
            text = answer.read()
    except urllib.error.HTTPError as error:
        raise Refused(_why(error)) from None
    except OSError as error:
        raise Refused(f"{server} does not answer: {error}") from None
    return dict(json.loads(text)) if text else {}


def _why(error: "HTTPError") -> str:
    try:
        told = json.loads(error.read())
        return str(told.get("detail_en") or told.get("detail") or error)
    except (ValueError, AttributeError, OSError):
        return f"{error.code} {error.reason}"
