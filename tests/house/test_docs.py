"""The documentation says what is there, and nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from forms import registry
from forms.autofill import SOURCES
from forms.procedure import Procedure, problems
from portal.effects import EFFECTS
from tools import openapi
from tools.reference import commands, errors, pages, settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
READMES = ("README.md", "README.vi.md")
PROGRAMS = {"lienthong", "mock-idp", "mock-population-db"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


MARKDOWN = [*READMES, *(str(p.relative_to(ROOT)) for p in DOCS.rglob("*.md"))]


# --- the reference --------------------------------------------------------------


def test_reference_pages_and_the_example_of_settings_are_up_to_date():
    assert pages.out_of_date() == [], "python -m tools.reference write"


def test_every_generated_part_stands_on_a_page():
    asked = [
        name
        for page in sorted(REFERENCE.glob("*.md"))
        for name in pages.asked_for(page.read_text(encoding="utf-8"))
    ]

    assert sorted(asked) == sorted(pages.PARTS)


def test_a_page_that_differs_from_the_code_would_be_found():
    true = "Before\n<!-- generated: facts -->\n\nnew\n\n<!-- end -->\nAfter\n"
    stale = true.replace("new", "old")

    assert pages.filled(true, {"facts": lambda: "new"}) == true
    assert pages.filled(stale, {"facts": lambda: "new"}) == true


@pytest.mark.parametrize(
    ("every", "known"),
    [
        (settings.of_portal, "PORTAL_OIDC_ISSUER"),
        (settings.of_e_id, "MOCK_IDP_SUBJECT_SALT"),
        (settings.of_register, "POPULATION_SEED"),
    ],
)
def test_every_setting_has_a_meaning_and_stands_in_both_places(every, known):
    page, example = text_of("docs/reference/settings.md"), text_of(".env.example")

    found = every()

    assert known in {setting.name for setting in found}
    for setting in found:
        assert setting.meaning, setting.name
        assert f"`{setting.name}`" in page
        assert f"# {setting.name}=" in example


@pytest.mark.parametrize(
    ("every", "known"),
    [
        (commands.of_lienthong, "lienthong db upgrade"),
        (commands.of_e_id, "mock-idp serve"),
        (commands.of_register, "mock-population-db export"),
    ],
)
def test_every_command_and_option_is_described(every, known):
    page = text_of("docs/reference/commands.md")

    found = every()

    assert known in {command.name for command in found}
    for command in found:
        assert command.meaning, command.name
        assert f"### `{command.name}`" in page
        for option in command.options:
            assert f"| `{option.name}` |" in page


def test_the_launchers_own_words_are_described():
    page = text_of("docs/reference/commands.md")

    assert commands.of_launcher() == ["setup", "test"]
    for word in commands.of_launcher():
        assert f"`python3 run.py {word}`" in page


@pytest.mark.parametrize(
    ("package", "known"),
    [
        ("portal", "TooManyPages"),
        ("forms", "RealNumber"),
        ("mock_idp", "BadSetting"),
        ("mock_population_db", "DuplicateBirth"),
    ],
)
def test_every_error_says_what_happened(package, known):
    found = errors.error_classes(package)

    assert known in {error.name for error in found}
    assert [error.name for error in found if not error.meaning] == []


def test_the_openapi_document_is_the_registers_own():
    assert openapi.stored() == openapi.current(), "python tools/openapi.py write"


# --- the map --------------------------------------------------------------------


def places(markdown: str) -> list[str]:
    """Return the paths that stand as code in tables."""
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    spans = re.findall(r"`([^`\s]+)`", "\n".join(rows))
    return [span for span in spans if "/" in span and not span.startswith("/")]


def missing(found: list[str]) -> list[str]:
    return [place for place in found if not (ROOT / place).exists()]


def test_every_place_on_the_map_exists():
    found = places(text_of("docs/explanation/house.md"))

    assert len(found) > 80
    assert missing(found) == []


def test_a_place_that_does_not_exist_would_be_found():
    row = "| change the moon | `portal/moon.py`, `portal/app.py` |"

    assert missing(places(row)) == ["portal/moon.py"]


def test_every_room_is_on_the_map():
    house = text_of("docs/explanation/house.md")
    rooms = [
        place
        for place in sorted((ROOT / "portal").iterdir())
        if place.name != "__pycache__"
        and (place.is_dir() or place.suffix == ".py")
        and place.name not in {"__init__.py", "__main__.py"}
    ]

    unnamed = [
        room.name
        for room in rooms
        if f"`portal/{room.name}{'/' if room.is_dir() else ''}`" not in house
    ]

    assert len(rooms) > 20
    assert unnamed == []


# --- links and snippets ---------------------------------------------------------


def broken_links(name: str, markdown: str) -> list[str]:
    targets = re.findall(r"\]\(([^)\s]+)\)", markdown)
    local = [t.partition("#")[0] for t in targets if "://" not in t]
    folder = (ROOT / name).parent
    return [target for target in local if target and not (folder / target).exists()]


@pytest.mark.parametrize("name", MARKDOWN)
def test_no_link_leads_nowhere(name):
    assert broken_links(name, text_of(name)) == []


def test_a_link_that_leads_nowhere_would_be_found():
    assert broken_links("README.md", "[a](docs/moon.md) [b](LICENSE)") == [
        "docs/moon.md"
    ]


def shell_lines(markdown: str) -> list[str]:
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", markdown, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines()]


def unknown_words(line: str) -> list[str]:
    """Return the commands and options of our programs that do not exist."""
    words = [w.removeprefix(".venv/bin/") for w in line.split() if "=" not in w]
    if words[:2] == ["python3", "run.py"]:
        if words[2] in commands.of_launcher():
            return []
        words = ["lienthong", *words[2:]]
    if not words or words[0] not in PROGRAMS:
        return []
    every = [*commands.of_lienthong(), *commands.of_e_id(), *commands.of_register()]
    typed = " ".join(words)
    known = [c for c in every if f"{typed} ".startswith(f"{c.name} ")]
    if not known:
        return [typed]
    options = {name for o in known[0].options for name in o.name.split("/")}
    return [w for w in words if w.startswith("--") and w not in options]


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_command_in_a_text_exists(name):
    lines = shell_lines(text_of(name))
    inline = re.findall(r"`((?:python3 run\.py|lienthong) [^`]+)`", text_of(name))
    typed = [line for line in inline if line.split()[-1] != "run.py"]

    found = {line: unknown_words(line) for line in [*lines, *typed]}

    assert {line: words for line, words in found.items() if words} == {}


def test_a_command_that_does_not_exist_would_be_found():
    assert unknown_words("python3 run.py fly") == ["lienthong fly"]
    assert unknown_words(".venv/bin/lienthong serve --moon") == ["--moon"]
    assert unknown_words("PORTAL_DEMO=true lienthong worker") == []


def test_the_readme_begins_with_the_two_commands():
    for name in READMES:
        first, second = shell_lines(text_of(name))[:2]

        assert (first, second) == ("python3 run.py demo", "python3 run.py test")


def test_both_readmes_name_the_same_commands_pictures_and_pages():
    english, vietnamese = map(text_of, READMES)
    linked = re.compile(r"\]\(((?!README)[^)\s]+)\)")

    assert shell_lines(english) == shell_lines(vietnamese)
    assert sorted(linked.findall(english)) == sorted(linked.findall(vietnamese))


def test_pictures_are_small():
    pictures = list((DOCS / "images").glob("*"))

    assert pictures
    assert [p.name for p in pictures if p.stat().st_size > 250 * 1024] == []


def test_the_procedure_of_the_how_to_is_sound():
    page = text_of("docs/howto/add-a-procedure.md")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {"__name__": "market_stall"}
    exec("\n".join(blocks), names)  # noqa: S102 - our own page
    procedure = names["PROCEDURE"]
    assert isinstance(procedure, Procedure)

    found = problems(procedure, sources=SOURCES, effects=EFFECTS)

    assert found == []
    registry.register(procedure)
    try:
        assert registry.get_version("market_stall", "2026") is procedure
    finally:
        registry.unregister("market_stall", "2026")


def test_the_catalogue_entry_names_the_packages_version_and_licence():
    entry = yaml.safe_load(text_of("publiccode.yaml"))
    project = tomllib.loads(text_of("pyproject.toml"))["project"]

    assert entry["softwareVersion"] == project["version"]
    assert entry["legal"]["license"] == project["license"]
