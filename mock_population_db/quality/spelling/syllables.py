"""Which letters make a Vietnamese syllable; used to tell encodings apart."""

import re
import unicodedata

_ONSETS = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_NUCLEI = (
    "uyê|uya|yêu|iêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|iê|yê|uô|ươ|ia|ya|ua|ưa|"
    "oa|oă|oe|oo|uâ|uê|uơ|uy|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|"
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_CODAS = "ng|nh|ch|c|k|m|n|p|t|"
"""With k for Đắk and Lắk."""
_SYLLABLE = re.compile(rf"(?:{_ONSETS})(?:{_NUCLEI})(?:{_CODAS})")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Tell whether a word, in any case, is written as Vietnamese syllables are."""
    marks = unicodedata.normalize("NFD", word.casefold())
    tones = sum(char in _TONES for char in marks)
    plain = "".join(char for char in marks if char not in _TONES)
    plain = unicodedata.normalize("NFC", plain)
    return tones <= 1 and _SYLLABLE.fullmatch(plain) is not None


def marked_words(text: str) -> list[str]:
    """Return the words that hold a letter outside ASCII."""
    return [
        word
        for word in _WORD.findall(unicodedata.normalize("NFC", text))
        if not word.isascii()
    ]


def plausibility(words: list[str]) -> float:
    """Return which share of words are Vietnamese syllables; 0 for no words."""
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
