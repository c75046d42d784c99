"""A small register and lists of its people, for tests."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from mock_population_db.quality.cleaning.job import Job, Outcome, verify
from mock_population_db.quality.cleaning.matching.judging import Judge
from mock_population_db.quality.sources.memory import MemorySource
from mock_population_db.quality.sources.source import Person

HEADER = ("Mã", "Số định danh", "Họ và tên", "Ngày sinh", "Giới tính", "Địa chỉ")
HANOI = "Phường Hoàn Kiếm, Thành phố Hà Nội"
HOAN_KIEM, BA_DINH = "00070", "00004"


def born(text: str) -> int:
    return date.fromisoformat(text).toordinal()


AN = Person(901090000001, "Nguyễn Văn Ân", born("1990-03-11"), 1, True, HOAN_KIEM, 1)
HOA = Person(901192000002, "Đỗ Thị Hòa", born("1992-12-25"), 2, True, HOAN_KIEM, 1)
BINH = Person(901218000003, "Nguyễn Đức Bình", born("2018-05-06"), 1, True, BA_DINH, 1)
OLD = Person(901040000004, "Lý Văn Cổ", born("1940-01-02"), 1, False, HOAN_KIEM, 2)
TWO = Person(901190000005, "Trần Thị Mai", born("1990-01-01"), 2, True, BA_DINH, 3)
SAME = Person(902190000006, "Trần Thị Mai", born("1990-01-01"), 2, True, BA_DINH, 4)
OLD_NUMBER = 700000001


def register() -> MemorySource:
    people = [AN, HOA, BINH, OLD, TWO, SAME]
    return MemorySource(people, {OLD_NUMBER: AN.number})


def row(person: Person, **changes: str) -> list[str]:
    """Return a clean line about somebody, with some values changed."""
    clean = {
        "id": str(person.number % 1000),
        "number": str(person.number),
        "name": person.name,
        "day": f"{date.fromordinal(person.born):%d/%m/%Y}",
        "sex": {1: "Nam", 2: "Nữ"}[person.sex],
        "address": HANOI if person.commune == HOAN_KIEM else "",
    }
    return list((clean | changes).values())


def as_csv(rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def verified(folder: Path, text: str | bytes, **options) -> Outcome:
    """Verify a list against the small register."""
    file = folder / "list.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return verify(Job(file, folder / "out", **options), Judge(register()))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def classes(folder: Path) -> dict[int, str]:
    """Return what became of each line, by its number."""
    matched = read(folder / "out" / "matched.csv")
    rejected = read(folder / "out" / "rejects.csv")
    found = {int(one["line"]): one["class"] for one in matched}
    return found | {int(one["_line"]): one["_code"] for one in rejected}
