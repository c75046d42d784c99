"""Spoil a list: choose rows by rate, change them, and write down what changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.mixing import GOLDEN, MASK, chain, mix
from mock_population_db.quality.defects.case import (
    Case,
    Defect,
    NoRegistry,
    Page,
    Registry,
)
from mock_population_db.quality.defects.catalogue import KINDS
from mock_population_db.quality.defects.config import Config
from mock_population_db.quality.defects.truth import WHOLE_ROW, Change
from mock_population_db.quality.defects.weights import Group, Weighing, shares_of
from mock_population_db.quality.rows import Block, Row, blocks_of

_LANES = 1 << 32
_EXTRA = 64


@dataclass
class Spoiling:
    """How far a list has come.

    Attributes:
        rows: clean rows so far.
        made: how many defects of each kind were made.
        wanted: how many the rates ask for, up to here.
    """

    rows: int = 0
    made: Counter[str] = field(default_factory=Counter)
    wanted: dict[str, float] = field(default_factory=dict)

    def rate(self, kind: str) -> float:
        """Return the measured share of rows with a kind of defect."""
        return self.made[kind] / self.rows if self.rows else 0.0


def spoil(
    rows: Iterable[Mapping[str, str]],
    config: Config,
    seed: int,
    registry: Registry | None = None,
) -> tuple[list[Row], list[Change]]:
    """Return the rows with defects, and the truth: all that really changed.

    Args:
        rows: clean rows; all have the same fields, ``row_id`` among them, different
            in each.
        config: which defects, how often.
        seed: the same seed and rows give the same defects.
        registry: the register, for old numbers and numbers that are taken.
    """
    blocks = list(blocks_of(rows))
    spoilt: list[Row] = []
    truth: list[Change] = []
    shares = shares_of(blocks)
    for block, changes in spoil_blocks(
        blocks, config, seed, shares=shares, registry=registry
    ):
        spoilt += block.rows()
        truth += changes
    return spoilt, truth


def spoil_blocks(
    blocks: Iterable[Block],
    config: Config,
    seed: int,
    *,
    shares: Mapping[Group, int] | None = None,
    registry: Registry | None = None,
    progress: Spoiling | None = None,
) -> Iterator[tuple[Block, list[Change]]]:
    """Spoil block by block; nothing but one block is held.

    Args:
        blocks: of equal size but the last; the same blocks give the same defects.
        config: which defects, how often.
        seed: any whole number.
        shares: rows by office and decade in the whole list; needed only for rates
            that are correlated, so that they stay exact over all.
        registry: the register.
        progress: filled in on the way.
    """
    progress = progress if progress is not None else Spoiling()
    weighing = Weighing(config, seed, shares or {})
    for block in blocks:
        page = _Spoilt(block, Page(block, registry or NoRegistry()), seed, progress)
        for kind, defect in KINDS.items():
            if config.rates.get(kind):
                weights = weighing.of(kind, block)
                page.make(defect, config.rates[kind], weights)
        progress.rows += len(block)
        yield page.result()


class _Spoilt:
    """One block on its way from clean to spoilt."""

    def __init__(self, block: Block, page: Page, seed: int, progress: Spoiling) -> None:
        self._page, self._progress, self._seed = page, progress, seed
        self._columns = {name: list(texts) for name, texts in block.columns.items()}
        self._size = len(block)
        self._touched: dict[str, set[int]] = {name: set() for name in block.fields}
        self._changes: list[Change] = []

    def make(
        self, defect: Defect, rate: float, weights: NDArray[np.float64] | None
    ) -> None:
        """Make as many defects of a kind as its rate asks for up to here."""
        code, progress = defect.code, self._progress
        share = float(self._size if weights is None else weights.sum())
        progress.wanted[code] = progress.wanted.get(code, 0.0) + rate * share
        missing = round(progress.wanted[code]) - progress.made[code]
        lanes = self._lanes(code)
        for place in _in_order(lanes, weights, missing):
            if missing <= 0:
                break
            case = Case(self._page, place, int(lanes[place]))
            if self._apply(defect, case):
                missing -= 1
                progress.made[code] += 1

    def _lanes(self, code: str) -> NDArray[np.int64]:
        key = chain(self._seed, crc32(code.encode()))
        places = np.arange(self._size, dtype=np.int64) + self._progress.rows
        high = mix((places >> 32) + GOLDEN & MASK)
        return mix(mix(places & MASK ^ high) ^ key)

    def _apply(self, defect: Defect, case: Case) -> bool:
        made = defect.make(case)
        if made is None:
            return False
        name, after = made
        touched = self._touched.get(name)
        if touched is None or case.place in touched:
            return False
        before = self._columns[name][case.place]
        if before == after:
            return False
        touched.add(case.place)
        if defect.adds_row:
            self._add(defect, case, name, after)
        else:
            self._columns[name][case.place] = after
            row_id = case.get(WHOLE_ROW)
            self._changes.append(Change(row_id, name, before, after, defect.code))
        return True

    def _add(self, defect: Defect, case: Case, name: str, after: str) -> None:
        original = case.get(WHOLE_ROW)
        row = self._page.block.row(case.place) | {name: after}
        row[WHOLE_ROW] = f"{original}-2"
        for column, text in row.items():
            self._columns[column].append(text)
        self._changes.append(
            Change(row[WHOLE_ROW], WHOLE_ROW, original, row[WHOLE_ROW], defect.code)
        )

    def result(self) -> tuple[Block, list[Change]]:
        """Return the spoilt block and what was changed."""
        return Block(self._columns), self._changes


def _in_order(
    lanes: NDArray[np.int64], weights: NDArray[np.float64] | None, wanted: int
) -> Iterator[int]:
    """Yield places in an order of chance in which heavy rows come earlier."""
    if wanted <= 0:
        return
    keys: NDArray[np.int64] | NDArray[np.float64] = lanes * len(lanes) + np.arange(
        len(lanes)
    )
    if weights is not None:
        # the first k of exponential keys are a weighted sample without repetition
        chance = -np.log((lanes + 0.5) / _LANES)
        keys = chance / np.maximum(weights, 1e-9)
    first = min(4 * wanted + _EXTRA, len(keys) - 1)
    near = np.argpartition(keys, first)
    for part in (near[:first], near[first:]):
        yield from part[np.argsort(keys[part], kind="stable")].tolist()
