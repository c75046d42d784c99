"""What integrators send to the facade in tests, and how answers are read."""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from werkzeug.test import TestResponse

from tests.mock_population_db.callers import DAO

OFFICIAL = "901090017743"
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
DAN = "http://dancuquocgia.bca"
NS1 = "http://www.mic.gov.vn/dancu/1.0"
LOOK_UP, VERIFY = "TraCuuThongTinCongDan", "XacThucThongTinCongDan"


def question(**changes: str | None) -> dict[str, str]:
    """Đào asked for by an official; a field given as None is left out."""
    fields = {
        "MaYeuCau": "YC-1",
        "MaDVC": "VPCP",
        "MaTichHop": "037",
        "MaCanBo": OFFICIAL,
        "SoDinhDanh": DAO,
        "HoVaTen": "TRANTHIHONGDAO",
        "NgayThangNamSinh": "<dan:NgayThangNam>19960702</dan:NgayThangNam>",
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


def envelope(
    operation: str = LOOK_UP, soap: str = SOAP_11, header: str = "", **changes: Any
) -> str:
    inner = "".join(
        f"<dan:{name}>{value}</dan:{name}>"
        for name, value in question(**changes).items()
    )
    return (
        f'<soapenv:Envelope xmlns:soapenv="{soap}" xmlns:dan="{DAN}">'
        f"<soapenv:Header>{header}</soapenv:Header><soapenv:Body>"
        f"<dan:{operation}>{inner}</dan:{operation}>"
        "</soapenv:Body></soapenv:Envelope>"
    )


class Integrator:
    """Posts to the facade with the demo key."""

    def __init__(self, app: Any, **headers: str) -> None:
        self.app = app
        self.headers = {"ApiKey": "demo-register-key", **headers}

    def post(
        self, content: str | bytes, soap: str = SOAP_11, **more: str
    ) -> TestResponse:
        media = "application/soap+xml" if soap == SOAP_12 else "text/xml"
        return self.app.test_client().post(
            "/facade/soap",
            data=content.encode() if isinstance(content, str) else content,
            content_type=media,
            headers={**self.headers, **more},
        )

    def json(self, path: str, body: Any, **more: str) -> TestResponse:
        return self.app.test_client().post(
            f"/facade{path}", json=body, headers={**self.headers, **more}
        )


def tree(answer: TestResponse) -> Any:
    return etree.fromstring(answer.data)


def text_of(answer: TestResponse, path: str) -> str | None:
    found: str | None = tree(answer).findtext(
        f".//{path}", namespaces={"ns1": NS1, "dan": DAN}
    )
    return found


def fault_of(answer: TestResponse) -> tuple[str, str | None, str | None]:
    """Return the fault's code, the result code and the error's name."""
    root = tree(answer)
    soap = root.nsmap["soapenv"]
    fault = root.find(f"{{{soap}}}Body/{{{soap}}}Fault")
    assert fault is not None, answer.text
    code = (
        fault.findtext("faultcode")
        if soap == SOAP_11
        else fault.findtext(f"{{{soap}}}Code/{{{soap}}}Value")
    )
    return code, text_of(answer, "dan:MaLoi"), text_of(answer, "dan:TenLoi")
