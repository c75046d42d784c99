"""New numbers: personal ids and insurance numbers, each given out once for ever.

A series counts what it has issued. The count walks through all serials in a fixed
scattered order, so consecutive children do not get consecutive numbers.
"""

from sqlalchemy.orm import Session

from forms import personal_id
from mock_population_db.errors import NumbersExhausted
from mock_population_db.models import Serial
from mock_population_db.register.virtual import base_of

INSURANCE_PREFIX = "99"  # no province has this code; the base uses 98
INSURANCE_SERIALS = 100_000_000
INSURANCE_STRIDE = 61_803_399
INSURANCE_START = 31_415_926


def issue_personal_id(db: Session, *, province: str, sex: str, year: int) -> str:
    """Issue the next free personal id of a province, sex and year of birth.

    The caller holds the writers' lock, so two children never get the same number;
    the nation keeps these numbers free for ever.

    Raises:
        NumbersExhausted: all serials of this cell are taken.
    """
    series = f"personal_id/{province}/{sex}/{year}"
    count = _issued(db, series)
    nation = base_of(db).nation
    try:
        number = nation.number_of_newborn(f"{province:0>3}", sex, year, count)
    except personal_id.PersonalIdError as error:
        raise NumbersExhausted from error
    _note(db, series, count + 1)
    return number


def issue_insurance_number(db: Session) -> str:
    """Issue the next insurance number: ten digits that no province starts.

    Raises:
        NumbersExhausted: all numbers are given out.
    """
    count = _issued(db, "insurance")
    if count >= INSURANCE_SERIALS:
        raise NumbersExhausted
    _note(db, "insurance", count + 1)
    serial = (INSURANCE_START + count * INSURANCE_STRIDE) % INSURANCE_SERIALS
    return f"{INSURANCE_PREFIX}{serial:08}"


def _issued(db: Session, series: str) -> int:
    found = db.get(Serial, series)
    return found.issued if found else 0


def _note(db: Session, series: str, issued: int) -> None:
    db.merge(Serial(series=series, issued=issued))
    db.flush()
