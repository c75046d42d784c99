"""Undo all defects by the truth: the clean list, bit for bit."""

from collections.abc import Iterable, Iterator, Mapping

from forms.i18n import gettext
from mock_population_db.quality.defects.truth import WHOLE_ROW, Change
from mock_population_db.quality.errors import TruthMalformed
from mock_population_db.quality.rows import Block, Row, blocks_of


def restore(rows: Iterable[Mapping[str, str]], truth: Iterable[Change]) -> list[Row]:
    """Return the clean rows.

    Raises:
        TruthMalformed: the truth does not belong to these rows.
    """
    clean = restore_blocks(blocks_of(rows), truth)
    return [row for block in clean for row in block.rows()]


def restore_blocks(blocks: Iterable[Block], truth: Iterable[Change]) -> Iterator[Block]:
    """Yield clean blocks; the truth is held in memory, the list is not.

    Raises:
        TruthMalformed: the truth does not belong to these rows.
    """
    undo: dict[str, list[Change]] = {}
    for change in truth:
        undo.setdefault(change.row_id, []).append(change)
    for block in blocks:
        yield _restored(block, undo)
    if undo:
        raise TruthMalformed(
            line=next(iter(undo)), why=gettext("danh sách không có dòng mang mã này")
        )


def _restored(block: Block, undo: dict[str, list[Change]]) -> Block:
    added = set()
    for place, row_id in enumerate(block.columns.get(WHOLE_ROW, ())):
        for change in undo.pop(row_id, ()):
            if change.field == WHOLE_ROW:
                added.add(place)
                continue
            column = block.columns.get(change.field)
            if column is None or column[place] != change.after:
                why = gettext("danh sách không còn giá trị đã bị đổi")
                raise TruthMalformed(line=row_id, why=why)
            column[place] = change.before
    if not added:
        return block
    return Block(
        {
            name: [text for place, text in enumerate(texts) if place not in added]
            for name, texts in block.columns.items()
        }
    )
