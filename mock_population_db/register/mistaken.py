"""Taking one person for another, as the fault ``wrong_person`` asks.

A session that looks somebody up may carry whom it takes for whom; the right to look
is decided over the person who was asked for.
"""

from zlib import crc32

from sqlalchemy.orm import Session

from mock_population_db.nation.mixing import chain, pick
from mock_population_db.register.virtual import base_of

OPTION = "mistakes_people"


def mistake_people(db: Session) -> None:
    """Let this session take everybody it looks up for somebody else."""
    db.info[OPTION] = True


def taken_for(db: Session, number: str) -> str:
    """Return the number of the person who is found under a number."""
    return _other(db, number) if OPTION in db.info else number


def _other(db: Session, number: str) -> str:
    """Return a living person of the nation, the same one for the same number."""
    nation = base_of(db).nation
    start = pick(chain(crc32(number.encode())), nation.capacity)
    for step in range(nation.capacity):
        found = nation.person((start + step) % nation.capacity)
        if found.is_alive and found.personal_id != number:
            return found.personal_id
    return number
