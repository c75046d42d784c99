"""Personal ids of relatives."""

from typing import overload

from mock_population_db.nation.nation import Nation


@overload
def number_of(nation: Nation, index: int) -> str: ...
@overload
def number_of(nation: Nation, index: None) -> None: ...
@overload
def number_of(nation: Nation, index: int | None) -> str | None: ...
def number_of(nation: Nation, index: int | None) -> str | None:
    """Return the personal id of a relative, None for nobody."""
    return None if index is None else nation.number_of(index)
