"""Texts of the fonts before Unicode: TCVN3 (ABC, .VnTime) and VNI.

Such text, read as Windows-1252, shows ``NguyÔn V¨n`` (TCVN3) or ``Nguyeãn Vaên``
(VNI). Tables: TCVN 5712:1993 VN3; VNI Windows.
"""

import re
import unicodedata
from functools import cache

_TCVN3 = (
    "A1ĂÂÊÔƠƯĐăâêôơưđ B5àảãáạ BBằẳẵắ C6ặầẩẫấậè CEẻẽéẹềểễếệìỉ DCĩíịò "
    "E1ỏõóọồổỗốộờởỡớợù F1ủũúụừửữứựỳỷỹýỵ"
)
_CAPITALS = re.compile(
    "(?<![A-Za-z\xa1-\xfe])(?=[\xa1-\xfe]*[A-Z][\xa1-\xfe]*[A-Z])"
    "[A-Z\xa1-\xfe]+(?![A-Za-z\xa1-\xfe])"
)
_VNI_MARKS = {
    "a": "ùá øà ûả õã ïạ ââ áấ àầ åẩ ãẫ äậ êă éắ èằ úẳ üẵ ëặ",
    "e": "ùé øè ûẻ õẽ ïẹ âê áế àề åể ãễ äệ",
    "o": "ùó øò ûỏ õõ ïọ âô áố àồ åổ ãỗ äộ",
    "u": "ùú øù ûủ õũ ïụ",
    "y": "ùý øỳ ûỷ õỹ",
    "ô": "ùớ øờ ûở õỡ ïợ",
    "ö": "ùứ øừ ûử õữ ïự",
}
_VNI_ALONE = {
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "ô": "ơ",
    "ö": "ư",
    "î": "ỵ",
    "ñ": "đ",
}


@cache
def tcvn3_table() -> dict[int, str]:
    """Return which letter each character of TCVN3, read as Latin-1, stands for."""
    table: dict[int, str] = {}
    for run in _TCVN3.split():
        start = int(run[:2], 16)
        table |= {start + place: letter for place, letter in enumerate(run[2:])}
    return table


@cache
def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for letter, pairs in _VNI_MARKS.items():
        table |= {letter + pair[0]: pair[1] for pair in pairs.split()}
    upper = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {
        key[0].upper() + key[1]: value.upper()
        for key, value in table.items()
        if len(key) > 1
    }
    return table | mixed | upper


@cache
def _vni_pattern() -> re.Pattern[str]:
    keys = sorted(_vni_table(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys)))


def from_tcvn3(text: str) -> str:
    """Convert TCVN3 text; a word in capitals had a capital font and becomes so."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return composed
    raised = _CAPITALS.sub(
        lambda found: found.group().translate(tcvn3_table()).upper(), composed
    )
    return raised.translate(tcvn3_table())


def from_vni(text: str) -> str:
    """Convert VNI text."""
    composed = unicodedata.normalize("NFC", text)
    return _vni_pattern().sub(lambda found: _vni_table()[found.group()], composed)


@cache
def _to_tcvn3_table() -> dict[int, str]:
    return {ord(letter): chr(code) for code, letter in tcvn3_table().items()}


def to_tcvn3(text: str) -> str:
    """Write a text as TCVN3 shown in Windows-1252; capitals with tones become small."""
    table = _to_tcvn3_table()
    return "".join(
        char if ord(char) in table or ord(char.lower()) not in table else char.lower()
        for char in text
    ).translate(table)


def to_vni(text: str) -> str:
    """Write a text as VNI shown in Windows-1252."""
    back = {letter: keys for keys, letter in reversed(_vni_table().items())}
    return "".join(back.get(char, char) for char in text)
