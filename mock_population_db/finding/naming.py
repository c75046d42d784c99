"""Names without marks: which names hold the words that are looked for."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from forms import names
from mock_population_db.nation.layout.names import PLAIN, Names
from mock_population_db.nation.many.facts import Facts

MOST_WORDS = 8
Mask = NDArray[np.bool_]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name that is looked for, folded."""
    return tuple(names.fold(text).split()[:MOST_WORDS])


def holds(full_name: str, words: tuple[str, ...]) -> bool:
    """Tell whether a name holds all words in their order."""
    found = iter(names.fold(full_name).split())
    return all(word in found for word in words)


def may_hold(facts: Facts, words: tuple[str, ...]) -> Mask:
    """Return whose names may hold the words; only those need to be written out.

    Family names are costly to know, so what the middle and given names lack is
    compared with all family names there are.
    """
    made = facts.crowd.plan.names
    masks = _masks(made.texts, words)
    all_words = (1 << len(words)) - 1
    lacking = all_words & ~(masks[facts.middle] | masks[facts.given])
    kinds = np.unique(masks)
    possible = np.array(
        [bool(np.any(kinds & lack == lack)) for lack in range(all_words + 1)]
    )
    found: Mask = possible[lacking] | _unusual(made)[facts.people * 2 + facts.sex - 1]
    return found


def _unusual(made: Names) -> Mask:
    """Return where names are written by a pattern of their own, such as H'Nhi."""
    patterns = [pattern for pair in made.patterns for pattern in pair]
    return np.array([pattern != PLAIN for pattern in patterns])


def _masks(texts: tuple[str, ...], words: tuple[str, ...]) -> NDArray[np.int64]:
    folded = _folded(texts)
    return np.array(
        [
            sum(1 << place for place, word in enumerate(words) if word in text)
            for text in folded
        ],
        np.int64,
    )


@lru_cache(maxsize=2)
def _folded(texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.fold(text).split()) for text in texts)
