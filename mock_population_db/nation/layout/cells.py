"""Ranks: the people of one kind, sex and year of birth in a unit, counted through.

All numbers here are per section: every section has the same counts, because families
come in sets of one per section.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.templates import KINDS, Templates
from mock_population_db.nation.layout.units import SHARE, Routes, Units
from mock_population_db.nation.shapes.slots import CELLS, Kind

Numbers = NDArray[np.int64]
Compact = NDArray[np.int32]
PIECES = KINDS - 1
"""Kinds of people; places of those who left have no numbers."""
MOST_IN_CELL = 900_000


class TooMany(ValueError):  # noqa: N818 - named after what is wrong
    """A cell of numbers would have more people than there are serials."""


@dataclass(frozen=True)
class Cells:
    """Where ranks begin."""

    before: Compact
    """Per unit and template (ordered) how many come before it in all cells."""
    births: Compact
    """Per unit of origin, cell and incoming pair: adults born there before it."""
    births_first: Numbers
    """Per unit where its block in :attr:`births` begins."""
    pieces: Compact
    """Per province, cell, unit and kind: people before it in the cell of numbers."""
    pieces_first: Numbers
    """Per province where its block begins."""


def cells(units: Units, ways: Routes, made: Templates, sets: Numbers) -> Cells:
    """Count all cells of the nation."""
    count = len(units.weight)
    table = sets.reshape(count, -1).astype(np.int32)
    spread = table[:, made.shape[made.ordered]]
    before = np.zeros(spread.size + 1, np.int32)
    np.cumsum(spread, out=before[1:])
    sizes = _sizes(before, made, count)
    births, births_first = _births(ways, sizes[:, Kind.ADULT, :], count)
    born = _born(births, births_first, ways, count)
    pieces, pieces_first = _pieces(units, made.sections, sizes, born)
    return Cells(before, births, births_first, pieces, pieces_first)


def _sizes(before: Compact, made: Templates, count: int) -> Numbers:
    width = len(made.order)
    starts = np.arange(count)[:, None] * width + made.segment[None, :]
    at = before[starts].astype(np.int64)
    sizes: Numbers = np.diff(at, axis=1).reshape(count, KINDS, CELLS)
    return sizes


def _births(ways: Routes, adults: Numbers, count: int) -> tuple[Compact, Numbers]:
    degree = np.diff(ways.inward_first)
    first = np.concatenate(([0], np.cumsum((degree + 1) * CELLS)))
    births = np.zeros(int(first[-1]), np.int32)
    after = np.append(ways.share[1:], SHARE)
    after[ways.first[1:] - 1] = SHARE
    moved = adults[ways.residence]
    flows = (moved * after[:, None] >> 20) - (moved * ways.share[:, None] >> 20)
    for unit in range(count):
        start, end = ways.inward_first[unit], ways.inward_first[unit + 1]
        block = births[first[unit] : first[unit + 1]].reshape(CELLS, -1)
        np.cumsum(flows[ways.inward[start:end]].T, axis=1, out=block[:, 1:])
    return births, first.astype(np.int64)


def _born(births: Compact, first: Numbers, ways: Routes, count: int) -> Numbers:
    """Return per unit and cell how many adults were born there."""
    degree = np.diff(ways.inward_first)
    last = (
        first[:count, None] + np.arange(1, CELLS + 1)[None, :] * (degree[:, None] + 1)
    ) - 1
    born: Numbers = births[last].astype(np.int64)
    return born


def _pieces(
    units: Units, sections: int, sizes: Numbers, born: Numbers
) -> tuple[Compact, Numbers]:
    own = sizes[:, :PIECES, :].copy()
    own[:, Kind.ADULT, :] = born
    own *= sections
    blocks, first = [], [0]
    for start, end in zip(units.first, units.first[1:], strict=False):
        block = own[start:end].reshape(-1, CELLS).T
        run = np.zeros((CELLS, block.shape[1] + 1), np.int64)
        np.cumsum(block, axis=1, out=run[:, 1:])
        if run.max() > MOST_IN_CELL:
            raise TooMany("more people of one province, sex and year than numbers")
        blocks.append(run.ravel().astype(np.int32))
        first.append(first[-1] + run.size)
    return np.concatenate(blocks), np.array(first, np.int64)
