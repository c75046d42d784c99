"""What ``mock-idp check-rp`` takes; the rest of the room is imported when it runs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.i18n import LANGUAGES
from mock_idp.control.checking import OFFER

if TYPE_CHECKING:
    from mock_idp.control.checking import Checks
    from mock_idp.settings import Settings

SECRET, PROFILE, CLIENT = "check-rp-secret", "vneid", "check-rp"

TEXTS = {
    "--login": "where a sign-in begins at your client",
    "--ok": "what its page says when somebody is signed in",
    "--home": "a page that shows the session; found out when not given",
    "--logout": "your client's own address for signing out",
    "--refresh": "its own address that refreshes the tokens",
    "--initiate": "its initiate_login_uri",
    "--frontchannel": "its frontchannel_logout_uri",
    "--backchannel": "its backchannel_logout_uri, for the own mock",
    "--issuer": "address of the own mock, when not http://127.0.0.1:<port>",
    "--server": "issuer of a running mock e-ID to use instead of an own one",
    "--key": "its control key; else MOCK_IDP_ADMIN_KEY",
    "--auth-method": "token_endpoint_auth_method for the own mock",
    "--press": "words of the button or link to press at --login (--browser)",
}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add the command to the parser."""
    parser = commands.add_parser("check-rp", help="check your relying party")
    _add_arguments(parser)
    parser.set_defaults(run=_run)


def offer() -> None:
    """Let the control API of what this process serves order checks too."""
    OFFER.put(_checks)


def _checks() -> "Checks":
    from mock_idp.checker.on_order import OrderedChecks  # noqa: PLC0415 - start-up budget

    return OrderedChecks()


def _run(settings: "Settings", given: argparse.Namespace) -> None:
    from mock_idp.checker.command import check_rp  # noqa: PLC0415 - start-up budget

    check_rp(settings, given)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    for name, text in TEXTS.items():
        parser.add_argument(name, help=text)
    parser.add_argument("--client", default=CLIENT, help="client_id; check-rp")
    parser.add_argument("--secret", default=SECRET, help="for the own mock")
    parser.add_argument(
        "--public", action="store_true", help="no secret: use PKCE only"
    )
    parser.add_argument(
        "--dynamic", action="store_true", help="it registers itself at the own mock"
    )
    parser.add_argument(
        "--browser",
        nargs="?",
        const="",
        metavar="PATH",
        help="visit with Chromium, for pages that need JavaScript (needs Playwright)",
    )
    parser.add_argument("--profile", default=PROFILE, help="for the own mock; vneid")
    parser.add_argument("--port", type=int, help="of the own mock; 8391")
    parser.add_argument("--only", nargs="+", metavar="ID", help="cases, groups, a-*")
    parser.add_argument("--wait", type=float, default=10.0, help="seconds to start in")
    for name in ("--json", "--html", "--junit"):
        parser.add_argument(name, type=Path, metavar="FILE", help="write this report")
    parser.add_argument("--lang", choices=LANGUAGES, default="vi")
    parser.add_argument("--list", action="store_true", help="list the cases")
