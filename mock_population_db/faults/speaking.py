"""Faults in words, for the register's page."""

from sqlalchemy.orm import Session

from forms.i18n import gettext
from mock_population_db.faults.kinds import WORDS
from mock_population_db.faults.switching import active
from mock_population_db.models import Fault


def banner(db: Session, world: str) -> list[str]:
    """Return one line per fault that is on in a world; none when all is well."""
    return [said(fault) for fault in active(db, world)]


def said(fault: Fault) -> str:
    """Say in words what a fault does, to whom, and how often still."""
    parts = [str(WORDS[fault.kind]) % {"seconds": f"{fault.seconds:g}"}]
    if fault.caller:
        parts.append(gettext("chỉ với bên gọi %(caller)s") % {"caller": fault.caller})
    if fault.person:
        parts.append(gettext("chỉ với số %(person)s") % {"person": fault.person})
    if fault.remaining is not None:
        parts.append(gettext("còn %(times)d lần") % {"times": fault.remaining})
    return "; ".join(parts)
