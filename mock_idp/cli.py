"""The command ``mock-idp``: serve, and list who can sign in."""

import argparse
import contextlib
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType

from mock_idp.errors import MockIdpError
from mock_idp.settings import Settings

THREADS = 8
LOOPBACK = ("127.0.0.1", "::1", "localhost")


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
    commands = parser.add_subparsers(required=True, metavar="command")
    serve = commands.add_parser("serve", help="serve the mock e-ID")
    serve.add_argument("--host", help="address to listen on")
    serve.add_argument("--port", type=int, help="port to listen on")
    serve.set_defaults(run=_serve)
    accounts = commands.add_parser("accounts", help="list who can sign in")
    accounts.set_defaults(run=_accounts)
    return parser


def _serve(settings: Settings, given: argparse.Namespace) -> None:
    import logging  # noqa: PLC0415 - start-up budget

    from waitress import create_server  # noqa: PLC0415 - start-up budget

    from mock_idp.app import create_app  # noqa: PLC0415 - start-up budget

    host = given.host or settings.host
    port = settings.port if given.port is None else given.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listener = socket.create_server((host, port), family=family)
    settings = _with_address(settings, host, listener.getsockname()[1])
    server = create_server(create_app(settings), sockets=[listener], threads=THREADS)
    if host not in LOOPBACK:
        _say(f"Warning: {host} is reachable by other computers. Synthetic data only.")
    _say(f"Mock e-ID (not the real VNeID): {settings.issuer}")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    server.close()


def _with_address(settings: Settings, host: str, port: int) -> Settings:
    """Let another port than the default move the default issuer along."""
    standard = Settings()
    if settings.issuer != standard.issuer or port == standard.port:
        return settings
    name = "localhost" if host in ("::1", "localhost") else "127.0.0.1"
    return replace(settings, issuer=f"http://{name}:{port}")


def _accounts(settings: Settings, _given: argparse.Namespace) -> None:
    from mock_idp.app import create_app  # noqa: PLC0415 - start-up budget
    from mock_idp.service import EXTENSION  # noqa: PLC0415 - start-up budget

    people = create_app(settings).extensions[EXTENSION].people
    for account in people.cast_if_known():
        slug, level = account.cast or "", account.account_level
        _say(f"{account.personal_id}  {slug:<14} {level}  {account.full_name}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
