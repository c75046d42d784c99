"""E-ID accounts: who has one, and at which level."""

from mock_population_db.citizen.cards import id_card
from mock_population_db.citizen.contacts import phone
from mock_population_db.citizen.draws import Shares, label
from mock_population_db.citizen.subject import Subject
from mock_population_db.models import Account
from mock_population_db.nation.nation import AS_OF, Nation

LEVELS = {2: 72, 1: 16, 0: 12}
FROM_AGE = 14
_LEVEL = label("account level")
_SHARES = Shares(LEVELS.items())


def account_row(nation: Nation, index: int) -> Account | None:
    """Return a person's e-ID account, None without a valid card or a phone.

    It is in no session.

    Raises:
        IndexError: there is no such person.
    """
    subject = Subject(nation, index)
    if subject.age < FROM_AGE or not phone(subject):
        return None
    held = id_card(subject)
    if held is None or (held["expires_on"] or "9999") <= AS_OF.isoformat():
        return None
    level = _SHARES.of(subject.draws, _LEVEL)
    if level == 0:
        return None
    return Account(personal_id=subject.base.personal_id, level=level, status="active")
