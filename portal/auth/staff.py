"""The demo's staff: keeps the staff directory in step with ``staff.csv``.

The e-ID says who somebody is; which office they work for is the portal's own
knowledge. The people are invented and stand in the register's cast too.
"""

import csv
from pathlib import Path

from sqlalchemy.orm import Session

from portal.auth.models import Membership

DEMO_STAFF = Path(__file__).parent / "staff.csv"


def load_staff(db: Session, file: Path = DEMO_STAFF) -> int:
    """Add or update the people of a CSV file; returns how many it holds.

    Columns: person_id, full_name, office, title. Never commits.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        db.merge(Membership(**row, is_active=True))
    return len(rows)
