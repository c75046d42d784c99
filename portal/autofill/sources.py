"""The sources of first values, in the order in which they are asked.

Each adds to the findings and never raises: what it could not read is an outage.
The computed values come last, because they look at all the others.
"""

from collections.abc import Callable

from forms.autofill import Source
from portal.autofill import birth_notice, computed, identity, population
from portal.autofill.case import Case, Findings

SOURCES: dict[Source, Callable[[Case, Findings], None]] = {
    "identity": identity.read,
    "birth_notice": birth_notice.read,
    "population": population.read,
    "computed": computed.read,
}
