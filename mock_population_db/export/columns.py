"""Columns of an export: those every person has, and all of the 26 groups."""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mock_population_db.citizen import person_row
from mock_population_db.nation.nation import Nation
from mock_population_db.register.records import person_record

Numbers = NDArray[np.int64]
Kind = Literal["number", "person", "day", "text", "json"]

COLUMNS: dict[str, Kind] = {
    "personal_id": "person",
    "full_name": "text",
    "sex": "number",
    "date_of_birth": "day",
    "ethnicity": "number",
    "household": "number",
    "commune": "number",
    "father_id": "person",
    "mother_id": "person",
    "spouse_id": "person",
}
"""Columns of every export with what their numbers mean.

``person`` is a personal number as a whole number, -1 for nobody; ``day`` counts as
``date.toordinal`` does; ``commune`` is the code as a whole number.
"""

EVERYTHING: dict[str, Kind] = {
    "surname": "text",
    "middle_name": "text",
    "given_name": "text",
    "other_names": "json",
    "nationality": "text",
    "religion": "text",
    "blood_group": "text",
    "marital_status": "text",
    "hometown": "json",
    "birth_place": "json",
    "birth_registration_place": "json",
    "residence_type": "text",
    "permanent_residence": "json",
    "temporary_residence": "json",
    "current_residence": "json",
    "absence_status": "json",
    "file_no": "text",
    "relation_to_head": "text",
    "id_card": "json",
    "old_id_9": "text",
    "phone": "text",
    "email": "text",
    "insurance_number": "text",
    "occupation": "text",
    "education": "text",
    "representatives": "json",
}
"""What ``--facts all`` adds: the rest of the 26 groups, person by person."""

Table = dict[str, Any]


def table_of(nation: Nation, people: Numbers, *, everything: bool = False) -> Table:
    """Return the columns of some people; numbers as arrays, texts as lists."""
    facts = nation.batch(people)
    codes = np.array([int(code) for code in _codes(nation)], np.int64)
    found: Table = {
        "personal_id": facts.number,
        "full_name": facts.names(),
        "sex": facts.sex,
        "date_of_birth": facts.date_of_birth,
        "ethnicity": facts.ethnicity,
        "household": facts.household,
        "commune": codes[facts.commune],
        "father_id": nation.numbers_of(facts.father),
        "mother_id": nation.numbers_of(facts.mother),
        "spouse_id": nation.numbers_of(facts.spouse),
    }
    if everything:
        found |= _everything(nation, people)
    return found


def _codes(nation: Nation) -> tuple[str, ...]:
    return nation.batch(np.empty(0, np.int64)).crowd.plan.places.codes


def _everything(nation: Nation, people: Numbers) -> Table:
    found: Table = {name: [] for name in EVERYTHING}
    for index in people.tolist():
        row = person_row(nation, index)
        record = person_record(row, "")
        record |= {"file_no": row.file_no, "relation_to_head": row.relation_to_head}
        for name, kind in EVERYTHING.items():
            value = record[name]
            found[name].append(_json(value) if kind == "json" else value)
    return found


def _json(value: object) -> str | None:
    if value is None or value == []:
        return None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=50_000)
def day_text(ordinal: int) -> str:
    """Return a day as ``YYYY-MM-DD``."""
    return date.fromordinal(ordinal).isoformat()


def compact_days(ordinals: Numbers) -> Numbers:
    """Return days as whole numbers ``YYYYMMDD``."""
    epoch = date(1970, 1, 1).toordinal()
    days = (ordinals - epoch).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    found: Numbers = (month // 12 + 1970) * 10_000 + (month % 12 + 1) * 100 + day
    return found


def texts(table: Table) -> Iterator[list[str]]:
    """Yield each column as texts that people read; empty where there is nothing."""
    for name, values in table.items():
        kind = (COLUMNS | EVERYTHING)[name]
        if kind == "person":
            yield ["" if one < 0 else str(one) for one in values.tolist()]
        elif kind == "day":
            yield [day_text(one) for one in values.tolist()]
        elif name == "commune":
            yield [f"{one:05}" for one in values.tolist()]
        elif name == "ethnicity":
            yield [f"{one:02}" for one in values.tolist()]
        elif kind == "number":
            yield [str(one) for one in values.tolist()]
        else:
            yield ["" if one is None else one for one in values]
