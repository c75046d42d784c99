"""First values from the sign-in: what the identity provider vouches for."""

from collections.abc import Callable

from forms import contacts, dates
from forms.contacts import ContactError
from forms.names import normalise
from portal.autofill.case import Case, Findings
from portal.autofill.values import Found

_SEXES = {"male": "1", "female": "2", "1": "1", "2": "2"}


def read(case: Case, findings: Findings) -> None:
    """Offer the requester's own number, name, date of birth, sex and contacts."""
    origin = Found("", "identity", case.person_id)
    claims = case.claims
    found = {
        "personal_id": case.person_id,
        "full_name": normalise(claims.get("full_name", "")),
        "date_of_birth": _date(claims.get("date_of_birth", "")),
        "sex": _SEXES.get(claims.get("sex", "")),
        "phone": _contact(contacts.phone, claims.get("phone", "")),
        "email": _contact(contacts.email, claims.get("email", "")),
    }
    for name, value in found.items():
        findings.offer(name, value, origin)


def _date(text: str) -> str | None:
    # OpenID Connect Core 1.0 §5.1: a year alone is allowed, 0000 hides the year.
    return text if dates.is_canonical(text) else None


def _contact(read_text: Callable[[str], str], text: str) -> str | None:
    """Return a contact as eForms hold it; one they refuse is no contact."""
    try:
        return read_text(text)
    except ContactError:
        return None
