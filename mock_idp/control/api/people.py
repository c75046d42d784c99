"""The people over HTTP: search, add, generate, change, remove."""

from dataclasses import fields, replace
from typing import Any

from forms import personal_id
from forms.i18n import _
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.control.generating import generate
from mock_idp.errors import RegisterDown
from mock_idp.headless.signing_in import find_account
from mock_idp.people.account import Account, read_account
from mock_idp.people.search import BadSearch, find_people
from mock_idp.people.traits import read_traits

GROUP = "people"
MOST_GENERATED = 1000
BAD_SEARCH = _("Không đọc được điều kiện: %(reason)s")
BAD_PERSON = _("Người khai chưa đúng: %(reason)s")
BAD_AGE = _("age là số tuổi hoặc khoảng như 18..25, từ 0 đến 110.")
BAD_COUNT = _("count phải từ 1 đến %(most)s.")
REGISTER_DOWN = _("CSDL dân cư giả lập không trả lời. Thử lại sau ít giây.")
TAKEN = _("Tên ngắn %(name)s đã có người dùng.")


def told(account: Account) -> dict[str, object]:
    """Return an account as JSON, with what is special about it."""
    plain: dict[str, object] = {
        "personal_id": account.personal_id,
        "full_name": account.full_name,
        "date_of_birth": account.date_of_birth,
        "sex": account.sex,
        "account_level": account.account_level,
        "account_status": account.account_status,
        "phone": account.phone,
        "email": account.email,
        "cast": account.cast,
        "story": account.story,
    }
    traits = {
        item.name: _plain(getattr(account.traits, item.name))
        for item in fields(account.traits)
        if getattr(account.traits, item.name) != item.default
    }
    return plain | ({"traits": traits} if traits else {})


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    members = getattr(value, "__dataclass_fields__", None)
    if members:
        return {name: _plain(getattr(value, name)) for name in members}
    return str(value)


def index(order: Order) -> dict[str, object]:
    """Return the people who fit."""
    today = order.here.clock.world_now().date()
    try:
        found = find_people(
            order.here.people.cast_if_known(), order.query.get("where", ""), today
        )
    except BadSearch as bad:
        raise Problem(BAD_SEARCH, where="?where", reason=str(bad)) from None
    return {"people": [told(account) for account in found]}


def one(order: Order, who: str) -> dict[str, object]:
    """Return one person, by short name or number."""
    return told(_find(order, who))


def _find(order: Order, who: str) -> Account:
    found = find_account(order.here, who)
    if found is None:
        raise unknown("person", who)
    return found


def _read(record: object) -> Account:
    if not isinstance(record, dict):
        raise Problem(BAD_PERSON, reason="an object is expected")
    try:
        number = personal_id.parse(str(record.get("personal_id", "")))
        account = read_account({**record, "personal_id": number})
    except personal_id.PersonalIdError as bad:
        raise Problem(BAD_PERSON, where="/personal_id", reason=bad) from None
    except (ValueError, TypeError, AttributeError, RecursionError) as bad:
        raise Problem(BAD_PERSON, reason=str(bad)[:200]) from None
    return account


def add(order: Order) -> dict[str, object]:
    """Let one more person sign in."""
    account = _read(order.raw)
    _check_slug(order, account)
    order.here.people.add([account])
    return told(account)


def _check_slug(order: Order, account: Account) -> None:
    """Refuse a short name that somebody else has."""
    known = order.here.people.find_in_cast(account.cast) if account.cast else None
    if known is not None and known.personal_id != account.personal_id:
        raise Problem(TAKEN, 409, "/cast", name=account.cast)


def generated(order: Order) -> dict[str, object]:
    """Make people up; the same seed makes the same people."""
    youngest, oldest = _ages(order.body.get("age", "18..70"))
    count = order.body.get("count", 1)
    if not 1 <= count <= MOST_GENERATED:
        raise Problem(BAD_COUNT, where="/count", most=MOST_GENERATED)
    year = order.here.clock.world_now().year
    made = generate(
        seed=order.body.get("seed", 1),
        count=count,
        born=(year - oldest - 1, year - youngest - 1),
        level=min(2, max(0, order.body.get("level", 2))),
    )
    order.here.people.add(made)
    return {"people": [told(account) for account in made]}


def _ages(text: str) -> tuple[int, int]:
    first, _dots, last = text.partition("..")
    try:
        youngest, oldest = int(first), int(last or first)
    except ValueError:
        raise Problem(BAD_AGE, where="/age") from None
    if not 0 <= youngest <= oldest <= 110:  # noqa: PLR2004 - nobody is older
        raise Problem(BAD_AGE, where="/age")
    return youngest, oldest


def change(order: Order, who: str) -> dict[str, object]:
    """Change somebody for this run."""
    account = _find(order, who)
    body: dict[str, Any] = dict(order.body)
    traits = account.traits
    if "traits" in body:
        try:
            traits = read_traits(body.pop("traits"))
        except (ValueError, TypeError) as bad:
            raise Problem(BAD_PERSON, where="/traits", reason=str(bad)[:200]) from None
    record = told(replace(account, traits=traits)) | body
    record.pop("traits", None)
    changed = replace(_read(record), traits=traits, staff=account.staff)
    order.here.people.add([changed])
    return told(changed)


def remove(order: Order, who: str) -> None:
    """Forget somebody who was added, or what was changed about somebody."""
    account = _find(order, who)
    if not order.here.people.remove(account.personal_id):
        raise unknown("added person", who)


def listing(order: Order) -> dict[str, object]:
    """Return the people who fit, or say that the register is down."""
    try:
        return index(order)
    except RegisterDown:
        raise Problem(REGISTER_DOWN, 503) from None


def magic(order: Order) -> dict[str, object]:
    """Return whose sign-ins go wrong by themselves, and how."""
    known = order.here.scenarios.magic.items()
    return {"magic": {who: [fault.id for fault in faults] for who, faults in known}}


def enchant(order: Order, who: str) -> dict[str, object]:
    """Let everything about a person go wrong; no faults make all right again."""
    slug = _find(order, who).slug
    order.here.scenarios.enchant(slug, order.body["faults"])
    return magic(order)


CHANGES = (
    Field("full_name", "string", "Another name."),
    Field("account_level", "integer", "0, 1 or 2."),
    Field(
        "account_status",
        "string",
        "State of the account.",
        choices=("active", "locked", "none"),
    ),
    Field("phone", "string", "Telephone number."),
    Field("email", "string", "E-mail address."),
    Field("traits", "object", "Phone, habits, wards, old numbers."),
)
ROUTES = (
    Route(
        "GET",
        "/people",
        listing,
        "List people; ?where=age<18,level=2 chooses.",
        query=(Field("where", "string", "Conditions between commas."),),
        group=GROUP,
    ),
    Route(
        "POST",
        "/people",
        add,
        "Let one more synthetic person sign in.",
        status=201,
        free_body=True,
        group=GROUP,
    ),
    Route(
        "POST",
        "/people/generate",
        generated,
        "Make people up; the same seed makes the same people.",
        (
            Field("seed", "integer", "Where chance begins."),
            Field("count", "integer", "How many."),
            Field("level", "integer", "Level of their accounts."),
            Field("age", "string", "Age in years, or a span such as 18..25."),
        ),
        status=201,
        group=GROUP,
    ),
    Route(
        "GET",
        "/magic",
        magic,
        "Tell whose sign-ins go wrong by themselves.",
        group=GROUP,
    ),
    Route(
        "PUT",
        "/people/<who>/magic",
        enchant,
        "Let everything about a person go wrong; an empty list ends it.",
        (Field("faults", "strings", "Fault ids.", is_required=True),),
        group=GROUP,
    ),
    Route("GET", "/people/<who>", one, "Show a person.", group=GROUP),
    Route("PUT", "/people/<who>", change, "Change a person.", CHANGES, group=GROUP),
    Route(
        "DELETE",
        "/people/<who>",
        remove,
        "Forget a person who was added, or what was changed.",
        status=204,
        group=GROUP,
    ),
)
