"""Letters that eyes and machines confuse when reading paper."""

from mock_population_db.quality.spelling.variants import fold

CONFUSED = (
    ("n", "u"),
    ("rn", "m"),
    ("l", "i"),
    ("l", "1"),
    ("o", "0"),
    ("c", "e"),
    ("h", "b"),
    ("q", "g"),
    ("v", "y"),
    ("a", "o"),
    ("t", "l"),
    ("u", "v"),
)
"""Pairs of letters; each is read for the other."""


def read_wrongly(word: str) -> list[str]:
    """Return all words that one confusion makes of a word, never itself."""
    found: dict[str, None] = {}
    for one, other in CONFUSED:
        for right, wrong in ((one, other), (other, one)):
            start = word.find(right, 1)
            while start > 0:
                end = start + len(right)
                found[word[:start] + wrong + word[end:]] = None
                start = word.find(right, start + 1)
    found.pop(word, None)
    return list(found)


def is_confusion(given: str, known: str) -> bool:
    """Tell whether exactly one word was misread by one confusion of letters."""
    words, right = fold(given).split(), fold(known).split()
    if len(words) != len(right):
        return False
    wrong = [pair for pair in zip(words, right, strict=True) if pair[0] != pair[1]]
    if len(wrong) != 1:
        return False
    read, written = wrong[0]
    return any(fold(word) == read for word in read_wrongly(written))
