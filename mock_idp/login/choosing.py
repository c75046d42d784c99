"""The first page: choose a person of the cast, or type any citizen's number."""

from dataclasses import dataclass
from datetime import date

from flask import Response, request
from flask.typing import ResponseReturnValue

from forms.i18n import _
from mock_idp import pages
from mock_idp.errors import RegisterDown
from mock_idp.front.current import service
from mock_idp.login import steps
from mock_idp.login.levels import must_step_up
from mock_idp.login.transactions import SignIn
from mock_idp.login.waiting import locked_until
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.account import Account
from mock_idp.people.eligibility import Obstacle, obstacle
from mock_idp.phone.lockouts import LOCKED_OUT, hindrance
from mock_idp.phone.transaction import Purpose

LONGEST_NUMBER = 40
UNPROCESSABLE, UNAVAILABLE = 422, 503

REASONS = {
    Obstacle.NO_ACCOUNT: _(
        "Người này chưa có tài khoản định danh điện tử nên chưa đăng nhập được. "
        "Chọn người khác; ngoài đời, đăng ký tài khoản tại cơ quan công an."
    ),
    Obstacle.CHILD: _(
        "Người này dưới 14 tuổi nên cha, mẹ hoặc người giám hộ làm thay. "
        "Đăng nhập bằng số định danh của cha hoặc mẹ."
    ),
    Obstacle.LOCKED: _("Tài khoản định danh này đang bị khóa."),
    Obstacle.CARD_EXPIRED: _(
        "Thẻ căn cước của người này đã hết hạn nên tài khoản tạm ngừng. "
        "Chọn người khác; ngoài đời, đổi thẻ tại cơ quan công an."
    ),
    Obstacle.NO_PHONE: _(
        "Người này không dùng điện thoại nên không xác nhận được. "
        "Chọn người khác; ngoài đời, nộp hồ sơ tại Bộ phận Một cửa."
    ),
}
LOCKING = (Obstacle.LOCKED, LOCKED_OUT)
NOT_KNOWN = _(
    "Không có ai mang số này trong CSDL dân cư giả lập. "
    "Kiểm tra lại từng chữ số, hoặc chọn một người trong danh sách."
)
NOBODY = _("Bạn chưa nhập số định danh. Nhập đủ 12 chữ số, hoặc chọn một người.")
RENUMBERED = _(
    "Số này đã được thay bằng số mới ngày %(day)s. "
    "Đăng nhập bằng số trên thẻ mới, hoặc chọn một người trong danh sách."
)
LOCKED_UNTIL = _(
    "Ứng dụng bị khóa đến %(time)s vì nhập sai quá nhiều lần. "
    "Chờ hết giờ khóa rồi thử lại, hoặc chọn người khác."
)
REGISTER_DOWN = _(
    "CSDL dân cư giả lập không trả lời nên chưa tra được số này. "
    "Bấm thử lại sau ít giây, hoặc chọn một người trong danh sách."
)


@dataclass
class AccountRefused(Exception):  # noqa: N818 - named after what happened
    """Nobody can sign in with what was sent; the message says why and what to do."""

    code: str
    message: str
    status: int = UNPROCESSABLE
    account: Account | None = None


def chosen_account() -> Account:
    """Return the account that a form names, when it may sign in now.

    Raises:
        AccountRefused: with the reason.
    """
    account = named_account()
    until = locked_until(account)
    if until is not None:
        reason = str(LOCKED_UNTIL) % {"time": until.strftime("%H:%M, %d/%m/%Y")}
        raise AccountRefused(LOCKED_OUT, reason, 403, account)
    return account


def named_account() -> Account:
    """Return the account that a form names, by short name or by number.

    Raises:
        AccountRefused: with the reason.
    """
    slug = request.form.get("account", "")[:LONGEST_NUMBER]
    number = request.form.get("number", "")
    known = service().people.find_in_cast(slug) if slug else None
    account = known or _by_number(slug or number)
    trouble = obstacle(account, service().clock.world_now().date())
    if trouble is not None:
        raise AccountRefused(trouble, str(REASONS[trouble]), 422, account)
    return account


def _by_number(text: str) -> Account:
    from forms import personal_id  # noqa: PLC0415 - start-up budget

    if not text.strip():
        raise AccountRefused("number_missing", str(NOBODY))
    try:
        digits = personal_id.parse(text[:LONGEST_NUMBER])
        account = service().people.find(digits)
    except personal_id.PersonalIdError as error:
        raise AccountRefused("number_refused", str(error)) from None
    except RegisterDown:
        raise AccountRefused("register_down", str(REGISTER_DOWN), UNAVAILABLE) from None
    if account is None:
        raise AccountRefused(*_unknown(digits))
    return account


def _unknown(digits: str) -> tuple[str, str]:
    """Say why nobody has a number: it was replaced, or never was."""
    renumbered = service().people.successor(digits)
    day = renumbered.traits.renumbered_on if renumbered else None
    if day is None:
        return "person_unknown", str(NOT_KNOWN)
    return "number_replaced", str(RENUMBERED) % {"day": day.strftime("%d/%m/%Y")}


def page(transaction: SignIn, refused: AccountRefused | None = None) -> Response:
    """Show the cast and the field for a number; or only ask for a higher level."""
    if refused is None and _is_step_up(transaction):
        return _step_up_page(transaction)
    cast, is_down = _cast()
    client = service().client(transaction.client_id)
    today = service().clock.world_now().date()
    citizens = [a for a in cast if a.staff is None]
    return pages.render(
        "login/choose.html",
        refused.status if refused else 200,
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=client,
        citizens=[a for a in citizens if not a.traits.is_special],
        special=[a for a in citizens if a.traits.is_special],
        staff=[a for a in cast if a.staff is not None],
        preferred=_preferred(transaction, cast),
        obstacles={a.personal_id: _hindrance(a, today) for a in cast},
        refused=refused,
        guardians=_guardians(refused),
        typed=_typed(transaction, cast),
        is_down=is_down,
    )


def _hindrance(account: Account, today: date) -> str | None:
    """Return why somebody cannot sign in now, as a code for the card."""
    return hindrance(account, today, service().transactions.lockouts)


def _guardians(refused: AccountRefused | None) -> tuple[Account, ...]:
    """Return who may act for the child that was chosen."""
    if refused is None or refused.code != Obstacle.CHILD or refused.account is None:
        return ()
    return service().people.guardians(refused.account)


def _is_step_up(transaction: SignIn) -> bool:
    client = service().client(transaction.client_id)
    session = steps.session_of(transaction)
    wants_list = request.args.get("people") == "all"
    return not wants_list and must_step_up(transaction.ask, client, session)


def _step_up_page(transaction: SignIn) -> Response:
    """Ask the person who is signed in to confirm once more, for a higher level."""
    session = steps.session_of(transaction)
    transaction.purpose = Purpose.STEP_UP
    transaction.expected = session.account.personal_id if session else None
    return pages.render(
        "login/step-up.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        account=session.account if session else None,
    )


def _cast() -> tuple[tuple[Account, ...], bool]:
    """Return the cast, and whether the register failed to tell."""
    try:
        return service().people.cast(), False
    except RegisterDown:
        return (), True


def _preferred(transaction: SignIn, cast: tuple[Account, ...]) -> Account | None:
    """Return who is probably signing in: by hint, or as signed in before."""
    hint = transaction.ask.login_hint
    hinted = next((a for a in cast if hint and hint in (a.cast, a.personal_id)), None)
    session = steps.session_of(transaction)
    return hinted or (session.account if session and not hint else None)


def _typed(transaction: SignIn, cast: tuple[Account, ...]) -> str:
    """Return what to put into the number field: what was typed, or a hinted number."""
    if "number" in request.form:
        return request.form["number"][:LONGEST_NUMBER]
    hint = transaction.ask.login_hint or ""
    known = {a.cast for a in cast} | {a.personal_id for a in cast}
    digits = hint.replace(" ", "")
    is_number = digits.isascii() and digits.isdigit() and hint not in known
    return hint[:LONGEST_NUMBER] if is_number else ""


def choose(code: str) -> ResponseReturnValue:
    """Take the account; ask the phone unless this person is signed in already."""
    transaction = steps.posted_transaction(code)
    try:
        account = chosen_account()
    except AccountRefused as refused:
        if refused.code in LOCKING:
            return locked_page(transaction, refused)
        return page(transaction, refused)
    transaction.done.add(Missing.ACCOUNT)
    session = steps.session_of(transaction)
    if transaction.expected not in (None, account.personal_id):
        transaction.purpose, transaction.expected = Purpose.SIGN_IN, None
    same = session is not None and session.account.personal_id == account.personal_id
    if not same or steps.missing(transaction) is Missing.LOGIN:
        service().transactions.ask_phone(transaction, account)
    return steps.to_next(transaction)


def locked_page(transaction: SignIn, refused: AccountRefused) -> Response:
    """Explain a locked account; the way on is another account or back."""
    return pages.render(
        "login/locked.html",
        403,
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        refused=refused,
    )


def cancel(code: str) -> ResponseReturnValue:
    """Go back to the client without signing in."""
    transaction = steps.posted_transaction(code)
    return steps.refuse(
        transaction, dialect().errors["refused"], "The person did not sign in."
    )
