"""Names: the family's from the male line, the others by people, sex and cohort."""

from bisect import bisect_right
from collections.abc import Sequence

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.names import DRAWS_BITS, PLAIN, REGIONS
from mock_population_db.nation.mixing import mix, pick
from mock_population_db.nation.shapes.slots import CELLS, YEARS, Kind
from mock_population_db.nation.single.kinship import Kinship
from mock_population_db.nation.single.tables import Tables
from mock_population_db.nation.single.tracing import Birth, Seat, Tracer

_DROPPED_BITS = 32 - DRAWS_BITS
_STRANGER = int(Kind.STRANGER)


class Naming:
    """Names people."""

    def __init__(self, tables: Tables, tracer: Tracer, kinship: Kinship) -> None:
        self._t = tables
        self._tracer = tracer
        self._kinship = kinship
        names = tables.plan.names
        self.texts = names.texts
        self._draws: Sequence[int] = names.draws.data
        self._text: list[int] = names.text.tolist()
        self._after: list[int] = names.after.tolist()
        self._last = names.last_word.tolist()
        self._family = names.family.tolist()
        self._middle, self._given = names.middle.tolist(), names.given.tolist()
        self._patterns = names.patterns
        self._from_mother = names.from_mother.tolist()
        self._regions = [REGIONS.index(word) for word in tables.plan.units.regions]

    def person_key(self, birth: Birth) -> int:
        """Return the hash from which all draws of a person come."""
        code = self._tracer.code(self._t.province[birth.unit], birth.cell)
        return mix(self._t.keys.of(Purpose.PERSON, code) ^ birth.number)

    def group(self, birth: Birth, key: int) -> int:
        """Return the ethnic group, 1..54."""
        t = self._t
        if birth.kind != _STRANGER:
            return t.group[birth.unit]
        home = t.province[birth.unit]
        low, high = t.unit_run[t.unit_first[home]], t.unit_run[t.unit_first[home + 1]]
        lane = t.keys.of(Purpose.ETHNICITY, key)
        return t.group[bisect_right(t.unit_run, low + pick(lane, high - low)) - 1]

    def people(self, birth: Birth, group: int) -> int:
        """Return the number of the lists that apply: group and region."""
        return group * len(REGIONS) + self._regions[self._t.province[birth.unit]]

    def own(self, people: int, cell: int, key: int) -> tuple[int, int]:
        """Return the middle and the given name of a person, as texts."""
        at = people * CELLS + cell
        middle = self._text[self._draw(Purpose.MIDDLE, self._middle[at], key)]
        item = self._draw(Purpose.GIVEN, self._given[at], key)
        given = self._text[item]
        return middle, self._after[item] if given == self._last[middle] else given

    def _draw(self, purpose: Purpose, names: int, key: int) -> int:
        lane = self._t.keys.of(purpose, key)
        return self._draws[(names << DRAWS_BITS) + (lane >> _DROPPED_BITS)]

    def root(self, birth: Birth, cradle: Seat | None) -> Birth:
        """Return the birth of the first known ancestor with the family name."""
        t, kinship = self._t, self._kinship
        while cradle is not None:
            column = t.father
            if self._from_mother[t.group[cradle.unit]] or t.father[cradle.place] < 0:
                column = t.mother
            above = kinship.parent(cradle, column)
            if above is None:
                break
            birth = self._tracer.birth(above)
            cradle = kinship.cradle(above, birth)
        return birth

    def family(self, root: Birth) -> int:
        """Return the family name of a root, as a text."""
        key = self.person_key(root)
        people = self.people(root, self.group(root, key))
        return self._text[self._draw(Purpose.FAMILY, self._family[people], key)]

    def written(
        self, people: int, cell: int, family: int, middle: int, given: int
    ) -> tuple[str, str, str]:
        """Return surname, middle name and given name as the register stores them."""
        texts, patterns = self.texts, self._patterns[people][cell // YEARS]
        if patterns == PLAIN:
            return texts[family], texts[middle], texts[given]
        surname, middles, last = (
            part.replace("{family}", texts[family])
            .replace("{middle}", texts[middle])
            .replace("{given}", texts[given])
            for part in patterns
        )
        return surname, middles, last
