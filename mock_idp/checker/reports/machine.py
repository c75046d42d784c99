"""The reports for machines: JSON and JUnit."""

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

from mock_idp.checker.reports.plain import MOCK, detail
from mock_idp.checker.reports.result import Result, both, record
from mock_idp.checker.verdict import Finding, Verdict

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def told(result: Result) -> dict[str, Any]:
    """Return the result in a form that JSON knows."""
    counts = result.counts()
    return {
        "mock": both(MOCK),
        "checked_at": result.checked_at,
        "issuer": result.issuer,
        "client": result.client_id,
        "login": result.login,
        "client_does": [both(fact) for fact in result.facts],
        "seconds": round(result.seconds, 2),
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "passed": result.is_good,
        "cases": [record(result, finding) for finding in result.findings],
    }


def as_json(result: Result) -> str:
    """Return the result as JSON."""
    return json.dumps(told(result), ensure_ascii=False, indent=2) + "\n"


def as_junit(result: Result) -> str:
    """Return the result as JUnit XML; warnings and notes pass, told as output."""
    counts = result.counts()
    suite = ET.Element(
        "testsuite",
        name="mock-idp check-rp",
        tests=str(len(result.findings)),
        failures=str(counts[Verdict.FAIL]),
        errors="0",
        skipped=str(counts[Verdict.SKIP]),
        time=f"{result.seconds:.3f}",
    )
    for finding in result.findings:
        suite.append(_case(result, finding))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def _case(result: Result, finding: Finding) -> ET.Element:
    made = ET.Element(
        "testcase",
        classname=f"check-rp.{finding.case.group}",
        name=_xml(f"{finding.case.id}: {finding.case.title}"),
        time=f"{finding.seconds:.3f}",
    )
    lines = _xml("\n".join(detail(result, finding)))
    if finding.verdict is Verdict.FAIL:
        made.append(_told("failure", lines, finding))
    elif finding.verdict is Verdict.SKIP:
        made.append(_told("skipped", "", finding))
    elif finding.verdict in (Verdict.WARN, Verdict.NOTE):
        ET.SubElement(made, "system-out").text = lines
    return made


def _told(name: str, text: str, finding: Finding) -> ET.Element:
    made = ET.Element(name, message=_xml(str(finding.reason or "")))
    made.text = text
    return made


def _xml(text: str) -> str:
    """Return a text without the characters that XML has no place for."""
    return _NOT_XML.sub("\ufffd", text)
