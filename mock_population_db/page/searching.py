"""Finding a person: by number, or by name and day of birth in the whole nation."""

from dataclasses import dataclass, field
from datetime import date

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms import names
from forms.i18n import gettext
from mock_population_db.api.calling import register
from mock_population_db.db import transaction
from mock_population_db.errors import PopulationError
from mock_population_db.finding.named import named
from mock_population_db.models import Person
from mock_population_db.page.blueprint import link, must_show_people, page, world
from mock_population_db.page.reading import remember
from mock_population_db.register.lookups import checked_number, find_person

BOXES = ("number", "name", "day", "month", "year")
LONGEST = 200
UNPROCESSABLE = 422


@dataclass
class Asked:
    """What was typed, and what is wrong with it by box."""

    number: str = ""
    name: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def born_on(self) -> date | None:
        """The day of birth, None when it is none."""
        try:
            return date(int(self.year), int(self.month), int(self.day))
        except ValueError:
            return None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.number or self.name or self.day or self.month or self.year)


@page.get("/search")
def search() -> str | Response | tuple[str, int]:
    """Find people; one found by number is shown at once."""
    must_show_people()
    number, name, day, month, year = (_typed(box) for box in BOXES)
    asked = Asked(number, name, day, month, year)
    found: list[Person] | None = None
    if "sought" in request.args:
        if asked.number:
            found_number = _number(asked)
            if found_number:
                return redirect(link("person", number=found_number), 303)
        else:
            found = _named(asked)
    body = render_template("population/search.html", asked=asked, found=found)
    return (body, UNPROCESSABLE) if asked.errors else body


def _typed(box: str) -> str:
    text = request.args.get(box, "")[:LONGEST]
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _number(asked: Asked) -> str | None:
    """Return the number that was typed when somebody has it."""
    try:
        number = checked_number("".join(asked.number.split()))
    except PopulationError as error:
        asked.errors["number"] = error.detail
        return None
    with Session(register().engine) as db:
        if find_person(db, number, world()):
            return number
    asked.errors["number"] = gettext(
        "Số định danh: chưa có ai mang số này. Kiểm tra lại từng chữ số."
    )
    return None


def _named(asked: Asked) -> list[Person] | None:
    name, born_on = names.normalise(asked.name), asked.born_on
    if not name:
        asked.errors["name"] = gettext(
            "Họ và tên: chưa có. Gõ đủ họ, chữ đệm và tên, hoặc tìm bằng số định danh."
        )
    if born_on is None:
        asked.errors["day"] = gettext(
            "Ngày sinh: chưa phải một ngày có thật. Gõ đủ ngày, tháng, năm bằng số."
        )
    if asked.errors or born_on is None:
        return None
    with transaction(register().engine) as db:
        found = named(db, name, born_on, world())
        remember(db, [person.personal_id for person in found])
    return found
