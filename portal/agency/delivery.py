"""What a delivery to an agency must hold, checked before anything is kept.

The body is one JSON object: ``dossier``, ``branch``, ``attempt``, ``world``,
``procedure`` and ``answers``. Other members are ignored, so that a sender may grow.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from forms import registry
from forms.agencies import AGENCIES, split_office
from forms.codelists import commune
from forms.errors import FormsError
from portal.errors import PortalError

MAX_BYTES = 256 * 1024
MAX_ATTEMPT = 10_000
MAX_ANSWERS = 500

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class DeliveryRefused(PortalError):  # noqa: N818 - named after what happened
    """The intake does not take this delivery."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Delivery:
    """One branch of a dossier as it was sent to an office."""

    key: str
    office: str
    world: str
    dossier: str
    branch: str
    attempt: int
    payload_sha256: str


def known_office(office: str) -> str:
    """Return the office when such an agency works in such a commune.

    Raises:
        DeliveryRefused: 404, no such office.
    """
    try:
        agency, place = split_office(office)
        commune(place)
    except (FormsError, ValueError, KeyError):
        agency = ""
    if agency not in AGENCIES:
        raise DeliveryRefused(404, "office_unknown", "Không có cơ quan với mã này.")
    return office


def read_delivery(office: str, key: str | None, raw: bytes) -> Delivery:
    """Check a delivery's key and body.

    Args:
        office: a known office.
        key: the ``Idempotency-Key`` header, a UUID in lower case.
        raw: the request body, at most :data:`MAX_BYTES`.

    Raises:
        DeliveryRefused: 400 or 422, with the member that is wrong.
    """
    if key is None or not _KEY.fullmatch(key):
        raise DeliveryRefused(
            400, "key_missing", "Thiếu Idempotency-Key, hoặc giá trị không phải UUID."
        )
    body = _json_object(raw)
    _check_answers(body.get("answers"))
    branch = _code(body, "branch")
    _check_branch(office, _code(body, "procedure"), branch)
    return Delivery(
        key=key,
        office=office,
        world=_code(body, "world"),
        dossier=_code(body, "dossier"),
        branch=branch,
        attempt=_attempt(body.get("attempt")),
        payload_sha256=_fingerprint(body),
    )


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
        _fingerprint(body)  # what is nested too deeply cannot be written again either
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise DeliveryRefused(
            400, "not_json", "Thân yêu cầu phải là một đối tượng JSON, mã hóa UTF-8."
        )
    return body


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _code(body: dict[str, Any], member: str) -> str:
    value = body.get(member)
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise _invalid(member)
    return value


def _attempt(value: object) -> int:
    if type(value) is not int or not 1 <= value <= MAX_ATTEMPT:
        raise _invalid("attempt")
    return value


def _check_answers(value: object) -> None:
    if not isinstance(value, dict) or len(value) > MAX_ANSWERS:
        raise _invalid("answers")


def _check_branch(office: str, procedure: str, branch: str) -> None:
    agency, _commune = split_office(office)
    known = {
        (version.code, part.code, part.agency)
        for version in registry.all_procedures()
        for part in version.branches
    }
    if (procedure, branch, agency) not in known:
        raise DeliveryRefused(
            422, "branch_not_ours", "Nhánh này không thuộc thẩm quyền của cơ quan."
        )


def _fingerprint(body: object) -> str:
    # ASCII escapes keep a lone surrogate from breaking the encoding.
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _invalid(member: str) -> DeliveryRefused:
    return DeliveryRefused(
        422, "member_invalid", f"Thành phần «{member}» thiếu hoặc không hợp lệ."
    )
