"""Forms, links and texts of our own pages, found by ``data-testid``."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = list[tuple[str, str]]


@dataclass
class Form:
    """A form with what is filled in, and its buttons by test id."""

    action: str
    sends_itself: bool = False
    fields: Fields = field(default_factory=list)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def pressed(self, button: str = "", **typed: str) -> Fields:
        """Return what pressing a button sends; ``typed`` replaces what stands there."""
        sent = [(n, v) for n, v in self.fields if n not in typed]
        sent += typed.items()
        name, value = self.buttons.get(button, ("", ""))
        return [*sent, (name, value)] if name else sent


class Page(HTMLParser):
    """One page, read once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: dict[str, list[Form]] = {}
        self.links: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.trouble: str | None = None
        self._reason: list[str] | None = None
        self._is_telling = False
        self._form: Form | None = None
        self._reading: str | None = None
        self.feed(text)

    def form(self, name: str, button: str = "") -> Form | None:
        """Return a form, the one with a button if that is named."""
        found = self.forms.get(name, [])
        return next((f for f in found if button in ("", *f.buttons)), None)

    @property
    def reason(self) -> str:
        """Return what the page says about its trouble."""
        return " ".join(self._reason or ())

    @property
    def sending(self) -> Form | None:
        """Return the form that a script would send at once."""
        every = (form for many in self.forms.values() for form in many)
        return next((form for form in every if form.sends_itself), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag is."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("data-testid", "")
        if name == "error":
            self.trouble = given.get("data-code", "")
            self._reason, self._is_telling = [], True
        if tag == "form":
            self._form = Form(given.get("action", ""), "data-send" in given)
            self.forms.setdefault(name, []).append(self._form)
        elif tag == "a" and name:
            self.links[name] = given.get("href", "")
        elif self._form is not None:
            _fill(self._form, tag, given)
        if name:
            self._reading = name

    def handle_data(self, data: str) -> None:
        """Note the first text of an element with a test id."""
        if self._is_telling and self._reason is not None and data.strip():
            self._reason.append(data.strip())
        if self._reading and data.strip():
            self.texts.setdefault(self._reading, data.strip())
            self._reading = None

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, or the paragraph that tells of trouble."""
        if tag in ("p", "h1"):
            self._is_telling = False
        if tag == "form":
            self._form = None


def _fill(form: Form, tag: str, given: dict[str, str]) -> None:
    name = given.get("name", "")
    is_ticked = given.get("type") != "checkbox" or "checked" in given
    if tag == "input" and name and is_ticked:
        form.fields.append((name, given.get("value", "")))
    elif tag == "button":
        button = given.get("data-testid", "")
        form.buttons[button] = (name, given.get("value", ""))
