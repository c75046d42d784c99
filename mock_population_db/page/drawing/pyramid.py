"""A population pyramid: men to the left, women to the right."""

from dataclasses import dataclass
from math import ceil

from mock_population_db.figures.counts import Band

WIDTH, AXIS, BAR, STEP, TOP, FOOT = 640, 64, 15, 19, 26, 26
SIDE = (WIDTH - AXIS) // 2 - 20
STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
MOST_TICKS = 5


@dataclass(frozen=True)
class Row:
    """One group of ages as two bars."""

    label: str
    y: int
    men: float
    women: float


@dataclass(frozen=True)
class Tick:
    """A mark of the scale, per cent of all people."""

    label: float
    offset: float


@dataclass(frozen=True)
class Pyramid:
    """The drawing."""

    rows: list[Row]
    ticks: list[Tick]
    height: int
    width: int = WIDTH
    left: float = (WIDTH - AXIS) / 2
    right: float = (WIDTH + AXIS) / 2
    bar: int = BAR
    top: int = TOP


def draw(bands: tuple[Band, ...]) -> Pyramid:
    """Lay out a pyramid; the oldest stand at the top."""
    total = sum(band.men + band.women for band in bands) or 1
    most = max(max(band.men, band.women) for band in bands) * 100 / total
    step = next((one for one in STEPS if one * MOST_TICKS >= most), 25.0)
    marks = max(1, ceil(most / step))
    scale = SIDE / (marks * step)
    rows = [
        Row(
            label=band.label,
            y=TOP + place * STEP,
            men=round(band.men * 100 / total * scale, 1),
            women=round(band.women * 100 / total * scale, 1),
        )
        for place, band in enumerate(reversed(bands))
    ]
    return Pyramid(
        rows=rows,
        ticks=[
            Tick(step * mark, round(step * mark * scale, 1))
            for mark in range(1, marks + 1)
        ],
        height=TOP + len(bands) * STEP + FOOT,
    )
