"""Phones and e-mail addresses that reach nobody.

Only ``09990`` and five digits are free to use: 100,000 phones for a nation. The cast
has those below 1,000. All others are given again and again, under a rule:

* within a household no two members have the same phone;
* within a commune of up to 9,900 homes nobody has anybody's; in a larger one a phone
  comes up again only in every 9,900th home;
* between communes phones repeat, so a phone never identifies a person.

E-mail addresses end in nine digits that belong to one person only.
"""

import re

from forms import names
from mock_population_db.citizen.draws import label
from mock_population_db.citizen.series import MAILBOXES
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.mixing import chain

PREFIX, FIRST, PHONES = "09990", 1_000, 99_000
HOMES, MEMBERS = 9_900, 10
"""Homes of a commune without repetition, members of a home with a phone."""
STRIDE = 61_187  # shares no factor with 99,000
FROM_AGE, OLD_AGE = 14, 75
PHONE_PER_MILLE = {False: 970, True: 700}
EMAIL_PER_MILLE = {False: 650, True: 80}
_PHONE, _EMAIL, _SCATTER = map(label, ("phone", "email", "phone scatter"))
_NOT_LETTERS = re.compile("[^a-z]")


def phone(subject: Subject) -> str | None:
    """Return a person's phone number, None for children and some others."""
    if not subject.base.is_alive or subject.age < FROM_AGE:
        return None
    rank = subject.home.members.index(subject.index)
    share = PHONE_PER_MILLE[subject.age >= OLD_AGE]
    if rank >= MEMBERS or not subject.draws.chance(_PHONE, share):
        return None
    home = subject.home
    place = home.plot + rank * HOMES
    start = chain(subject.nation.seed, _SCATTER, int(home.commune))
    return f"{PREFIX}{FIRST + (place * STRIDE + start) % PHONES:05}"


def email(subject: Subject, phone: str | None) -> str | None:
    """Return the e-mail address of somebody with a phone, of most."""
    share = EMAIL_PER_MILLE[subject.age >= OLD_AGE]
    if phone is None or not subject.draws.chance(_EMAIL, share):
        return None
    base = subject.base
    words = [
        _NOT_LETTERS.sub("", names.fold(word))
        for word in (base.given_name, base.surname)
    ]
    number = MAILBOXES.number(subject.nation, subject.index)
    return f"{'.'.join(word for word in words if word)}.{number}@example.vn"
