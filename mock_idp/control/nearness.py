"""Whether a request comes from this computer itself, or was passed on by a proxy.

A proxy in front makes everybody look like this computer: all it passes on comes from
loopback. So what says that it was passed on is nobody's own, unless the setting
``trust_proxy`` says otherwise.
"""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from mock_idp.settings import Settings

PASSED_ON = (
    *("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
    *("x-forwarded-port", "x-forwarded-server", "x-forwarded-prefix", "x-real-ip"),
    "via",
)
"""Headers by which proxies tell that they pass something on (RFC 7239, RFC 9110)."""
NOT_HERE = (
    "A proxy passed this on ({header}), so it is not from this computer, and nobody is "
    "signed in without a person. Start with --headless, or set MOCK_IDP_TRUST_PROXY=1."
)
"""Why a wish is not heard; ASCII, as error descriptions are."""
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


def passed_on_by(headers: Mapping[str, str]) -> str | None:
    """Return the first header that tells of a proxy; names in any case."""
    sent = {name.lower() for name in headers}
    return next((name for name in PASSED_ON if name in sent), None)


def is_strange(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Say whether a proxy passed this on and nobody said that it may."""
    return not settings.trust_proxy and passed_on_by(headers) is not None


def own_names(settings: Settings) -> tuple[str, ...]:
    """Return by which host names this computer may be called.

    Behind a trusted proxy the public name is one of them; any other name stays
    refused, or a stranger could let one of theirs point here (DNS rebinding).
    """
    public = urlsplit(settings.issuer).hostname if settings.trust_proxy else None
    return (*LOOPBACK_NAMES, public) if public else LOOPBACK_NAMES


def is_loopback(address: str) -> bool:
    """Say whether an address is of this computer alone."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def may_wish(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Say whether a request may sign somebody in, or switch a fault on, by itself."""
    if settings.headless is True:
        return True
    return settings.headless_here and not is_strange(settings, headers)


def why_not(settings: Settings, headers: Mapping[str, str]) -> str | None:
    """Return why a wish is not heard that this computer's own would be, if so."""
    if may_wish(settings, headers) or not settings.headless_here:
        return None
    return NOT_HERE.format(header=passed_on_by(headers))
