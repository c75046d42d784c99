"""Where to look: a commune, or all communes of a province."""

from dataclasses import dataclass

from forms import codelists
from forms.codelists.units import is_commune
from mock_population_db.errors import FindingScopeUnknown


@dataclass(frozen=True)
class Scope:
    """Communes in a fixed order; people belong where their permanent residence is."""

    communes: tuple[str, ...]

    def from_commune(self, code: str) -> tuple[str, ...]:
        """Return the communes from one on; all when it is not among them."""
        if code not in self.communes:
            return self.communes
        return self.communes[self.communes.index(code) :]


def scope(*, commune: str | None = None, province: str | None = None) -> Scope:
    """Return a scope by a five-digit commune or a two-digit province.

    Raises:
        FindingScopeUnknown: there is no such unit, or both are named.
    """
    if commune and not province and is_commune(commune):
        return Scope((commune,))
    known = {unit.code for unit in codelists.provinces()}
    if province and not commune and province in known:
        units = codelists.communes(province)
        return Scope(tuple(sorted(unit.code for unit in units)))
    raise FindingScopeUnknown(scope=(commune or province or "–")[:40])
