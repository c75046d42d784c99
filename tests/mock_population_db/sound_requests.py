"""Bodies that the register takes, by path: what generated requests are grown from."""

from typing import Any

from tests.mock_population_db.callers import (
    DAO,
    a_birth,
    a_residence,
    address,
    an_insurance,
)
from tests.mock_population_db.events import bodies
from tests.mock_population_db.events.clan import MOTHER, OTHER_WOMAN, SON, STRANGER
from tests.mock_population_db.facade.asking import OFFICIAL

NAME, BORN = "Trần Thị Hồng Đào", "1996-02-29"
_CLAIM = {"personal_id": DAO, "full_name": NAME, "date_of_birth": BORN}
_PLAIN = {
    "ma_yeu_cau": "1",
    "ma_dvc": "1.001193",
    "ma_tich_hop": "037",
    "ma_can_bo": OFFICIAL,
    "so_dinh_danh": DAO,
    "ho_va_ten": NAME,
    "ngay_sinh": BORN,
}
BODIES: dict[str, dict[str, Any]] = {
    "/v1/people/search": {"full_name": NAME, "date_of_birth": BORN},
    "/v1/people/verify": _CLAIM,
    "/v1/people/verify-fields": {
        "personal_id": DAO,
        "fields": {"full_name": NAME, "date_of_birth": BORN, "sex": "2"},
    },
    "/v1/people/verify-batch": {"rows": [_CLAIM, {**_CLAIM, "full_name": "Ai đó"}]},
    "/v1/reservations": {"criteria": {"sex": "2", "age_from": 20}, "minutes": 5},
    "/v1/consents": {
        "personal_id": DAO,
        "recipient": "demo",
        "purpose": "bank_account",
        "scope": ["identity"],
        "until": "2026-12-31",
    },
    "/v1/births": a_birth(),
    "/v1/residences": a_residence(DAO),
    "/v1/insurance-numbers": an_insurance(DAO),
    "/v1/events/deaths": bodies.a_death(),
    "/v1/events/deaths/cancellations": bodies.a_cancellation(),
    "/v1/events/marriages": bodies.a_marriage(),
    "/v1/events/divorces": bodies.a_divorce(),
    "/v1/events/paternities": bodies.a_paternity(SON, STRANGER),
    "/v1/events/corrections": bodies.a_correction(),
    "/v1/events/moves": bodies.a_move(),
    "/v1/events/household-heads": {
        "file_no": bodies.OF_WOMAN,
        "head_id": bodies.WOMAN,
        "changed_on": "2026-03-09",
        **bodies.PAPER,
        "certificate_number": "1/2026",
    },
    "/v1/events/temporary-residences": bodies.a_stay(),
    "/v1/events/temporary-residences/end": {
        "personal_id": SON,
        "ended_on": "2026-03-10",
    },
    "/v1/events/absences": {
        "personal_id": OTHER_WOMAN,
        "from_on": "2026-03-09",
        "until_on": "2026-09-09",
        "reason": "Đi học",
        "place": address(commune="00082"),
    },
    "/v1/events/absences/end": {"personal_id": OTHER_WOMAN, "ended_on": "2026-03-10"},
    "/v1/events/identity-cards": {
        "personal_id": MOTHER,
        "issued_on": "2026-03-09",
        "reason": "lost",
    },
    "/v1/events/contacts": {"personal_id": MOTHER, "phone": "0999012345"},
    "/v1/events/birth-notices": bodies.a_birth_notice(),
    "/v1/events/death-notices": bodies.a_death_notice(),
    "/facade/v1/lookup": _PLAIN,
    "/facade/v1/verify": _PLAIN,
    "/admin/faults": {"kind": "stale", "seconds": 0},
}
