"""Places: the map of the nation, a province, a commune with its households."""

from flask import render_template, request

from forms import codelists
from forms.errors import UnknownCode
from mock_population_db.api.calling import register
from mock_population_db.db import transaction
from mock_population_db.figures import counts
from mock_population_db.models import Person
from mock_population_db.page.blueprint import PageNotFound, nation, page, world
from mock_population_db.page.drawing import pyramid, tiles
from mock_population_db.page.reading import remember
from mock_population_db.register.lookups import people_by_number
from mock_population_db.register.virtual import base_of

HOMES_SHOWN = 20
LAST_PAGE = 10_000


@page.get("/places")
def places() -> str:
    """Show the map of counts and the ages of the nation."""
    people = counts.provinces(nation())
    return render_template(
        "population/places.html",
        people=people,
        provinces=codelists.provinces(),
        map=tiles.draw(people),
        bands=counts.bands_of(nation()),
        pyramid=pyramid.draw(counts.bands_of(nation())),
        nation=nation(),
    )


@page.get("/places/<code>")
def province(code: str) -> str:
    """Show a province: its people by age, its communes."""
    try:
        unit = codelists.province(code)
    except UnknownCode as error:
        raise PageNotFound from error
    bands = counts.bands_of(nation(), code)
    return render_template(
        "population/province.html",
        province=unit,
        people=counts.provinces(nation())[code],
        bands=bands,
        pyramid=pyramid.draw(bands),
        communes=counts.communes_of(nation(), code),
    )


@page.get("/communes/<code>")
def commune(code: str) -> str:
    """Show a commune: counts, ages, ethnic groups, and some of its households."""
    try:
        unit = codelists.commune(code)
        found = counts.commune_counts(nation(), code)
    except (UnknownCode, KeyError) as error:
        raise PageNotFound from error
    pages = max(1, -(-found.households // HOMES_SHOWN))
    turn = min(_turn(), pages)
    shows_people = register().settings.shows_people
    return render_template(
        "population/commune.html",
        commune=unit,
        province=codelists.province(unit.province),
        counts=found,
        pyramid=pyramid.draw(found.bands),
        ethnicities=found.ethnicities[:10],
        heads=_heads(code, turn) if shows_people else [],
        turn=turn,
        pages=pages,
    )


def _turn() -> int:
    text = request.args.get("page", "1")
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE))
    return max(1, int(text)) if is_number else 1


def _heads(code: str, turn: int) -> list[tuple[Person, int]]:
    """Return the heads of the households of one page, with their members then."""
    people, start = nation(), (turn - 1) * HOMES_SHOWN
    homes = [
        people.household(home)
        for place, home in enumerate(people.households_of(code))
        if start <= place < start + HOMES_SHOWN
    ]
    with transaction(register().engine) as db:
        base = base_of(db)
        numbers = [base.nation.person(home.head).personal_id for home in homes]
        rows = people_by_number(db, numbers, world())
        remember(db, numbers)
    return [
        (rows[number], len(home.members))
        for number, home in zip(numbers, homes, strict=True)
    ]
