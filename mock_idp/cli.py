"""The command ``mock-idp``: serve, mint tokens, list people, check a client."""

import argparse
import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mock_idp import commands
from mock_idp.checker import arguments as check_rp
from mock_idp.commands import say
from mock_idp.errors import BadSetting, MockIdpError
from mock_idp.settings import Settings

if TYPE_CHECKING:
    from mock_idp.listening import Certificate

PRODUCTION = ("ENV", "FLASK_ENV")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; a wrong setting ends it with exit code 2."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        settings = Settings.from_environment()
        given.run(settings, given)
    except MockIdpError as error:
        parser.exit(2, f"mock-idp: {error}\n")
    except OSError as error:
        parser.exit(2, f"mock-idp: {error.strerror or error}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mock-idp", description=__doc__)
    found = parser.add_subparsers(required=True, metavar="command")
    serve = found.add_parser("serve", help="serve the mock e-ID")
    serve.add_argument("--host", help="address to listen on")
    serve.add_argument("--port", type=int, help="port to listen on")
    serve.add_argument(
        "--lan", action="store_true", help="let the local network reach it"
    )
    serve.add_argument(
        "--open-control",
        action="store_true",
        help="open the control API to this computer without a key",
    )
    serve.add_argument(
        "--headless",
        action=argparse.BooleanOptionalAction,
        help="let requests sign people in by themselves; by default on this computer",
    )
    serve.add_argument("--tls", action="store_true", help="serve https")
    serve.add_argument("--cert", type=Path, help="own certificate (PEM) for --tls")
    serve.add_argument("--key", type=Path, help="its private key (PEM)")
    serve.set_defaults(run=_serve)
    commands.add_to(found)
    check_rp.add_to(found)
    return parser


def _serve(settings: Settings, given: argparse.Namespace) -> None:
    from mock_idp import listening  # noqa: PLC0415 - start-up budget
    from mock_idp.front.opening import open_quickly  # noqa: PLC0415 - start-up budget

    refuse_production(os.environ)
    host = given.host or (listening.EVERYWHERE if given.lan else settings.host)
    port = settings.port if given.port is None else given.port
    with contextlib.ExitStack() as files:
        certificate = _certificate(given, files)
        listener = files.enter_context(listening.listener_of(host, port))
        settings = _with_address(settings, given, host, listener.getsockname()[1])
        settings = _with_doors(settings, given, host)
        check_rp.offer()
        app = open_quickly(settings)
        if not listening.is_loopback(host):
            say(
                f"Warning: {host} is reachable by other computers. Synthetic data only."
            )
        if certificate is not None:
            say(f"Certificate: {certificate.certificate}")
        say(f"Mock e-ID (not the real VNeID): {settings.issuer}")
        _say_what_to_try(settings, given)
        listening.serve(app, listener, certificate)


def _say_what_to_try(settings: Settings, given: argparse.Namespace) -> None:
    known = ", ".join(client.client_id for client in settings.clients)
    say(f"  who can sign in, and what to try: {settings.issuer}/")
    say(f"  clients: {known}; others by POST {settings.issuer}/register")
    say("  Ctrl+C stops it")
    if given.lan:
        from mock_idp.phone import handset  # noqa: PLC0415 - start-up budget

        say(handset.invitation(settings.issuer))


def refuse_production(environment: Mapping[str, str]) -> None:
    """Refuse to start where the environment says that this is production.

    Raises:
        BadSetting: names the variable.
    """
    for name in PRODUCTION:
        if environment.get(name, "").lower() in ("production", "prod"):
            raise BadSetting(name, "this is a mock and never runs in production")


def _certificate(
    given: argparse.Namespace, files: contextlib.ExitStack
) -> "Certificate | None":
    from mock_idp import listening  # noqa: PLC0415 - start-up budget

    if not given.tls:
        return None
    if (given.cert is None) != (given.key is None):
        raise BadSetting("--cert, --key", "both are needed, or none")
    if given.cert is not None:
        return listening.Certificate(given.cert, given.key)
    address = listening.own_address() if given.lan else listening.LOOPBACK[0]
    return files.enter_context(listening.generated_certificate(address))


def _with_address(
    settings: Settings, given: argparse.Namespace, host: str, port: int
) -> Settings:
    """Let another port, network or scheme move the default issuer along."""
    from mock_idp import listening  # noqa: PLC0415 - start-up budget

    standard = Settings()
    is_moved = given.tls or given.lan or port != standard.port
    if settings.issuer != standard.issuer or not is_moved:
        return settings
    name = "localhost" if host in ("::1", "localhost") else "127.0.0.1"
    if given.lan:
        name = listening.own_address()
    scheme = "https" if given.tls else "http"
    return replace(settings, issuer=f"{scheme}://{name}:{port}")


def _with_doors(settings: Settings, given: argparse.Namespace, host: str) -> Settings:
    """Open to this computer alone what would be too much for a network."""
    from mock_idp import listening  # noqa: PLC0415 - start-up budget

    is_alone = listening.is_loopback(host)
    if given.open_control and not is_alone:
        raise BadSetting(
            "--open-control",
            "only for an address of this computer; else set MOCK_IDP_ADMIN_KEY",
        )
    headless = settings.headless if given.headless is None else given.headless
    return replace(
        settings,
        open_control=(settings.open_control or given.open_control) and is_alone,
        headless=headless,
        headless_here=headless is None and is_alone,
    )
