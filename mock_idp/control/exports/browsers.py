"""Which of the recorded requests came from one and the same browser."""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

from mock_idp.control.exchanges import Exchange
from mock_idp.front.cookies import BROWSER, SESSION

MARKS = (BROWSER, SESSION)


class Browsers:
    """Tells browsers apart by the cookies they were given."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._last = 0

    def number(self, exchange: Exchange) -> int:
        """Return which browser sent a request, counted from 1."""
        sent = _cookies([exchange.header("Cookie")])
        given = _cookies(
            value for name, value in _headers(exchange) if name == "set-cookie"
        )
        found = next((self._known[v] for v in sent if v in self._known), None)
        if found is None:
            self._last += 1
            found = self._last
        for value in (*sent, *given):
            self._known.setdefault(value, found)
        return found


def _headers(exchange: Exchange) -> list[tuple[str, str]]:
    items = getattr(exchange.answer_headers, "items", None)
    pairs = items() if items else exchange.answer_headers
    return [(name.lower(), value) for name, value in pairs]


def _cookies(texts: Iterable[str]) -> list[str]:
    found = []
    for text in texts:
        try:
            jar = SimpleCookie(text)
        except CookieError:
            continue
        found += [jar[name].value for name in MARKS if name in jar]
    return [value for value in found if value]
