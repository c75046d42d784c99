"""Questions of a service to one person: ``/confirmations`` and their answers.

A head of household agrees that a child is registered in the household, say. The
service asks here; the person answers on the phone; the service reads the answer.
"""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from mock_idp.answers import read_request, send
from mock_idp.errors import RegisterDown, TransactionNotFound
from mock_idp.front.current import service
from mock_idp.login.transactions import Confirmation
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import NO_STORE, Json, Refused, Request, refused
from mock_idp.people.account import Account
from mock_idp.people.eligibility import Obstacle, obstacle

LONGEST_DOSSIER, LONGEST_QUESTION, LONGEST_FACT, MOST_FACTS = 100, 500, 200, 20
ANSWERABLE = (None, Obstacle.CARD_EXPIRED)

confirmations = Blueprint("confirmations", __name__)


@confirmations.post("/confirmations")
def ask() -> ResponseReturnValue:
    """Send a question to a person's phone."""
    try:
        asked = read_request()
        client = _client(asked)
        return send(_asked(client, _fields(asked)))
    except Refused as refusal:
        return send(refusal.answer)


@confirmations.get("/confirmations/<code>")
def tell(code: str) -> ResponseReturnValue:
    """Tell a service what the person has answered."""
    try:
        return send(_told(_of_client(_client(read_request()), code), 200))
    except Refused as refusal:
        return send(refusal.answer)


def _client(asked: Request) -> Client:
    client = authenticate(service().provider, asked)
    if client.is_public:
        raise refused("invalid_client", "A public client may not ask.", 401)
    return client


def _of_client(client: Client, code: str) -> Confirmation:
    """Return a client's own question; others' do not exist for it."""
    try:
        found = service().transactions.find(code)
    except TransactionNotFound:
        found = None
    if not isinstance(found, Confirmation) or found.client_id != client.client_id:
        raise refused("not_found", "There is no such confirmation.", 404)
    return found


def _fields(asked: Request) -> Mapping[str, Any]:
    """Return what was sent, as JSON or as a form."""
    if not asked.content:
        return {
            name: asked.body.get(name) for name in ("dossier", "person_id", "purpose")
        }
    try:
        sent = json.loads(asked.content)
    except (ValueError, RecursionError):
        raise refused("invalid_request", "The body must be JSON.") from None
    if not isinstance(sent, dict):
        raise refused("invalid_request", "The body must be a JSON object.")
    return sent


def _asked(client: Client, sent: Mapping[str, Any]) -> Json:
    here = service()
    dossier = _text(sent, "dossier", LONGEST_DOSSIER)
    question = _text(sent, "purpose", LONGEST_QUESTION)
    facts = _facts(sent.get("facts"))
    seconds = _seconds(sent.get("expires_in"))
    account = _person(sent.get("person_id"))
    known = _pending(client, account, dossier, question)
    if known is not None:
        return _told(known, 200)
    begun = here.transactions.begin_confirmation(
        client.client_id, account, seconds, question, dossier, facts
    )
    return _told(begun, 201)


def _pending(
    client: Client, account: Account, dossier: str, question: str
) -> Confirmation | None:
    """Return the same question when it waits already: asking twice asks once."""
    for found in service().transactions.waiting_for(account.personal_id):
        if (
            isinstance(found, Confirmation)
            and found.client_id == client.client_id
            and (found.dossier, found.question) == (dossier, question)
        ):
            return found
    return None


def _text(sent: Mapping[str, Any], name: str, longest: int) -> str:
    return _clean(sent.get(name), name, longest)


def _clean(value: object, name: str, longest: int) -> str:
    from forms import names  # noqa: PLC0415 - start-up budget

    text = names.normalise(value) if isinstance(value, str) else ""
    if not text or len(text) > longest:
        raise refused(
            "invalid_request", f"{name} must be a text of 1 to {longest} characters."
        )
    return text


def _facts(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or len(value) > MOST_FACTS:
        raise refused("invalid_request", f"facts holds at most {MOST_FACTS} texts.")
    return {
        _clean(name, "a name in facts", LONGEST_FACT): _clean(
            text, "a text in facts", LONGEST_FACT
        )
        for name, text in value.items()
    }


def _seconds(value: object) -> float:
    rules = dialect().confirmations
    if value is None:
        return rules.seconds
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 1 <= float(str(value)) <= rules.longest_seconds:
        raise refused(
            "invalid_request",
            f"expires_in must be a number of seconds up to {rules.longest_seconds}.",
        )
    return float(str(value))


def _person(value: object) -> Account:
    """Return who is asked; only somebody who can answer can be asked."""
    from forms import personal_id  # noqa: PLC0415 - start-up budget

    here = service()
    try:
        number = personal_id.parse(value if isinstance(value, str) else "")
        account = here.people.find(number)
    except personal_id.RealNumber:
        raise refused(
            "invalid_person", "Real personal numbers are refused.", 422
        ) from None
    except personal_id.PersonalIdError:
        raise refused("invalid_person", "person_id must be a number.", 422) from None
    except RegisterDown:
        raise refused("temporarily_unavailable", "The register is down.", 503) from None
    if account is None:
        raise refused("unknown_person", "Nobody has this person_id.", 422)
    hindrance = obstacle(account, here.clock.world_now().date())
    if hindrance not in ANSWERABLE:
        raise refused("person_cannot_answer", f"{hindrance}.", 422)
    return account


def _told(asked: Confirmation, status: int) -> Json:
    begun = asked.asked_at
    is_answered = asked.status in ("CONFIRMED", "REJECTED")
    body = {
        "id": asked.code,
        "status": asked.status,
        "dossier": asked.dossier,
        "person_id": asked.account.personal_id if asked.account else None,
        "purpose": asked.question,
        "facts": dict(asked.facts),
        "created_at": int(begun),
        "expires_at": int(asked.expires_at),
        "answered_at": int(asked.moved_at) if is_answered else None,
        "mock": True,
    }
    address = f"{service().settings.issuer}/confirmations/{asked.code}"
    return Json(body, status, {**NO_STORE, "Location": address})
