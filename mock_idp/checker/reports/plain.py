"""The report on the terminal: one line for each case, more where it did not pass."""

from collections.abc import Iterator

from forms.i18n import _, ngettext
from mock_idp.checker.reports.result import Result
from mock_idp.checker.verdict import Finding, Verdict

MOCK = _("Bản trình diễn: e-ID giả lập, dữ liệu giả lập, không phải VNeID thật.")
WIDTH = max(len(verdict.word) for verdict in Verdict)
STEPS = 12
EXPECTED = _("mong đợi: %(what)s")
DID = _("ứng dụng đã làm: %(what)s")
AGAIN = _("chạy lại: %(command)s")


def line(finding: Finding) -> str:
    """Return the one line of a case."""
    case = finding.case
    return f"{finding.verdict.word!s:<{WIDTH}}  {case.id:<38} {case.title}"


def detail(result: Result, finding: Finding) -> Iterator[str]:
    """Return what to know about a case that did not pass."""
    if finding.verdict in (Verdict.PASS, Verdict.SKIP):
        if finding.reason is not None:
            yield f"    {finding.reason}"
        return
    yield f"    {finding.reason}"
    what = f"{finding.case.expect.value} ({finding.case.clause})"
    yield f"    {EXPECTED % {'what': what}}"
    if finding.deed is not None:
        yield f"    {DID % {'what': '; '.join(finding.deed.said())}}"
    for step in finding.excerpt()[:STEPS]:
        faults = f"  <- {', '.join(step['faults'])}" if step["faults"] else ""
        yield f"      {step['number']:>4} {step['request']} {step['status']}{faults}"
    yield f"    {AGAIN % {'command': result.reproduce(finding)}}"


def summary(result: Result) -> Iterator[str]:
    """Return the last lines."""
    counts = result.counts()
    words = (f"{verdict.word} {counts[verdict]}" for verdict in Verdict)
    number = len(result.findings)
    cases = ngettext("%(count)s trường hợp", "%(count)s cases", number)
    seconds = _("%(seconds)s giây") % {"seconds": round(result.seconds, 1)}
    yield f"{cases % {'count': number}}, {seconds}: {', '.join(words)}"
    yield str(MOCK)
