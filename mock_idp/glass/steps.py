"""A trail as a sequence: who says what to whom, one step for each message."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.exchanges import Exchange
from mock_idp.control.phones import MOVED
from mock_idp.glass import contents
from mock_idp.glass.rows import Row
from mock_idp.glass.shown import LONGEST_NAME, shown
from mock_idp.glass.titles import OF_CLIENTS, brief, title_of
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.emission import Kind
from mock_idp.oidc.provider import Provider

MOST = 150
"""Steps of one page."""


class Lane(StrEnum):
    """Who takes part."""

    BROWSER = "browser"
    CLIENT = "client"
    IDP = "idp"
    PHONE = "phone"


LANES: dict[Lane, Text] = {
    Lane.BROWSER: _("Trình duyệt"),
    Lane.CLIENT: _("Dịch vụ"),
    Lane.IDP: _("Nhà cung cấp định danh"),
    Lane.PHONE: _("Điện thoại"),
}
ANSWER = _("Trả lời")
BY_CONTROL = _("Phiên bị kết thúc qua API điều khiển")
RETURN = _("Trình duyệt mang câu trả lời về dịch vụ")
INFERRED = _(
    "Kính không thấy lời gọi này; nó được suy ra từ câu trả lời ở trình duyệt."
)
PUSH = _("Gửi yêu cầu tới điện thoại")
TELL = _("Báo cho dịch vụ biết phiên đã hết (kênh sau)")
TOLD = _("Dịch vụ trả lời tin báo đăng xuất")
FRAME = _("Trình duyệt báo cho dịch vụ bằng một khung (kênh trước)")
NO_ANSWER = _("Không có câu trả lời: %(reason)s")
PUSHES = ("push", "show")
GOOD_BELOW = 400


@dataclass(frozen=True)
class Step:
    """One message.

    Attributes:
        exchange: the number of the exchange in the journal.
        line: the message in one line: method and path, or status.
        client: the relying party that takes part, if one does.
        parts: what it carries, under headings.
        remarks: what is to be said of it.
        faults: ids of the faults that were active.
    """

    exchange: int
    at: float
    sender: Lane
    receiver: Lane
    title: Text
    line: str
    client: str | None = None
    parts: tuple[contents.Part, ...] = ()
    remarks: tuple[str | Text, ...] = ()
    faults: tuple[str, ...] = ()
    is_bad: bool = False
    is_answer: bool = False
    number: int = 0

    @property
    def is_flawed(self) -> bool:
        """Say whether it carries a token that a careful receiver would refuse."""
        return any(
            row.token is not None and row.token.is_bad
            for part in self.parts
            for row in part.rows
        )

    @property
    def rows(self) -> Iterator[Row]:
        """Return every line of it, of opened tokens too."""
        for part in self.parts:
            for row in part.rows:
                yield row
                if row.token is not None:
                    yield from row.token.claims


def steps(provider: Provider, exchanges: Iterable[Exchange]) -> tuple[Step, ...]:
    """Return the messages of a trail, in order and numbered, not too many."""
    made: list[Step] = []
    for exchange in exchanges:
        made += _of(provider, exchange)
        if len(made) > MOST:
            break
    return tuple(replace(s, number=n) for n, s in enumerate(made[:MOST], 1))


def sender_of(exchange: Exchange) -> Lane:
    """Return who called."""
    if exchange.endpoint == "phone":
        return Lane.PHONE
    if exchange.path == "/device_authorization" or exchange.endpoint in OF_CLIENTS:
        return Lane.CLIENT
    return Lane.BROWSER


def _of(provider: Provider, exchange: Exchange) -> Iterator[Step]:
    sender = sender_of(exchange)
    yield _request(provider, exchange, sender)
    yield from _pushes(exchange)
    yield from _logout(provider, exchange)
    if sender is Lane.CLIENT:
        yield _answer(provider, exchange)
    for kind, value, about in exchange.said:
        if kind == Kind.AUTHORIZE_RESPONSE and isinstance(value, AuthorizeResponse):
            yield _return(provider, exchange, value, about.client_id)


def _request(provider: Provider, exchange: Exchange, sender: Lane) -> Step:
    is_ordered = exchange.endpoint == "logout" and not exchange.headers
    is_direct = sender is Lane.CLIENT
    first = Step(
        exchange.number,
        exchange.at,
        Lane.IDP if is_ordered else sender,
        Lane.IDP,
        BY_CONTROL if is_ordered else title_of(exchange),
        f"{exchange.method} {brief(exchange.path)}",
        exchange.client,
        contents.request_parts(provider, exchange, with_headers=is_direct),
        tuple(_remarks(exchange)),
        tuple(dict.fromkeys(exchange.applied)),
    )
    if is_direct or is_ordered:
        return first
    line = f"{first.line} → {contents.status_line(exchange)}"
    return replace(first, line=line, is_bad=exchange.status >= GOOD_BELOW)


def _remarks(exchange: Exchange) -> Iterator[str]:
    """Say how requests to phones moved."""
    for kind, value, _about in exchange.said:
        if kind == MOVED and isinstance(value, Mapping):
            before, after = value.get("from"), value.get("to")
            yield _("Yêu cầu trên điện thoại: %(move)s, %(before)s → %(after)s.") % {
                "move": value.get("move"),
                "before": before,
                "after": after,
            }


def _pushes(exchange: Exchange) -> Iterator[Step]:
    for kind, value, about in exchange.said:
        if kind == MOVED and value.get("move") in PUSHES:
            yield Step(
                exchange.number,
                exchange.at,
                Lane.IDP,
                Lane.PHONE,
                PUSH,
                shown(about.person or "", LONGEST_NAME),
                about.client_id,
            )


def _answer(provider: Provider, exchange: Exchange) -> Step:
    return Step(
        exchange.number,
        exchange.at,
        Lane.IDP,
        Lane.CLIENT,
        ANSWER,
        contents.status_line(exchange),
        exchange.client,
        contents.answer_parts(provider, exchange),
        is_bad=exchange.status >= GOOD_BELOW,
        is_answer=True,
    )


def _return(
    provider: Provider,
    exchange: Exchange,
    said: AuthorizeResponse,
    client: str | None,
) -> Step:
    method = "POST" if said.mode == "form_post" else "GET"
    mark = {"query": "?…", "fragment": "#…"}.get(said.mode, "")
    return Step(
        exchange.number,
        exchange.at,
        Lane.BROWSER,
        Lane.CLIENT,
        RETURN,
        f"{method} {shown(said.redirect_uri, 2 * LONGEST_NAME)}{mark}",
        client,
        contents.response_parts(provider, exchange, said.fields),
        (INFERRED,),
        is_bad=any(name == "error" for name, _value in said.fields),
    )


def _logout(provider: Provider, exchange: Exchange) -> Iterator[Step]:
    """Return who was told of the end of the session, how, and what each answered."""
    answers = {
        about.client_id: _telling_answered(exchange, value, about.client_id)
        for kind, value, about in exchange.said
        if kind == Kind.LOGOUT_ANSWER
    }
    for kind, value, about in exchange.said:
        if kind == Kind.LOGOUT_TOKEN:
            yield _telling(provider, exchange, value, about.client_id)
            answer = answers.pop(about.client_id, None)
            if answer is not None:
                yield answer
        elif kind == Kind.LOGOUT_FRAME:
            yield _frame(exchange, str(value), about.client_id)
    yield from answers.values()


def _frame(exchange: Exchange, address: str, client: str | None) -> Step:
    return Step(
        exchange.number,
        exchange.at,
        Lane.BROWSER,
        Lane.CLIENT,
        FRAME,
        f"GET {shown(address.partition('?')[0], 2 * LONGEST_NAME)}",
        client,
        contents.address_parts(address),
        (INFERRED,),
    )


def _telling(
    provider: Provider, exchange: Exchange, token: object, client: str | None
) -> Step:
    known = provider.clients.find(client)
    address = (known.backchannel_logout_uri if known else None) or ""
    return Step(
        exchange.number,
        exchange.at,
        Lane.IDP,
        Lane.CLIENT,
        TELL,
        f"POST {shown(address, 2 * LONGEST_NAME)}",
        client,
        contents.token_parts(provider, exchange, "logout_token", str(token), client),
    )


def _telling_answered(
    exchange: Exchange, record: Mapping[str, Any], client: str | None
) -> Step:
    status, reason = record.get("status"), record.get("reason")
    told = contents.phrase(status) if isinstance(status, int) else ""
    return Step(
        exchange.number,
        exchange.at,
        Lane.CLIENT,
        Lane.IDP,
        TOLD,
        told or NO_ANSWER % {"reason": shown(reason, LONGEST_NAME)},
        client,
        remarks=(_("Số lần gọi: %(count)s.") % {"count": record.get("attempts")},),
        is_bad=not record.get("is_done"),
        is_answer=True,
    )
