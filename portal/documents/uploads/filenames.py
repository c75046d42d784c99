"""File names, made safe to show and to offer for download; never used as a path."""

import re
import unicodedata

from forms.i18n import gettext

LIMIT = 80
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_AWKWARD = re.compile(r'[<>:"|?*%;]+')
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def display_name(sent: str, extension: str) -> str:
    """Return a readable name that ends in ``extension``.

    Folders, control characters, direction overrides and the like are dropped; a long
    name is cut in the middle, so that its end stays what it is.
    """
    stem = _EXTENSION.sub("", _last_part(sent)).strip(" .")
    room = LIMIT - len(extension)
    if len(stem) > room:
        stem = stem[: room - 12] + "…" + stem[-11:]
    return (stem or gettext("giấy tờ")) + extension


def extension_of(sent: str) -> str:
    """Return the extension in small letters with its dot, or an empty text."""
    found = _EXTENSION.search(_last_part(sent))
    return found.group().lower() if found else ""


def _last_part(sent: str) -> str:
    visible = "".join(
        letter
        for letter in unicodedata.normalize("NFC", sent[:1000])
        if unicodedata.category(letter) not in _HIDDEN
    )
    name = re.split(r"[/\\]", visible)[-1]
    return " ".join(_AWKWARD.sub(" ", name).split())
