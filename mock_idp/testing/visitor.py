"""A person at a browser: opens pages, fills forms, answers on the phone.

Any ``requests`` session or ``httpx`` client is the browser; it keeps its cookies.
"""

import inspect
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.testing.page import Fields, Form, Page
from mock_idp.testing.signing_in import SignInRefused

MOST_STEPS = 40
SEE_OTHER = (301, 302, 303)
SAME_AGAIN = (307, 308)
TIMEOUT = 10.0


@dataclass(frozen=True)
class _Step:
    """What the browser asks for next."""

    url: str
    fields: Fields | None = None


@dataclass
class Visitor:
    """One person with one browser at one provider.

    Attributes:
        session: a ``requests`` session or an ``httpx`` client.
        issuer: address of the provider; other pages are the relying party's.
        person: short name or number.
        agrees: presses the buttons that agree; else refuses on the phone.
    """

    session: Any
    issuer: str
    person: str
    agrees: bool = True

    def open(self, url: str) -> Any:  # noqa: ANN401 - the answer of the session's library
        """Open an address, do what the pages ask, and return the last answer.

        Raises:
            SignInRefused: a page says that it does not go on; with its code.
        """
        step: _Step | None = _Step(url)
        answer: Any = None
        for _ in range(MOST_STEPS):
            if step is None:
                return answer
            answer = self._ask(step)
            step = self._next(answer)
        raise SignInRefused("too_many_steps", str(answer.url))

    def leave(self, url: str) -> str:
        """Do the same, but stop where the browser is sent to the relying party.

        Raises:
            SignInRefused: a page says that it does not go on; with its code.
        """
        return self._leaving(_Step(url)).url

    def answered(self, url: str, fields: Fields | None = None) -> dict[str, str]:
        """Do the same; return what the browser brings the relying party.

        Args:
            url: the authorization address.
            fields: what is posted there; nothing to open it.

        Raises:
            SignInRefused: a page says that it does not go on; with its code.
        """
        step = self._leaving(_Step(url, fields))
        parts = urlsplit(step.url)
        return dict(step.fields or parse_qsl(parts.query or parts.fragment))

    def _leaving(self, step: _Step | None) -> _Step:
        """Return the step that leads from our pages to the relying party."""
        for _ in range(MOST_STEPS):
            if step is None:
                break
            if not self._is_here(step.url):
                return step
            step = self._next(self._ask(step))
        raise SignInRefused("not_sent_back", "the last page leads nowhere")

    def _is_here(self, url: str) -> bool:
        return url.startswith(f"{self.issuer}/")

    def _ask(self, step: _Step) -> Any:  # noqa: ANN401 - as above
        taken = inspect.signature(self.session.request).parameters
        follow = "allow_redirects" if "allow_redirects" in taken else "follow_redirects"
        method = "GET" if step.fields is None else "POST"
        sent: dict[str, list[str]] = {}
        for name, value in step.fields or ():
            sent.setdefault(name, []).append(value)
        more: dict[str, Any] = {follow: False, "timeout": TIMEOUT}
        if step.fields is not None:
            more["data"] = sent
        return self.session.request(method, urldefrag(step.url).url, **more)

    def _next(self, answer: Any) -> _Step | None:  # noqa: ANN401 - as above
        here = str(answer.url)
        target = urljoin(here, answer.headers.get("location", ""))
        if answer.status_code in SEE_OTHER:
            return _Step(target)
        if answer.status_code in SAME_AGAIN:
            raise SignInRefused("repeated_redirect", target, answer.status_code)
        is_page = "html" in answer.headers.get("content-type", "")
        if not (self._is_here(here) and is_page):
            return None
        return self._on(Page(answer.text), here, answer.status_code)

    def _on(self, page: Page, here: str, status: int) -> _Step | None:
        """Return what the person does on a page."""
        if page.sending is not None:
            return _sent(here, page.sending)
        if page.trouble is not None:
            return self._give_up(page, here, status)
        if "open-phone" in page.links:
            self._answer_phone(page, here)
            return _Step(urljoin(here, page.links["continue"]))
        return self._fill(page, here) or self._choose(page, here)

    def _give_up(self, page: Page, here: str, status: int) -> _Step:
        cancel = page.form("cancel")
        if self.agrees or cancel is None:
            raise SignInRefused(page.trouble or "error", page.reason, status)
        return _sent(here, cancel)

    def _fill(self, page: Page, here: str) -> _Step | None:
        word = "yes" if self.agrees else "no"
        for name, button in (
            ("consent", f"consent-{word}"),
            ("raise-level", f"raise-level-{word}"),
            ("represent", "whom-myself"),
            ("sign-out", "sign-out-yes"),
        ):
            form = page.form(name)
            if form is not None:
                return _sent(here, form, button)
        if "signed-out" in page.texts and "continue" in page.links:
            return _Step(urljoin(here, page.links["continue"]))
        return None

    def _choose(self, page: Page, here: str) -> _Step | None:
        button = f"account-{self.person}"
        form = page.form("choose-account", button)
        if form is not None:
            return _sent(here, form, button)
        form = page.form("enter-number")
        return None if form is None else _sent(here, form, number=self.person)

    def _answer_phone(self, waiting: Page, here: str) -> None:
        """Choose the number on the phone, and give passcode or face where asked."""
        number = waiting.texts["match-number"]
        step: _Step | None = _Step(urljoin(here, waiting.links["open-phone"]))
        for _ in range(MOST_STEPS):
            if step is None:
                return
            answer = self._ask(step)
            at = str(answer.url)
            step = (
                _Step(urljoin(at, answer.headers["location"]))
                if answer.status_code in SEE_OTHER
                else self._on_phone(Page(answer.text), at, f"number-{number}")
            )

    def _on_phone(self, page: Page, here: str, number: str) -> _Step | None:
        refusing = page.form("", "deny")
        if not self.agrees and refusing is not None:
            return _sent(here, refusing, "deny")
        for name, button, typed in (
            ("mend", "", {}),
            ("phone-approve", number, {}),
            ("phone-face", "face-same", {}),
            ("phone-passcode", "", {"passcode": dialect().phone.passcode}),
        ):
            form = page.form(name)
            if form is not None:
                return _sent(here, form, button, **typed)
        if page.trouble is not None:
            raise SignInRefused(page.trouble, page.reason)
        return None


def _sent(here: str, form: Form, button: str = "", **typed: str) -> _Step:
    return _Step(urljoin(here, form.action or here), form.pressed(button, **typed))
