"""Every procedure as a reader of the law wants it: time limits, fees, sources."""

from collections.abc import Iterator

from forms import registry
from forms.agencies import AGENCIES
from forms.law import LegalBasis
from forms.procedure import Branch, Deadline, Paper, Procedure
from tools.reference.markdown import code, table


def all_of_them() -> str:
    """Return one section for each version of each procedure."""
    return "\n\n".join(_section(p) for p in registry.all_procedures())


def _section(procedure: Procedure) -> str:
    parts = [
        f"## {procedure.title}",
        table(("", ""), _facts(procedure)),
        "### Nhánh / branches",
        table(
            ("Nhánh", "Cơ quan", "Chờ nhánh", "Thời hạn", "Phí", "Kết quả"),
            (_branch(branch) for branch in procedure.branches),
        ),
        "### Căn cứ / sources",
        table(("Về", "Căn cứ", "Mức tin cậy"), _sources(procedure)),
        "### Giấy tờ / papers",
        table(("Giấy tờ", "Nhánh", "Khi nào"), map(_paper, procedure.papers)),
        "### Ghi chú / notes",
        "\n".join(f"- {note}" for note in procedure.notes),
    ]
    return "\n\n".join(parts)


def _facts(procedure: Procedure) -> Iterator[tuple[str, str]]:
    until = procedure.effective_to
    specs = procedure.eform.specs()
    yield "Mã / code", code(procedure.code)
    yield "Phiên bản / version", code(procedure.version)
    yield "Mã quốc gia / national code", code(procedure.national_code)
    yield (
        "Có hiệu lực / in force",
        (
            f"{procedure.effective_from:%d/%m/%Y} – {until:%d/%m/%Y}"
            if until
            else f"từ {procedure.effective_from:%d/%m/%Y}"
        ),
    )
    yield "Tổng thời hạn / in all", _days(procedure.total)
    sections = len(procedure.eform.sections)
    sizes = f"{len(specs)} trường / fields, {sections} mục / sections"
    yield "Tờ khai / eForm", f"{code(procedure.eform.code)}, {sizes}"
    filled = sum(spec.autofill is not None for spec in specs.values())
    yield "Trường có nguồn điền sẵn / with a source", str(filled)


def _branch(branch: Branch) -> tuple[str, ...]:
    return (
        f"{branch.title} ({code(branch.code)})",
        f"{AGENCIES[branch.agency].unit} ({code(branch.agency)})",
        ", ".join(map(code, branch.needs)) or "–",
        _days(branch.deadline),
        f"{branch.fee.amount} đ. {branch.fee.reason}",
        str(branch.result.title),
    )


def _days(deadline: Deadline) -> str:
    if deadline.working_days == 0:
        return "trong ngày / same day"
    return f"{deadline.working_days} ngày làm việc / working days"


def _sources(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    for basis in procedure.basis:
        yield _source("thủ tục / procedure", basis)
    yield _source("tổng thời hạn / time in all", procedure.total.basis)
    for branch in procedure.branches:
        about = code(branch.code)
        for basis in branch.basis:
            yield _source(about, basis)
        yield _source(f"{about}, thời hạn / time", branch.deadline.basis)
        yield _source(f"{about}, phí / fee", branch.fee.basis)


def _source(about: str, basis: LegalBasis) -> tuple[str, str, str]:
    return about, basis.citation, basis.confidence


def _paper(paper: Paper) -> tuple[str, str, str]:
    asked = paper.required_when
    when = ", ".join(code(name) for name in sorted(asked.names)) if asked else ""
    return (
        f"{paper.title} ({code(paper.code)})",
        ", ".join(map(code, paper.used_by)),
        f"tùy câu trả lời / depends on {when}" if when else "luôn cần / always",
    )
