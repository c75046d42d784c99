"""Verification: all or nothing, field by field, and many people at once."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import Response, g, request
from marshmallow import ValidationError

from mock_population_db import errors
from mock_population_db.access import rights
from mock_population_db.api import schemas
from mock_population_db.api.calling import Desk, at_reading_desk, charge, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.api.schemas.verification import (
    BatchClaim,
    BatchVerdict,
    FieldsClaim,
    FieldsVerdict,
)
from mock_population_db.models import Person
from mock_population_db.register import lookups
from mock_population_db.verification.batch import (
    MATCHES,
    Claim,
    RowClass,
    classify,
    is_dead,
)
from mock_population_db.verification.claims import check_fields

BATCH = "/verify-batch"
LARGEST_BODY = 512 * 1024
"""A thousand rows need more than other requests may send."""
LONGEST_REFERENCE = 64

Row = dict[str, Any]


def check_verifier() -> Response | None:
    """Stop a request that may not pass; a batch may be larger than other bodies."""
    if request.path.endswith(BATCH):
        request.max_content_length = LARGEST_BODY
    return check_caller()


door = Door("verification", "/v1/people", "Verification", check_verifier)


@door.post("/verify", schemas.Claim, schemas.Verdict)
def verify(claim: dict[str, str]) -> dict[str, bool]:
    """Say whether number, full name and date of birth all belong together."""
    with at_reading_desk() as desk:
        desk.rights_over(claim["personal_id"])
        person = lookups.find_person(desk.db, claim["personal_id"], desk.world)
        if person:
            desk.remember((person.personal_id,), verified("full_name", "date_of_birth"))
        return {
            "exists": lookups.is_same_person(
                person,
                full_name=claim["full_name"],
                date_of_birth=claim["date_of_birth"],
            )
        }


@door.post("/verify-fields", FieldsClaim, FieldsVerdict)
def verify_fields(claim: dict[str, Any]) -> dict[str, Any]:
    """Say of each fact whether it is right: match, differ or unknown."""
    number, said = claim["personal_id"], claim["fields_"]
    with at_reading_desk() as desk:
        allowed = desk.rights_over(number)
        person = lookups.find_person(desk.db, number, desk.world)
        if person:
            desk.remember((number,), verified(*said))
        return {"personal_id": number, "fields_": check_fields(person, said, allowed)}


@door.post(BATCH, BatchClaim, BatchVerdict)
def verify_batch(body: dict[str, Any]) -> dict[str, Any]:
    """Check up to a thousand people by number, name and date; one class for each."""
    rows = body["rows"]
    with at_reading_desk() as desk:
        allowed = rights.check_batch(desk.db, desk.asking)
    if len(rows) > 1:
        charge(g.caller, len(rows) - 1)  # the request itself counted for one
    with at_reading_desk() as desk:
        answered = _answers(desk, [_read(row) for row in rows], allowed)
    counts = Counter(row["class_"] for row in answered)
    return {"rows": answered, "counts": dict(sorted(counts.items()))}


def verified(*names: str) -> list[str]:
    """Return what the read log says of facts that were compared, not shown."""
    return [f"verified:{name}" for name in names]


def _answers(desk: Desk, read: list[Row], allowed: rights.Rights) -> list[Row]:
    claims = [row["claim"] for row in read if row["claim"]]
    people = lookups.people_by_number(
        desk.db, (claim.personal_id for claim in claims), desk.world
    )
    desk.remember(people, verified("full_name", "date_of_birth"))
    return [_answer(at, row, people, allowed) for at, row in enumerate(read, start=1)]


def _answer(
    at: int, row: Row, people: Mapping[str, Person], allowed: rights.Rights
) -> Row:
    claim: Claim | None = row["claim"]
    person = people.get(claim.personal_id) if claim else None
    found = classify(person, claim) if claim else row["class_"]
    return {
        "row": at,
        "reference": row["reference"],
        "class_": str(found),
        "matches": found in MATCHES,
        "deceased": is_dead(person) if "life" in allowed.groups else None,
        "reason": row["reason"],
    }


def _read(row: Any) -> Row:  # noqa: ANN401 - any JSON
    """Read one row of a batch; what is wrong with it becomes its class."""
    read: Row = {"reference": None, "claim": None, "class_": None, "reason": None}
    try:
        if isinstance(row, dict):
            row = dict(row)
            read["reference"] = _reference(row.pop("reference", None))
        read["claim"] = Claim(**schemas.Claim().load(row))
    except errors.RealNumber as error:
        read |= {"class_": RowClass.REAL_NUMBER, "reason": error.detail}
    except ValidationError as error:
        said = "; ".join(_spoken(error.messages))
        read |= {"class_": RowClass.MALFORMED, "reason": said}
    return read


def _reference(text: object) -> str | None:
    """Return the caller's own name of a row; what is no short text is dropped."""
    is_plain = isinstance(text, str) and len(text) <= LONGEST_REFERENCE
    if not is_plain or not str(text).isprintable():
        return None
    return str(text)


def _spoken(messages: object) -> list[str]:
    if isinstance(messages, dict):
        return [
            f"{str(name)[:40]!a}: {text}" if name != "_schema" else text
            for name, inner in list(messages.items())[:10]
            for text in _spoken(inner)
        ]
    if isinstance(messages, list):
        return [text for inner in messages for text in _spoken(inner)]
    return [str(messages)]
