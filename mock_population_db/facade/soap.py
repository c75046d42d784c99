"""The SOAP form, versions 1.1 and 1.2, with its WSDL and schemas."""

from http import HTTPStatus

from flask import Blueprint, Response, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from forms.i18n import gettext
from mock_population_db import errors
from mock_population_db.api.calling import choose_language, register
from mock_population_db.api.problems import status_of
from mock_population_db.facade import codes, envelopes
from mock_population_db.facade.asking import Question, look_up, verify
from mock_population_db.facade.description import described
from mock_population_db.facade.desk import answer, check_facade
from mock_population_db.facade.envelopes import MEDIA_TYPES, Refusal
from mock_population_db.facade.reading_xml import (
    Envelope,
    EnvelopeRefused,
    read_envelope,
)
from mock_population_db.facade.shapes import SoapQuestion

blueprint = Blueprint("facade_soap", __name__, url_prefix="/facade")

LONGEST_REASON = 300


@blueprint.get("/soap")
def description() -> Response:
    """Serve the WSDL, or the schema that ``?xsd=`` names."""
    return described(request.args.get("xsd", ""), request.base_url)


@blueprint.post("/soap")
def call() -> Response:
    """Answer one envelope; whatever goes wrong is a fault of the same version."""
    choose_language()
    version = "1.2" if "soap+xml" in (request.content_type or "") else "1.1"
    try:
        broken = check_facade()
        if broken is not None:
            return broken
        envelope = read_envelope(request.get_data())
        version = envelope.version
        return _response(version, HTTPStatus.OK, _answered(envelope))
    except EnvelopeRefused as refused:
        kind, reason = refused.kind, str(refused)
        refusal = Refusal(kind, reason, codes.MALFORMED, "envelope_refused")
        return _fault(refused.version or version, HTTPStatus.BAD_REQUEST, refusal)
    except ValidationError as error:
        return _fault(version, HTTPStatus.BAD_REQUEST, _malformed(error))
    except errors.PopulationError as error:
        return _refused(version, error)
    except HTTPException as error:
        return _unreadable(version, error)


def _answered(envelope: Envelope) -> bytes:
    if envelope.operation not in {codes.LOOK_UP, codes.VERIFY}:
        text = gettext("Không có thao tác này. Có %(first)s và %(second)s.")
        said = text % {"first": codes.LOOK_UP, "second": codes.VERIFY}
        raise EnvelopeRefused(said, version=envelope.version)
    asked = Question.from_published(SoapQuestion().load(envelope.fields))
    if envelope.operation == codes.VERIFY:
        exists = answer(asked, lambda desk: verify(desk, asked))
        return envelopes.verdict(envelope.version, exists=exists)
    numbering = register().settings.ethnic_numbering
    content = answer(asked, lambda desk: look_up(desk, asked, numbering))
    return envelopes.found(envelope.version, content)


def _malformed(error: ValidationError) -> Refusal:
    reason = gettext("Yêu cầu chưa đúng. Xem từng ô ở phần detail rồi sửa và gửi lại.")
    wrong = tuple(_by_field(error.messages))
    return Refusal("sender", reason, codes.MALFORMED, "malformed", wrong)


def _by_field(messages: object, before: str = "") -> list[tuple[str, str]]:
    """Return field and message of everything that is wrong, nested fields dotted."""
    if isinstance(messages, dict):
        return [
            pair
            for name, inner in messages.items()
            for pair in _by_field(
                inner, before if name == "_schema" else f"{before}.{name}".strip(".")
            )
        ]
    if isinstance(messages, list):
        return [pair for inner in messages for pair in _by_field(inner, before)]
    return [(before[:80], str(messages)[:LONGEST_REASON])]


def _refused(version: str, error: errors.PopulationError) -> Response:
    status = status_of(type(error))
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        status = HTTPStatus.BAD_REQUEST
    kind = "receiver" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "sender"
    refusal = Refusal(kind, error.detail, codes.refusal_code(error), error.code)
    response = _fault(version, status, refusal)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(error.facts["retry_after"])
    return response


def _unreadable(version: str, error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.BAD_REQUEST)
    reason = gettext("Không đọc được nội dung gửi lên. Giảm bớt hoặc sửa rồi gửi lại.")
    refusal = Refusal("sender", reason, codes.MALFORMED, "unreadable")
    return _fault(version, status, refusal)


def _fault(version: str, status: HTTPStatus, refusal: Refusal) -> Response:
    if version == "1.1" and register().settings.facade_soap11_faults == "ws-i":
        status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _response(version, status, envelopes.fault(version, refusal))


def _response(version: str, status: HTTPStatus, content: bytes) -> Response:
    return Response(content, status=status, content_type=MEDIA_TYPES[version])
