"""Writes SOAP envelopes: answers, and faults in the caller's version."""

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from forms.i18n import language
from mock_population_db.facade.citizens import Content
from mock_population_db.facade.reading_xml import SERVICE, SOAP_11, SOAP_12, Element

CITIZENS = "http://www.mic.gov.vn/dancu/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {"1.1": SOAP_11, "1.2": SOAP_12}
MEDIA_TYPES = {
    "1.1": "text/xml; charset=utf-8",
    "1.2": "application/soap+xml; charset=utf-8",
}
FAULT_CODES = {
    "1.1": {
        "sender": "Client",
        "receiver": "Server",
        "version": "VersionMismatch",
        "header": "MustUnderstand",
    },
    "1.2": {
        "sender": "Sender",
        "receiver": "Receiver",
        "version": "VersionMismatch",
        "header": "MustUnderstand",
    },
}


@dataclass(frozen=True)
class Refusal:
    """What a fault says.

    Attributes:
        kind: whose fault it is: sender, receiver, version or header.
        reason: where - why - what to do.
        code: the result code (MaLoi), the project's own.
        name: the stable name of the error.
        errors: field by field, when the request is malformed.
    """

    kind: str
    reason: str
    code: str
    name: str
    errors: tuple[tuple[str, str], ...] = ()


def found(version: str, content: Content | None) -> bytes:
    """Write the look-up's answer; an empty collection when nothing matches."""
    root, body = _envelope(version)
    collection = etree.SubElement(
        body, f"{{{CITIZENS}}}CongdanCollection", nsmap={"ns1": CITIZENS}
    )
    if content is not None:
        _write(etree.SubElement(collection, f"{{{CITIZENS}}}CongDan"), content)
    return _bytes(root)


def verdict(version: str, *, exists: bool) -> bytes:
    """Write the verification's answer."""
    root, body = _envelope(version)
    result = etree.SubElement(
        body, f"{{{SERVICE}}}KetQuaXacThuc", nsmap={"dan": SERVICE}
    )
    truth = etree.SubElement(result, f"{{{SERVICE}}}TonTai")
    truth.text = "true" if exists else "false"
    return _bytes(root)


def fault(version: str, refusal: Refusal) -> bytes:
    """Write a fault."""
    root, body = _envelope(version)
    element = etree.SubElement(body, f"{{{NAMESPACES[version]}}}Fault")
    code = f"soapenv:{FAULT_CODES[version][refusal.kind]}"
    detail = _fault_12 if version == "1.2" else _fault_11
    _explain(detail(element, code, refusal.reason), refusal)
    return _bytes(root)


def _fault_11(element: Element, code: str, reason: str) -> Element:
    etree.SubElement(element, "faultcode").text = code
    etree.SubElement(element, "faultstring").text = reason
    return etree.SubElement(element, "detail")


def _fault_12(element: Element, code: str, reason: str) -> Element:
    soap = f"{{{SOAP_12}}}"
    holder = etree.SubElement(element, f"{soap}Code")
    etree.SubElement(holder, f"{soap}Value").text = code
    said = etree.SubElement(element, f"{soap}Reason")
    text = etree.SubElement(said, f"{soap}Text")
    text.set(f"{{{XML}}}lang", language())
    text.text = reason
    return etree.SubElement(element, f"{soap}Detail")


def _explain(detail: Element, refusal: Refusal) -> None:
    error = etree.SubElement(detail, f"{{{SERVICE}}}Loi", nsmap={"dan": SERVICE})
    for name, text in (
        ("MaLoi", refusal.code),
        ("TenLoi", refusal.name),
        ("NoiDung", refusal.reason),
    ):
        etree.SubElement(error, f"{{{SERVICE}}}{name}").text = text
    for field, text in refusal.errors:
        wrong = etree.SubElement(error, f"{{{SERVICE}}}O")
        wrong.set("ten", field)
        wrong.text = text


def _envelope(version: str) -> tuple[Element, Element]:
    soap = NAMESPACES[version]
    root = etree.Element(f"{{{soap}}}Envelope", nsmap={"soapenv": soap})
    etree.SubElement(root, f"{{{soap}}}Header")
    return root, etree.SubElement(root, f"{{{soap}}}Body")


def _write(parent: Element, content: Content) -> None:
    for name, value in content.items():
        child = etree.SubElement(parent, f"{{{CITIZENS}}}{name}")
        if isinstance(value, dict):
            _write(child, value)
        else:
            child.text = value or None


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written
