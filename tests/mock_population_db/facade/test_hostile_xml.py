"""No bytes, however made, are more than a fault in the caller's version."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.mock_population_db.facade.asking import (
    DAN,
    SOAP_11,
    SOAP_12,
    envelope,
    fault_of,
    text_of,
)

QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">'
    for n in range(12)
)
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
FAR = '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'
PARAMETER = '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;'


def with_doctype(subset, name, soap=SOAP_11):
    text = envelope(soap=soap, HoVaTen=name)
    return f"<!DOCTYPE soapenv:Envelope [{subset}]>{text}"


def with_bytes(name):
    return envelope(HoVaTen="NAME").encode().replace(b"NAME", name)


HOSTILE = {
    "billion laughs": with_doctype(LAUGHS, "&l11;"),
    "laughs in an attribute": with_doctype(LAUGHS, "x").replace(
        "<dan:MaDVC>", '<dan:MaDVC a="&l11;">'
    ),
    "external entity": with_doctype(OUTSIDE, "&x;"),
    "entity over the network": with_doctype(FAR, "&x;"),
    "parameter entity": with_doctype(PARAMETER, "x"),
    "external subset": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x">' + envelope(),
    "doctype alone": with_doctype("", "x"),
    "wrong encoding": b'<?xml version="1.0" encoding="utf-16"?>' + envelope().encode(),
    "unknown encoding": b'<?xml version="1.0" encoding="x-tcvn"?><a/>',
    "tcvn3 bytes": with_bytes(b"Tr\xc7n Th\xde\xb8"),
    "latin bytes": with_bytes(b"\xc9\xca"),
    "nothing": b"",
    "json": b'{"MaYeuCau": 1}',
    "html": b"<html><body>x</body></html>",
    "cut off": envelope()[:200],
    "deep": "<a>" * 5_000,
    "another root": envelope().replace("Envelope", "Letter"),
    "another envelope": envelope(soap="http://www.w3.org/2001/12/soap-envelope"),
    "two operations": envelope().replace(
        "</soapenv:Body>", f'<b xmlns="{DAN}"/></soapenv:Body>'
    ),
    "unknown operation": envelope("XoaCongDan"),
    "another namespace": envelope().replace(DAN, "http://tempuri.org/"),
    "no namespace": envelope().replace("<dan:MaDVC>", "<x/><dan:MaDVC>"),
    "duplicated field": envelope().replace(
        "<dan:MaDVC>", "<dan:MaDVC>VPCP</dan:MaDVC><dan:MaDVC>"
    ),
    "unknown field": envelope(MaBiMat="1"),
    "nested field": envelope(HoVaTen="<dan:Ten>A</dan:Ten>"),
    "nul": envelope(HoVaTen="a&#0;b"),
    "control": envelope(HoVaTen="a&#1;b"),
    "must understand": envelope(
        header='<x:a xmlns:x="urn:x" soapenv:mustUnderstand="1"/>'
    ),
}
HOSTILE["empty body"] = (
    f'<e:Envelope xmlns:e="{SOAP_11}"><e:Body></e:Body></e:Envelope>'
)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_xml_is_a_fault(integrator, kind):
    answer = integrator.post(HOSTILE[kind])

    assert 400 <= answer.status_code < 500
    assert fault_of(answer)[1] == "02"
    assert "root:" not in answer.text
    assert "haha" not in answer.text


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_a_fault_is_in_the_callers_version(integrator, soap):
    broken = integrator.post("<", soap)
    laughs = integrator.post(with_doctype(LAUGHS, "&l11;", soap), soap)
    unknown = integrator.post(envelope("X", soap=soap), soap)

    sender = "soapenv:Client" if soap == SOAP_11 else "soapenv:Sender"
    faults = {fault_of(one)[0] for one in (broken, laughs, unknown)}
    assert faults == {sender}


def test_another_version_is_told_so(integrator):
    answer = integrator.post(HOSTILE["another envelope"])

    assert fault_of(answer)[0] == "soapenv:VersionMismatch"


def test_a_header_that_must_be_understood_is_told_so(integrator):
    answer = integrator.post(HOSTILE["must understand"])

    assert fault_of(answer)[0] == "soapenv:MustUnderstand"


def test_a_header_that_need_not_be_understood_is_no_matter(integrator):
    answer = integrator.post(envelope(header='<x:a xmlns:x="urn:x">1</x:a>'))

    assert answer.status_code == 200


def test_a_megabyte_is_too_large(integrator):
    answer = integrator.post(envelope(HoVaTen="A" * 1_000_000))

    assert answer.status_code == 413
    assert fault_of(answer)[0] == "soapenv:Client"


def test_a_name_of_decomposed_letters_matches(integrator):
    answer = integrator.post(envelope(HoVaTen="Tra\u0302\u0300n Thi\u0323 Hồng Đào"))

    assert text_of(answer, "ns1:GioiTinh") == "2"


def test_utf_16_is_read_when_it_says_so(integrator):
    text = '<?xml version="1.0" encoding="UTF-16"?>' + envelope()

    answer = integrator.post(text.encode("utf-16"))

    assert answer.status_code == 200


def test_comments_and_instructions_are_no_matter(integrator):
    text = envelope().replace("<dan:HoVaTen>", "<!-- x --><?php x ?><dan:HoVaTen>")

    assert integrator.post(text).status_code == 200


@QUIET
@given(content=st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\x00")
@example(b"<?xml version='1.1'?><a/>")
def test_any_bytes_are_a_fault(integrator, content):
    answer = integrator.post(content)

    assert 400 <= answer.status_code < 500
    assert fault_of(answer)[1] == "02"


@QUIET
@given(
    name=st.sampled_from(
        ["MaYeuCau", "MaDVC", "MaTichHop", "MaCanBo", "SoDinhDanh", "HoVaTen"]
    ),
    text=st.text(
        st.characters(min_codepoint=32, exclude_characters="<&", codec="utf-8"),
        max_size=60,
    ),
)
def test_any_text_in_any_field_is_answered_or_a_fault(integrator, name, text):
    answer = integrator.post(envelope(**{name: text}))

    assert 200 <= answer.status_code < 500
    assert answer.content_type.startswith("text/xml")


@QUIET
@given(cut=st.integers(0, 900), glue=st.sampled_from(["", "<", "&", "]]>", "\x0b"]))
def test_an_envelope_cut_anywhere_is_answered_or_a_fault(integrator, cut, glue):
    text = envelope()

    answer = integrator.post(text[:cut] + glue + text[cut + 3 :])

    assert 200 <= answer.status_code < 500


def test_any_query_of_the_description_is_a_description(integrator):
    client = integrator.app.test_client()

    for query in (
        "",
        "?wsdl",
        "?WSDL",
        "?xsd=../settings",
        "?xsd=%00",
        "?xsd=dancu",
    ):
        answer = client.get(f"/facade/soap{query}")

        assert answer.status_code == 200
        assert answer.text.startswith("<?xml")
        assert "address.invalid" not in answer.text
