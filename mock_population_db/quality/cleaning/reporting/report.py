"""Put the counts of a run into ``report.json``, ``report.md`` and ``report.html``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from forms.i18n import Text, _, gettext, language
from mock_population_db.quality.cleaning.matching.findings import EXACT, FINDINGS
from mock_population_db.quality.cleaning.reading.refusals import REFUSALS
from mock_population_db.quality.cleaning.scoring import Score, Scoring
from mock_population_db.quality.cleaning.tally import QUALITIES, Tally
from mock_population_db.quality.defects.catalogue import KINDS

QUALITY_NAMES: dict[str, tuple[Text, Text]] = {
    "correct": (
        _("Đúng"),
        _("Số định danh, họ tên và ngày sinh bằng cơ sở dữ liệu, từng ký tự."),
    ),
    "complete": (
        _("Đủ"),
        _("Có số định danh 12 số, họ tên từ hai chữ và đủ ngày, tháng, năm sinh."),
    ),
    "clean": (
        _("Sạch"),
        _("Không trùng người với dòng khác, không mâu thuẫn với chính người đó."),
    ),
    "live": (
        _("Sống"),
        _("Tìm thấy người, người đó còn sống, số và địa chỉ không phải loại cũ."),
    ),
}
_MATCHED = _("Khớp hoàn toàn.")


@dataclass(frozen=True)
class Circumstances:
    """What was verified, and how it was read.

    Attributes:
        file: name of the list.
        notes: how it was read.
        columns: names of the columns by field.
        register: digest of the register's people.
    """

    file: str
    notes: Mapping[str, str]
    columns: Mapping[str, str]
    register: str


def write_report(
    out: Path, about: Circumstances, tally: Tally, scoring: Scoring | None
) -> dict[str, Any]:
    """Write the report in three forms and return what the JSON holds."""
    report = _report(about, tally, scoring)
    _write(out / "report.json", json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    folder = Path(__file__).parent / "templates"
    for name, template, is_html in (
        ("report.md", "report_markdown.html", False),
        ("report.html", "report.html", True),
    ):
        # Markdown is read as text; the names in it come from the list's header
        pages = Environment(
            loader=FileSystemLoader(folder),
            autoescape=is_html,  # noqa: S701 - on for HTML
            trim_blocks=True,
            lstrip_blocks=True,
        )
        pages.filters["share"] = _percent
        pages.globals |= {"_": gettext, "language": language()}
        _write(out / name, pages.get_template(template).render(report))
    return report


def _write(path: Path, text: str) -> None:
    new = path.with_suffix(".part")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def _percent(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}".replace(".", ",")


def _report(
    about: Circumstances, tally: Tally, scoring: Scoring | None
) -> dict[str, Any]:
    texts = {finding.code: finding.text for finding in FINDINGS} | {EXACT: _MATCHED}
    return {
        "file": about.file,
        "reading": dict(about.notes),
        "columns": dict(about.columns),
        "register": about.register,
        "lines": tally.lines,
        "matched": tally.matched,
        "rejected": tally.lines - tally.matched,
        "quality": [
            {
                "code": code,
                "name": str(QUALITY_NAMES[code][0]),
                "definition": str(QUALITY_NAMES[code][1]),
                "rows": tally.quality[code],
                "percent": round(tally.share(code), 4),
            }
            for code in QUALITIES
        ],
        "classes": _counted(tally.classes, texts),
        "findings": _counted(tally.findings, texts),
        "unreadable": [
            {"code": code, "rows": count}
            for code in REFUSALS
            if (count := tally.refused[code])
        ],
        "defects": _scored(scoring) if scoring else [],
        "not_compared": scoring.not_compared if scoring else 0,
    }


def _counted(counts: Mapping[str, int], texts: Mapping[str, str]) -> list[Any]:
    return [
        {"code": code, "text": str(texts[code]), "rows": count}
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if count
    ]


def _scored(scoring: Scoring) -> list[Any]:
    return [
        {
            "code": kind,
            "title": str(KINDS[kind].title) if kind in KINDS else kind,
            **score._asdict(),
            **{name: _rounded(getattr(score, name)) for name in _RATIOS},
        }
        for kind, score in scoring.scores().items()
    ]


_RATIOS = ("precision", "recall", "link_precision", "link_recall")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


__all__ = ["Circumstances", "Score", "write_report"]
