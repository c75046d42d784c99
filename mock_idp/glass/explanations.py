"""What parameters, claims, headers and errors mean; the words are in a data file."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.i18n import language

FILE = Path(__file__).with_name("explained.toml")
PARAMETER, CLAIM, HEADER, HTTP, ERROR = KINDS = (
    "parameter",
    "claim",
    "header",
    "http",
    "error",
)
_RFC = re.compile(r"RFC (\d+)(?: §([\d.]+))?")
_OPENID = "https://openid.net/specs/openid-connect-"
_PAGES = {
    "OIDC Core": f"{_OPENID}core-1_0.html",
    "OIDC RP-Initiated Logout": f"{_OPENID}rpinitiated-1_0.html",
    "OIDC Front-Channel Logout": f"{_OPENID}frontchannel-1_0.html",
    "OIDC Back-Channel Logout": f"{_OPENID}backchannel-1_0.html",
    "OIDC Session Management": f"{_OPENID}session-1_0.html",
}


@dataclass(frozen=True)
class Meaning:
    """What a name means, in both languages, and where that is written."""

    vi: str
    en: str
    at: str

    def __str__(self) -> str:
        """Return the meaning in the reader's language."""
        return self.en if language() == "en" else self.vi

    @property
    def address(self) -> str | None:
        """Return where the specification can be read, if it is public."""
        rfc = _RFC.match(self.at)
        if rfc is not None:
            section = f"#section-{rfc[2]}" if rfc[2] else ""
            return f"https://www.rfc-editor.org/rfc/rfc{rfc[1]}{section}"
        return next((a for name, a in _PAGES.items() if self.at.startswith(name)), None)


@cache
def book() -> dict[str, dict[str, Meaning]]:
    """Return every explanation: kind, then name."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        kind: {name: Meaning(**said) for name, said in names.items()}
        for kind, names in read.items()
    }


def meaning(name: str, *kinds: str) -> Meaning | None:
    """Return what a name means, in the first of these kinds that knows it."""
    known = book()
    plain = name.partition("#")[0]  # a claim in one language (OIDC Core §5.2)
    found = (known[kind].get(plain) for kind in kinds)
    return next((each for each in found if each is not None), None)
