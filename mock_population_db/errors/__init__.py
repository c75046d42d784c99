"""What can go wrong in the register.

The class docstring is the English meaning; ``message`` is what a caller reads, in
the order where - why - what to do. ``code`` is stable and part of the contract.
"""

from mock_population_db.errors.access import (
    BatchNotAllowed,
    ConsentExpired,
    ConsentMissing,
    ConsentNotFitting,
    ConsentNotFound,
    ConsentNotNeeded,
    ConsentRevoked,
    GroupNotNeeded,
    NotSigned,
    NotThePersonThemself,
    OfficialMissing,
    OfficialUnknown,
    OverQuota,
    PurposeNotAllowed,
    PurposeUnknown,
    RequestRepeated,
)
from mock_population_db.errors.asking import (
    HouseholdNotFound,
    Malformed,
    NoticeNotFound,
    PersonNotFound,
    RealNumber,
)
from mock_population_db.errors.callers import (
    HeaderMalformed,
    KeyRefused,
    PurposeMissing,
    RequesterMissing,
)
from mock_population_db.errors.finding import (
    CursorUnknown,
    FindingScopeUnknown,
    NobodyFound,
    ReservationNotFound,
    SearchNotAllowed,
)
from mock_population_db.errors.living import DayAhead, NoSuchCommune
from mock_population_db.errors.root import (
    PopulationError,
)
from mock_population_db.errors.running import (
    FaultNotKnown,
    OtherPopulation,
    RegisterDown,
)
from mock_population_db.errors.writing import (
    AddressNotOfHousehold,
    AlreadyInsured,
    DuplicateBirth,
    HeadLeavesHousehold,
    IdempotencyConflict,
    IdempotencyKeyMissing,
    ImplausibleBirth,
    NotHouseholdHead,
    NoticeMismatch,
    NoticeUsed,
    NumbersExhausted,
    PersonDeceased,
)

__all__ = [
    "AddressNotOfHousehold",
    "AlreadyInsured",
    "BatchNotAllowed",
    "ConsentExpired",
    "ConsentMissing",
    "ConsentNotFitting",
    "ConsentNotFound",
    "ConsentNotNeeded",
    "ConsentRevoked",
    "CursorUnknown",
    "DayAhead",
    "DuplicateBirth",
    "FaultNotKnown",
    "FindingScopeUnknown",
    "GroupNotNeeded",
    "HeadLeavesHousehold",
    "HeaderMalformed",
    "HouseholdNotFound",
    "IdempotencyConflict",
    "IdempotencyKeyMissing",
    "ImplausibleBirth",
    "KeyRefused",
    "Malformed",
    "NoSuchCommune",
    "NobodyFound",
    "NotHouseholdHead",
    "NotSigned",
    "NotThePersonThemself",
    "NoticeMismatch",
    "NoticeNotFound",
    "NoticeUsed",
    "NumbersExhausted",
    "OfficialMissing",
    "OfficialUnknown",
    "OtherPopulation",
    "OverQuota",
    "PersonDeceased",
    "PersonNotFound",
    "PopulationError",
    "PurposeMissing",
    "PurposeNotAllowed",
    "PurposeUnknown",
    "RealNumber",
    "RegisterDown",
    "RequestRepeated",
    "RequesterMissing",
    "ReservationNotFound",
    "SearchNotAllowed",
]
