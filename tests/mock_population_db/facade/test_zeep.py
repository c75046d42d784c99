"""A SOAP client of another library, over a real socket."""

import pytest
import requests
import zeep
from lxml import etree  # type: ignore[import-untyped]

from mock_population_db.serving import serve
from tests.mock_population_db.callers import DAO, REAL
from tests.mock_population_db.facade.asking import (
    DAN,
    NS1,
    OFFICIAL,
    SOAP_11,
    envelope,
)

ASKED = {
    "MaDVC": "VPCP",
    "MaTichHop": "037",
    "MaCanBo": OFFICIAL,
    "SoDinhDanh": DAO,
    "HoVaTen": "TRANTHIHONGDAO",
    "NgayThangNamSinh": {"NgayThangNam": "19960702"},
}


@pytest.fixture
def address(register_app):
    with serve(register_app) as url:
        yield f"{url}/facade/soap"


@pytest.fixture
def client(address):
    with requests.Session() as session:
        session.headers["ApiKey"] = "demo-register-key"
        transport = zeep.Transport(session=session)
        yield zeep.Client(f"{address}?wsdl", transport=transport)


@pytest.mark.parametrize("port", ["Soap11", "Soap12"])
def test_zeep_looks_up_and_verifies(client, port):
    service = client.bind("CongDanService", port)

    (citizen,) = service.TraCuuThongTinCongDan(MaYeuCau="1", **ASKED)
    nobody = service.TraCuuThongTinCongDan(MaYeuCau="2", **{**ASKED, "HoVaTen": "X"})
    exists = service.XacThucThongTinCongDan(MaYeuCau="3", **ASKED)
    wrong = service.XacThucThongTinCongDan(MaYeuCau="4", **{**ASKED, "HoVaTen": "X"})

    assert citizen.SoDinhDanh == DAO
    assert citizen.HoVaTen.Ten == "TRẦN THỊ HỒNG ĐÀO"
    assert citizen.ThuongTru.MaPhuongXa == "00070"
    assert not nobody
    assert (exists, wrong) == (True, False)


@pytest.mark.parametrize(
    ("port", "code"), [("Soap11", "soapenv:Client"), ("Soap12", "soapenv:Sender")]
)
def test_zeep_receives_a_fault_for_a_real_number(client, port, code):
    service = client.bind("CongDanService", port)

    with pytest.raises(zeep.exceptions.Fault) as caught:
        service.TraCuuThongTinCongDan(MaYeuCau="1", **{**ASKED, "SoDinhDanh": REAL})

    assert caught.value.code == code
    assert "dải số thật" in caught.value.message
    detail = caught.value.detail.find(f"{{{DAN}}}Loi/{{{DAN}}}TenLoi")
    assert detail.text == "real_number"


def test_answers_are_valid_under_the_served_schema(address, integrator):
    served = requests.get(f"{address}?xsd=dancu", timeout=5).content
    schema = etree.XMLSchema(etree.fromstring(served))

    answer = etree.fromstring(integrator.post(envelope()).data)
    collection = answer.find(f"{{{SOAP_11}}}Body/{{{NS1}}}CongdanCollection")

    assert schema.validate(collection), schema.error_log


def test_requests_and_faults_are_valid_under_the_served_schema(address, integrator):
    served = requests.get(f"{address}?xsd=dancuquocgia", timeout=5).content
    schema = etree.XMLSchema(etree.fromstring(served))

    asked = etree.fromstring(envelope())
    fault = etree.fromstring(integrator.post(envelope(HoVaTen="")).data)

    assert schema.validate(asked.find(f"{{{SOAP_11}}}Body")[0]), schema.error_log
    assert schema.validate(next(fault.iter(f"{{{DAN}}}Loi"))), schema.error_log
