"""Which pages have generated parts, and how those are put in their place."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.reference import (
    commands,
    dictionary,
    errors,
    events,
    http,
    procedures,
    settings,
)
from tools.reference.e_id import (
    cases,
    clients,
    control,
    faults,
    fidelity,
    people,
    specifications,
)

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
ENV_EXAMPLE = ROOT / ".env.example"
CONTROL_API = REFERENCE / "openapi" / "mock-idp-control.json"

Part = Callable[[], str]

PARTS: Mapping[str, Part] = {
    "settings of the portal": settings.of_the_portal,
    "settings of the e-ID": settings.e_id,
    "settings of the register": settings.register,
    "commands of lienthong": commands.lienthong,
    "commands of mock-idp": commands.e_id,
    "commands of mock-population-db": commands.register,
    "events": events.table_of_events,
    "errors of the portal": errors.portal,
    "errors of the forms": errors.forms,
    "errors of the e-ID": errors.e_id,
    "errors of the register": errors.register,
    "procedures": procedures.all_of_them,
    "addresses of the register": http.register,
    "addresses of the e-ID": http.e_id,
    "addresses of the portal": http.portal_addresses,
    "own members of a client": clients.own_members,
    "standard members of a client": clients.standard_members,
    "profiles of clients": clients.profiles,
    "faults of the e-ID": faults.all_of_them,
    "emission points": specifications.emission_points,
    "facts about VNeID": fidelity.facts,
    "assumptions about VNeID": fidelity.assumptions,
    "specifications": specifications.by_specification,
    "files of the protocol": specifications.by_file,
    "discovery document": specifications.discovery,
    "people of the e-ID": people.with_stories,
    "cases of check-rp": cases.all_of_them,
    "groups of facts": dictionary.groups,
    "code lists of the register": dictionary.codes,
}
"""Name of a generated part to what writes it."""

_PLACE = re.compile(
    r"(<!-- generated: (?P<name>[^>]+?) -->\n).*?(\n?<!-- end -->)", re.DOTALL
)


def filled(text: str, parts: Mapping[str, Part] = PARTS) -> str:
    """Return a page with every generated part as the code says it is now.

    Raises:
        KeyError: the page asks for a part that nobody writes.
    """

    def fill(place: re.Match[str]) -> str:
        return f"{place[1]}\n{parts[place['name']]().strip()}\n\n<!-- end -->"

    return _PLACE.sub(fill, text)


def asked_for(text: str) -> list[str]:
    """Return the names of the parts that a page asks for."""
    return [place["name"] for place in _PLACE.finditer(text)]


def write() -> list[str]:
    """Bring every page up to date; returns the names of those that changed."""
    changed = []
    for file, text in _wanted().items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(str(file.relative_to(ROOT)))
    return changed


def out_of_date() -> list[str]:
    """Return the names of the pages that differ from the code."""
    return [
        str(file.relative_to(ROOT))
        for file, text in _wanted().items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]


def _wanted() -> dict[Path, str]:
    pages = {
        file: filled(file.read_text(encoding="utf-8"))
        for file in sorted(REFERENCE.glob("*.md"))
    }
    return {
        **pages,
        ENV_EXAMPLE: settings.env_example(),
        CONTROL_API: control.openapi(),
    }
