"""Code lists of the record: what a code of a field means.

The table ``codes.csv`` holds the lists of the population database (numbers as the
published look-up services send them) and the project's own; ethnic groups, countries
and a child's relations to the head are those of :mod:`forms.codelists`.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms import codelists
from forms.codelists import Option
from forms.codelists.lists import Named

TABLE = Path(__file__).with_name("codes.csv")


@dataclass(frozen=True)
class Code:
    """One code with its meaning."""

    code: str
    name: str
    english: str


@cache
def code_lists() -> Mapping[str, tuple[Code, ...]]:
    """Return all lists by name; names are those of the record's fields."""
    lists: dict[str, list[Code]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = Code(row["code"], row["name"], row["english"])
            lists.setdefault(row["list"], []).append(code)
    lists["relation_to_head"] += _from_options(codelists.relations_to_head())
    lists["ethnicity"] = _from_options(codelists.ethnic_groups())
    lists["country"] = _from_options(codelists.countries())
    return {name: tuple(codes) for name, codes in lists.items()}


def _from_options(options: Iterable[Option]) -> list[Code]:
    return [
        Code(option.code, str.__str__(option.label), _english(option))
        for option in options
    ]


def _english(option: Option) -> str:
    label = option.label
    return label.english if isinstance(label, Named) else str.__str__(label)
