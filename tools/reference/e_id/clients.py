"""What a client of the e-ID may say about itself, and the profiles it can have."""

from dataclasses import fields

from mock_idp.oidc.clients import metadata
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.profiles import PROFILES, Profile
from tools.reference.markdown import code, table
from tools.reference.settings import attributes

OURS = (
    *("profile", "minimum_level", "claim_dialect", "phone_factor"),
    "access_token_format",
)
"""Members that no specification knows."""


def own_members() -> str:
    """Return the members of a client that only this e-ID has."""
    meanings = attributes(Client.__doc__ or "")
    defaults = {item.name: item.default for item in fields(Client)}
    rows = ((code(n), code(defaults[n]), _sentence(meanings[n])) for n in OURS)
    return table(("Member", "Default", "Meaning"), rows)


def standard_members() -> str:
    """Return the members that specifications name, by what they must be."""
    kinds = {
        "a text": metadata.TEXTS,
        "a list of texts": (*metadata.REDIRECTS, *metadata.LISTS, "request_uris"),
        "an address": (*metadata.PAGES, *metadata.FETCHED, *metadata.CALLED),
        "an https address": ("initiate_login_uri",),
        "`true` or `false`": metadata.FLAGS,
        "a whole number": metadata.NUMBERS,
        "a JWK set": ("jwks",),
        "only given back": metadata.KEPT,
    }
    rows = (
        (kind, ", ".join(code(n) for n in sorted(names) if n not in OURS))
        for kind, names in kinds.items()
    )
    return table(("What it is", "Members"), rows)


def profiles() -> str:
    """Return the rules of every profile beside each other."""
    meanings = attributes(Profile.__doc__ or "")
    rules = [item.name for item in fields(Profile) if item.name != "name"]
    rows = (
        (
            code(rule),
            *(_shown(getattr(p, rule)) for p in PROFILES.values()),
            _sentence(meanings.get(rule, "")),
        )
        for rule in rules
        if len({str(getattr(p, rule)) for p in PROFILES.values()}) > 1
    )
    return table(("Rule", *map(code, PROFILES), "Meaning"), rows)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(code, value))
    return "–" if value is None else str(value)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
