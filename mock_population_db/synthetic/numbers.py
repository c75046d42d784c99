"""Numbers that nobody else has: personal ids, phones, insurance numbers."""

from collections.abc import Callable

from forms import personal_id
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import Population

FIRST_PHONE, LAST_PHONE = 1_000, 99_999  # below 1,000 is the cast's
FIRST_INSURANCE, LAST_INSURANCE = 9_810_000_000, 9_899_999_999  # 980… is the cast's


class Numbers:
    """Remembers what was given, so that nothing is given twice."""

    def __init__(self, population: Population) -> None:
        self._taken = {person.personal_id for person in population.people}

    def personal_id(self, former: str, sex: str, year: int, draw: Draw) -> str:
        """Give a personal id of a former province, sex and year of birth."""
        return self._fresh(
            draw,
            "serial",
            lambda serial: personal_id.compose(former, sex, year, serial),
            (0, 999_999),
        )

    def phone(self, draw: Draw) -> str:
        """Give a phone number of the reserved range."""
        return self._fresh(
            draw, "phone", "09990{:05}".format, (FIRST_PHONE, LAST_PHONE)
        )

    def insurance(self, draw: Draw) -> str:
        """Give an insurance number that no province starts."""
        return self._fresh(draw, "insurance", str, (FIRST_INSURANCE, LAST_INSURANCE))

    def _fresh(
        self,
        draw: Draw,
        label: str,
        write: Callable[[int], str],
        bounds: tuple[int, int],
    ) -> str:
        attempt = 0
        while True:
            number = write(draw.number(f"{label}/{attempt}", *bounds))
            if number not in self._taken:
                self._taken.add(number)
                return number
            attempt += 1
