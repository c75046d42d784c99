"""Answer an authorization request without a person, as its wish says."""

import secrets
from dataclasses import replace

from mock_idp.control.exchanges import CURRENT
from mock_idp.control.nearness import may_wish, why_not
from mock_idp.control.phones import HARMLESS
from mock_idp.errors import RegisterDown
from mock_idp.headless.visit import Visit
from mock_idp.headless.wishes import PREFIX, BadWish, Wish, read_hint
from mock_idp.oidc.authorization import policy
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.oidc.authorization.request import AuthorizationRequest, read
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.scopes import AMR_PHONE
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Outcome, Refused, Request
from mock_idp.oidc.sessions import back_channel
from mock_idp.oidc.store import Consent, Session
from mock_idp.people.account import Account
from mock_idp.phone.lockouts import hindrance
from mock_idp.service import Service

AMR = (*AMR_PHONE, *dialect().amr["headless"])
"""How a sign-in without a person says that nobody was there."""
HEADER = "x-mock-sign-in"
UNMET = policy.UNMET[0]
REFUSED = dialect().errors["refused"]


def is_wanted(here: Service) -> bool:
    """Say, without reading the request, whether anybody could wish for this."""
    return here.is_headless or not here.wishes.is_empty


def answer(
    here: Service, asked: Request, session: Session | None, visit: Visit
) -> Outcome | policy.Interact:
    """Answer an authorization request by its wish; without one as always."""
    try:
        ask = read(here.provider, asked)
    except Refused as refused:
        return refused.answer
    try:
        wish = _wish(here, ask, asked)
    except BadWish as bad:
        return ask.refuse(here.provider, "invalid_request", str(bad))
    if wish is None:
        return policy.decide(here.provider, ask, session)
    if wish.faults:
        _take_over(wish)
    wish = _by_phone(here, ask, wish)
    if wish.error is not None:
        return ask.refuse(here.provider, wish.error, wish.description)
    return _sign_in(here, ask, session, wish, visit)


def _wish(here: Service, ask: AuthorizationRequest, asked: Request) -> Wish | None:
    hint = ask.login_hint or ""
    said = asked.headers.get(HEADER) or (hint if hint.startswith(PREFIX) else "")
    if said and may_wish(here.settings, asked.headers):
        return read_hint(said)
    if said and (reason := why_not(here.settings, asked.headers)) is not None:
        raise BadWish(reason)
    return here.wishes.take(ask.client_id, is_silent="none" in ask.prompt)


def _by_phone(here: Service, ask: AuthorizationRequest, wish: Wish) -> Wish:
    """Let a fault of the phone that is on end the sign-in as a person would see it."""
    exchange = CURRENT.get()
    if exchange is None or (here.scenarios.is_quiet and not exchange.own):
        return wish
    about = About("phone", ask.client_id, wish.person)
    fault = here.scenarios.phone(exchange, about)
    if fault is None or fault.phone in HARMLESS:
        return wish
    reason = f"The phone did not agree: {fault.phone}."
    return replace(wish, error=REFUSED, description=reason)


def _take_over(wish: Wish) -> None:
    """Let the wish's faults hold for this sign-in."""
    exchange = CURRENT.get()
    if exchange is not None:
        exchange.own = (*exchange.own, *wish.faults)


def _sign_in(
    here: Service,
    ask: AuthorizationRequest,
    session: Session | None,
    wish: Wish,
    visit: Visit,
) -> Outcome:
    account = find_account(here, wish.person)
    if account is None:
        reason = "Nobody has this short name or number, or the register is down."
        return ask.refuse(here.provider, REFUSED, reason)
    today = here.clock.world_now().date()
    trouble = hindrance(account, today, here.transactions.lockouts)
    if trouble is not None:
        reason = f"The person cannot sign in: {trouble}."
        return ask.refuse(here.provider, REFUSED, reason)
    level = min(wish.level, account.account_level)
    session = _session(here, ask, session, account, level, visit)
    done = {Missing.ACCOUNT, Missing.LOGIN, Missing.CONSENT}
    if policy.missing_now(here.provider, ask, session, done) is not None:
        reason = "The person does not reach the level asked for."
        return ask.refuse(here.provider, UNMET, reason)
    _agree(here, ask, account)
    return policy.grant(here.provider, ask, session)


def find_account(here: Service, person: str) -> Account | None:
    """Return somebody by short name or number; nobody while the register is down."""
    if not person.isdigit():
        return here.people.find_in_cast(person)
    from forms import personal_id  # noqa: PLC0415 - start-up budget

    try:
        return here.people.find(personal_id.parse(person))
    except (personal_id.PersonalIdError, RegisterDown):
        return None


def _session(
    here: Service,
    ask: AuthorizationRequest,
    before: Session | None,
    account: Account,
    level: int,
    visit: Visit,
) -> Session:
    """Return the browser's session when it will do, else open one."""
    same = before is not None and before.account.personal_id == account.personal_id
    if before is not None and same and before.level == level and before.amr == AMR:
        need = policy.missing_now(here.provider, ask, before, {Missing.ACCOUNT})
        if need in (None, Missing.CONSENT):
            return before
    opened = Session(
        sid=before.sid if before is not None and same else secrets.token_urlsafe(12),
        account=account,
        auth_time=int(here.clock.now()),
        level=level,
        amr=AMR,
    )
    if before is not None and not same:
        back_channel.end(here.provider, before)
    sessions = here.provider.store.sessions
    sessions.drop(visit.key)
    visit.opened = secrets.token_urlsafe(32)
    sessions.put(visit.opened, opened)
    return opened


def _agree(here: Service, ask: AuthorizationRequest, account: Account) -> None:
    """Agree to share everything, as the person's finger would have."""
    asked = frozenset(ask.to_share)
    store = here.provider.store
    known = store.consent(ask.client_id, account.personal_id)
    if known is None or not asked <= known.granted:
        store.remember_consent(
            ask.client_id, account.personal_id, Consent(asked, asked)
        )
