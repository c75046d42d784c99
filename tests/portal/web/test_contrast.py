"""Every colour pair in use can be read, light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from portal.web.assets import FOLDER

TEXT, PART = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "gold-tint", TEXT),
    ("ink", "info-tint", TEXT),
    ("ink", "warn-tint", TEXT),
    ("ink", "bad-tint", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "sunk", TEXT),
    ("link", "paper", TEXT),
    ("link", "surface", TEXT),
    ("link", "sunk", TEXT),
    ("link", "warn-tint", TEXT),
    ("on-teal", "teal", TEXT),
    ("teal", "teal-tint", TEXT),
    ("on-gold", "gold", TEXT),
    ("bad", "surface", TEXT),
    ("bad", "bad-tint", TEXT),
    ("ok", "ok-tint", TEXT),
    ("warn", "warn-tint", TEXT),
    ("warn", "surface", TEXT),
    ("info", "info-tint", TEXT),
    ("mute", "mute-tint", TEXT),
    ("edge", "surface", PART),
    ("edge", "paper", PART),
    ("focus", "focus-ring", PART),
    ("focus-ring", "teal-deep", PART),
]
FIXED = [
    ("#ffffff", "#0a4a57"),  # hero
    ("#ffd77a", "#0a4a57"),  # hero's label
    ("#dceced", "#0a4a57"),  # status banner
    ("#e3f3ea", "#14593a"),  # confirmation
    ("#ffffff", "#14593a"),  # finished
]


def tokens():
    sheet = (FOLDER / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\n\s*\}", sheet, re.DOTALL)
    )
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_tokens_can_be_read(theme):
    colours = tokens()[theme]

    low = [
        f"{front} on {back}: {ratio(colours[front], colours[back]):.2f}"
        for front, back, needed in PAIRS
        if ratio(colours[front], colours[back]) < needed
    ]

    assert low == []


def test_text_on_surfaces_of_one_colour_can_be_read():
    assert [pair for pair in FIXED if ratio(*pair) < TEXT] == []
