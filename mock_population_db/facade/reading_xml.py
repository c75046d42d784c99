"""Reads SOAP envelopes that anybody may have written.

No entity is resolved, no DTD is allowed, nothing is fetched: whatever is wrong is
said in a fault of the caller's SOAP version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from forms.i18n import gettext

Element: TypeAlias = Any
"""An lxml element; the library is untyped."""

SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
VERSIONS: Mapping[str, str] = {SOAP_11: "1.1", SOAP_12: "1.2"}
SERVICE = "http://dancuquocgia.bca"
TRUE = frozenset({"1", "true"})


class EnvelopeRefused(Exception):  # noqa: N818 - named after what happened
    """The bytes are no envelope that can be answered.

    Attributes:
        version: the SOAP version to answer in, when the bytes tell.
        kind: ``sender``, ``version`` or ``header``.
    """

    def __init__(
        self, reason: str, *, version: str | None = None, kind: str = "sender"
    ) -> None:
        super().__init__(reason)
        self.version, self.kind = version, kind


@dataclass(frozen=True)
class Envelope:
    """One request: SOAP version, operation, and its fields."""

    version: str
    operation: str
    fields: dict[str, Any]


def read_envelope(content: bytes) -> Envelope:
    """Read an envelope.

    Raises:
        EnvelopeRefused: it is not well-formed, has a DTD, is of another SOAP version,
            holds a header that must be understood, or has an unreadable body.
    """
    root = _parsed(content)
    version = VERSIONS.get(root.nsmap.get(root.prefix) or "")
    name = etree.QName(root)
    if name.localname != "Envelope" or version is None:
        text = gettext("Phần tử gốc cần là Envelope của SOAP 1.1 hoặc 1.2.")
        raise EnvelopeRefused(text, kind="version")
    return _opened(root, version, name.namespace)


def _opened(root: Element, version: str, soap: str) -> Envelope:
    header, body = root.find(f"{{{soap}}}Header"), root.find(f"{{{soap}}}Body")
    _refuse_unknown_headers(header, version, soap)
    asked = [] if body is None else _children(body)
    if len(asked) != 1:
        text = gettext("Body cần có đúng một phần tử, là tên thao tác.")
        raise EnvelopeRefused(text, version=version)
    operation = etree.QName(asked[0])
    if operation.namespace != SERVICE:
        text = gettext("Thao tác cần thuộc không gian tên %(name)s.")
        raise EnvelopeRefused(text % {"name": SERVICE}, version=version)
    return Envelope(version, operation.localname, _fields(asked[0], version))


def _parsed(content: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        text = gettext("XML không đọc được. Gửi XML đúng cú pháp, mã hóa UTF-8.")
        raise EnvelopeRefused(text) from error
    if root.getroottree().docinfo.doctype:
        text = gettext("XML không được có DOCTYPE. Bỏ phần DOCTYPE rồi gửi lại.")
        raise EnvelopeRefused(text, version=VERSIONS.get(etree.QName(root).namespace))
    return root


def _refuse_unknown_headers(header: Element, version: str, soap: str) -> None:
    """SOAP 1.1 §4.2.3: a header that must be understood, and is not, is refused."""
    for block in () if header is None else _children(header):
        if block.get(f"{{{soap}}}mustUnderstand", "").strip() in TRUE:
            text = gettext("Không hiểu tiêu đề SOAP bắt buộc mustUnderstand.")
            raise EnvelopeRefused(text, version=version, kind="header")


def _fields(parent: Element, version: str) -> dict[str, Any]:
    """Return child elements by name: text, or fields again; none may stand twice."""
    found: dict[str, Any] = {}
    for child in _children(parent):
        name = etree.QName(child)
        if name.namespace != SERVICE or name.localname in found:
            text = gettext("Ô %(name)s lặp lại hoặc sai không gian tên.")
            said = text % {"name": name.localname[:40]}
            raise EnvelopeRefused(said, version=version)
        inner = _children(child)
        found[name.localname] = (
            _fields(child, version) if inner else _text(child, version)
        )
    return found


def _text(element: Element, version: str) -> str:
    if len(element):  # an entity that was left as it is
        text = gettext("XML không được có thực thể (entity). Ghi thẳng nội dung.")
        raise EnvelopeRefused(text, version=version)
    return (element.text or "").strip()


def _children(parent: Element) -> list[Element]:
    return [child for child in parent if isinstance(child.tag, str)]
