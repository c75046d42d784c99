"""Shapes of what callers send and receive, by subject."""

from mock_population_db.api.schemas.accounts import (
    Account,
    Accounts,
    AccountsQuery,
    Read,
    Reads,
    ReadsQuery,
    Staff,
)
from mock_population_db.api.schemas.addresses import Address, HomeAddress, Hometown
from mock_population_db.api.schemas.claims import Claim, Verdict
from mock_population_db.api.schemas.dictionary import Dictionary
from mock_population_db.api.schemas.events import (
    BirthAnswer,
    Child,
    InsuranceAnswer,
    NewBirth,
    NewInsurance,
    NewResidence,
    ResidenceAnswer,
)
from mock_population_db.api.schemas.families import (
    Family,
    Household,
    Marriage,
    Member,
    NamedPerson,
)
from mock_population_db.api.schemas.notices import BirthNotice, BirthNotices, Facility
from mock_population_db.api.schemas.people import (
    Absence,
    Death,
    IdCard,
    Membership,
    Person,
    Representative,
)
from mock_population_db.api.schemas.shape import Shape

__all__ = [
    "Absence",
    "Account",
    "Accounts",
    "AccountsQuery",
    "Address",
    "BirthAnswer",
    "BirthNotice",
    "BirthNotices",
    "Child",
    "Claim",
    "Death",
    "Dictionary",
    "Facility",
    "Family",
    "HomeAddress",
    "Hometown",
    "Household",
    "IdCard",
    "InsuranceAnswer",
    "Marriage",
    "Member",
    "Membership",
    "NamedPerson",
    "NewBirth",
    "NewInsurance",
    "NewResidence",
    "Person",
    "Read",
    "Reads",
    "ReadsQuery",
    "Representative",
    "ResidenceAnswer",
    "Shape",
    "Staff",
    "Verdict",
]
