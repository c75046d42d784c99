"""How often each kind of defect is made, and where more often."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from forms.i18n import gettext
from mock_population_db.quality.defects.catalogue import KINDS
from mock_population_db.quality.errors import ConfigMalformed

_MOST_UNEQUAL = 3.0
_DECADE = 10


@dataclass(frozen=True)
class Config:
    """What to spoil.

    Attributes:
        rates: share of all rows by kind, 0 to 1; kinds left out are not made.
        office: how unequal offices are: the spread of the logarithm of their factors.
        eras: factors by decade of registration, ``1990`` for 1990 to 1999.
    """

    rates: Mapping[str, float]
    office: float = 0.0
    eras: Mapping[int, float] = field(default_factory=dict)

    @property
    def is_correlated(self) -> bool:
        """Tell whether rows differ in how likely they are to be spoilt."""
        return bool(self.office or self.eras)


def read_config(path: Path) -> Config:
    """Read a configuration.

    Raises:
        ConfigMalformed: it is not TOML, or says something impossible.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigMalformed(where=path.name, why=str(error)) from error
    return _config(found)


@cache
def default_config() -> Config:
    """Return the rates for exercises."""
    return read_config(Path(__file__).with_name("default.toml"))


def _config(found: dict[str, Any]) -> Config:
    _only("", found, {"rates", "correlation"})
    rates = found.get("rates", {})
    correlation = found.get("correlation", {})
    if not isinstance(rates, dict) or not isinstance(correlation, dict):
        raise ConfigMalformed(where="rates, correlation", why=gettext("cần một bảng"))
    _only("rates", rates, set(KINDS))
    _only("correlation", correlation, {"office", "eras"})
    eras = correlation.get("eras", {})
    if not isinstance(eras, dict):
        raise ConfigMalformed(where="correlation.eras", why=gettext("cần một bảng"))
    return Config(
        {kind: _number(f"rates.{kind}", rate, 1.0) for kind, rate in rates.items()},
        _number("correlation.office", correlation.get("office", 0.0), _MOST_UNEQUAL),
        {_decade(name): _number(f"eras.{name}", f, 100) for name, f in eras.items()},
    )


def _only(where: str, found: dict[str, Any], known: set[str]) -> None:
    for name in found:
        if name not in known:
            why = gettext("không có tên này; dùng %s") % ", ".join(sorted(known))
            raise ConfigMalformed(where=f"{where}.{name}".strip("."), why=why)


def _number(where: str, value: object, most: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # written so that nan fails too
    if not is_number or not 0 <= float(value) <= most:  # type: ignore[arg-type]
        raise ConfigMalformed(where=where, why=gettext("cần số từ 0 đến %s") % most)
    return float(value)  # type: ignore[arg-type]


def _decade(name: str) -> int:
    if not (name.isascii() and name.isdigit()) or int(name) % _DECADE:
        why = gettext("cần năm đầu của một thập niên, ví dụ 1990")
        raise ConfigMalformed(where=f"correlation.eras.{name}", why=why)
    return int(name)
