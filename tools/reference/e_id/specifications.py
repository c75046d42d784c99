"""Which specification the e-ID follows in which file, read out of its sources."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from mock_idp.clock import Clock
from mock_idp.control.scenario import KINDS
from mock_idp.oidc.discovery import metadata
from mock_idp.people.cast import CastPeople
from mock_idp.service import make_service
from mock_idp.settings import Settings
from tools.reference.markdown import code, plain, table

ROOT = Path(__file__).resolve().parents[3]
PROTOCOL = ROOT / "mock_idp" / "oidc"

OPENID = {
    "OpenID Connect Core 1.0": r"OIDC Core|OIDC §|OpenID Connect \(Core",
    "OpenID Connect Discovery 1.0": r"OpenID Connect Discovery",
    "OpenID Connect Dynamic Client Registration 1.0": (
        r"OIDC Registration|OpenID Connect Dynamic Registration"
    ),
    "OAuth 2.0 Multiple Response Type Encoding Practices": r"Multiple Response Type",
    "OAuth 2.0 Form Post Response Mode": r"Form Post Response Mode",
    "OpenID Connect RP-Initiated Logout 1.0": r"RP-Initiated Logout",
    "OpenID Connect Front-Channel Logout 1.0": r"Front-channel logout",
    "OpenID Connect Back-Channel Logout 1.0": r"Back-[Cc]hannel [Ll]ogout",
    "OpenID Connect Session Management 1.0": r"Session Management 1\.0",
    "OpenID Connect Core Error Code unmet_authentication_requirements 1.0": (
        r"Core Error Code unmet_authentication_requirements"
    ),
    "OpenID Connect for Identity Assurance 1.0": r"Identity Assurance 1\.0|\bIDA\b",
    "FAPI 2.0 Security Profile": r"FAPI 2\.0",
}
"""Specifications of the OpenID Foundation, and how the sources speak of them."""

RFCS = {
    "6749": "The OAuth 2.0 Authorization Framework",
    "6750": "Bearer Token Usage",
    "7009": "Token Revocation",
    "7515": "JSON Web Signature",
    "7516": "JSON Web Encryption",
    "7517": "JSON Web Key",
    "7518": "JSON Web Algorithms",
    "7519": "JSON Web Token",
    "7521": "Assertion Framework",
    "7523": "JWT Profile for Client Authentication and Authorization Grants",
    "7591": "Dynamic Client Registration",
    "7592": "Dynamic Client Registration Management",
    "7636": "Proof Key for Code Exchange",
    "7638": "JSON Web Key Thumbprint",
    "7662": "Token Introspection",
    "8037": "Edwards curves in JOSE",
    "8176": "Authentication Method Reference Values",
    "8252": "OAuth 2.0 for Native Apps",
    "8414": "Authorization Server Metadata",
    "8628": "Device Authorization Grant",
    "8693": "Token Exchange",
    "8707": "Resource Indicators",
    "8725": "JSON Web Token Best Current Practices",
    "9068": "JWT Profile for Access Tokens",
    "9101": "JWT-Secured Authorization Request (JAR)",
    "9126": "Pushed Authorization Requests (PAR)",
    "9207": "Authorization Server Issuer Identification",
    "9449": "Demonstrating Proof of Possession (DPoP)",
    "9470": "Step Up Authentication Challenge",
    "9700": "Best Current Practice for OAuth 2.0 Security",
    "9701": "JWT Response for Token Introspection",
    "9864": "Fully-Specified Algorithms for JOSE and COSE",
}
"""RFCs of the protocol."""

BESIDE = {"1122", "1918", "2606", "3986", "4193", "4291", "6454", "6761", "9110"}
"""RFCs about networks, addresses and HTTP; they are not listed."""


def by_specification() -> str:
    """Return each specification with the files that follow it."""
    texts = {file: _words(file) for file in _files()}
    _check_known(texts.values())
    named = {name: re.compile(pattern) for name, pattern in OPENID.items()}
    named |= {
        f"RFC {number} {title}": re.compile(rf"RFC (?:\d{{4}}, )*{number}\b")
        for number, title in RFCS.items()
    }
    rows = (
        (name, ", ".join(_name(f) for f, text in texts.items() if found.search(text)))
        for name, found in named.items()
    )
    return table(("Specification", "Files below `mock_idp/oidc/`"), rows)


def _check_known(texts: Iterable[str]) -> None:
    """Refuse an RFC that the table above does not name."""
    named = {n for text in texts for n in re.findall(r"RFC (\d{4})", text)}
    unknown = named - set(RFCS) - BESIDE
    if unknown:
        raise ValueError(f"tools/reference/e_id/specifications.py lacks RFC {unknown}")


def by_file() -> str:
    """Return each file of the protocol with what it is for."""
    rows = ((_name(file), _first_words(file)) for file in _files())
    return table(("File", "What is in it"), rows)


def emission_points() -> str:
    """Return what is said, by the names that scenarios have for it."""
    return ", ".join(map(code, KINDS))


def discovery() -> str:
    """Return every member of the discovery document."""
    here = make_service(Settings(), Clock(), CastPeople())
    rows = ((code(n), _value(value)) for n, value in metadata(here.provider).items())
    return table(("Member", "Value"), rows)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(code(item) for item in value)
    return code(str(value).lower() if isinstance(value, bool) else value)


def _files() -> list[Path]:
    return [f for f in sorted(PROTOCOL.rglob("*.py")) if f.name != "__init__.py"]


def _name(file: Path) -> str:
    return code(file.relative_to(PROTOCOL).as_posix())


def _first_words(file: Path) -> str:
    text = ast.get_docstring(_tree(file)) or ""
    return plain(text.split("\n\n")[0])


def _words(file: Path) -> str:
    """Return a source as one line; a clause may be broken over two lines."""
    return " ".join(file.read_text(encoding="utf-8").replace("#", " ").split())


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
