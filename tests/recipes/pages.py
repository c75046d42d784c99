"""The code of our recipes, as their readers copy it."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.recipes.installing import ROOT

FOLDER = ROOT / "docs" / "recipes"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"(?:#|//) (\S+\.\w+)\n")


@dataclass(frozen=True)
class Block:
    """One piece of code; ``name`` is the file its first line says it is."""

    language: str
    text: str

    @property
    def name(self) -> str | None:
        found = NAME.match(self.text)
        return found[1] if found else None


def blocks(page: str) -> list[Block]:
    """Every piece of code of a page, in order."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    return [Block(*found) for found in BLOCK.findall(text)]


def write_files(page: str, folder: Path) -> list[str]:
    """Write the files of a page to a folder; their names."""
    found = [(block.name, block.text) for block in blocks(page)]
    named = [(name, text) for name, text in found if name is not None]
    for name, text in named:
        (folder / name).write_text(text, encoding="utf-8")
    return [name for name, _ in named]
