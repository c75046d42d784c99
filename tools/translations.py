"""English translations: ``update`` collects texts, ``check`` finds gaps.

``update`` (developer): reads every ``_("…")`` of a package and its templates, keeps
the translations there are, adds the missing ones empty, and compiles the catalogue.
``check`` (gate): fails when a text has no English, is fuzzy, is no longer used, or
when a compiled catalogue is not the one its source gives.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("forms", "mock_idp", "mock_population_db", "portal")
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**.txt", "python"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "Text": None,
    "ngettext": (1, 2),
}


def texts(package: str) -> Catalog:
    """Collect the texts of a package."""
    catalog = Catalog(locale="en", fuzzy=False, charset="utf-8")
    found = extract_from_dir(
        str(ROOT / package), METHODS[:2], keywords=KEYWORDS, strip_comment_tags=True
    )
    for file, _line, message, _comments, context in found:
        if message and message != "":
            catalog.add(message, locations=[(f"{package}/{file}", 0)], context=context)
    return catalog


def file_of(package: str) -> Path:
    """Return where a package keeps its English."""
    return ROOT / package / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def stored(package: str) -> Catalog:
    """Read the catalogue of a package; an empty one when it has none yet."""
    file = file_of(package)
    if not file.exists():
        return Catalog(locale="en", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale="en")


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def update(package: str) -> int:
    """Bring a package's catalogue in step with its texts."""
    catalog = stored(package)
    catalog.update(texts(package), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    file = file_of(package)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalog, width=88, sort_output=True, no_location=True)
    file.with_suffix(".mo").write_bytes(compiled(stored(package)))
    missing = [m for m in catalog if m.id and not complete(m.string)]
    print(f"{package}: {len(catalog)} texts, {len(missing)} without English")
    return 0


def complete(string: object) -> bool:
    """Tell whether a message and all its plural forms have a translation."""
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def check(package: str) -> int:
    """Print what is missing; returns how many problems there are."""
    used = {message.id for message in texts(package) if message.id}
    catalog = stored(package)
    have = {m.id: m for m in catalog if m.id}
    problems = [f"no English: {key!r}" for key in used if key not in have]
    problems += [
        f"no English: {key!r}" for key, m in have.items() if not complete(m.string)
    ]
    problems += [f"fuzzy: {key!r}" for key, m in have.items() if m.fuzzy]
    problems += [f"no longer used: {key!r}" for key in have if key not in used]
    mo = file_of(package).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        problems.append(f"{mo.name} is not compiled from {file_of(package).name}")
    for problem in problems:
        print(f"{package}: {problem}")
    return len(problems)


def main(command: str = "check", *packages: str) -> int:
    """Run ``update`` or ``check`` over some packages, or all."""
    act = {"update": update, "check": check}[command]
    return 1 if sum([act(package) for package in packages or PACKAGES]) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
