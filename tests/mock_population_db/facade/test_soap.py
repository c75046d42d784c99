import base64
import hashlib

import pytest
from sqlalchemy import update

from mock_population_db.app import engine_of
from mock_population_db.facade.codes import ethnic_group
from mock_population_db.models import Person
from tests.mock_population_db.callers import DAO, NOBODY, REAL, UNG
from tests.mock_population_db.changed_settings import with_settings
from tests.mock_population_db.facade.asking import (
    NS1,
    OFFICIAL,
    SOAP_11,
    SOAP_12,
    VERIFY,
    envelope,
    fault_of,
    text_of,
    tree,
)

BORN_OF_MAI = "19681105"
YEAR = "<dan:Nam>1996</dan:Nam>"
ANOTHER_YEAR = f"{YEAR}<dan:NgayThangNam>19950702</dan:NgayThangNam>"


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_a_citizen_is_found_by_number_name_and_date(integrator, soap):
    answer = integrator.post(envelope(soap=soap), soap)

    assert answer.status_code == 200
    assert tree(answer).nsmap["soapenv"] == soap
    assert text_of(answer, "ns1:SoDinhDanh") == DAO
    assert text_of(answer, "ns1:HoVaTen/ns1:Ten") == "TRẦN THỊ HỒNG ĐÀO"
    assert text_of(answer, "ns1:NgayThangNamSinh/ns1:NgayThangNam") == "19960702"
    assert text_of(answer, "ns1:VoChong/ns1:SoDinhDanh") == UNG
    assert text_of(answer, "ns1:ChuHo/ns1:QuanHe") == "5"
    assert text_of(answer, "ns1:TrangThai") == "1"


def test_the_answer_is_in_the_version_of_the_envelope_whatever_the_media_type(
    integrator,
):
    answer = integrator.post(envelope(soap=SOAP_12), SOAP_11)

    assert answer.content_type.startswith("application/soap+xml")


@pytest.mark.parametrize(
    "name", ["TRANTHIHONGDAO", "Trần Thị Hồng Đào", "tran  thi hong dao"]
)
def test_names_match_without_case_marks_or_spaces(integrator, name):
    answer = integrator.post(envelope(HoVaTen=name))

    assert text_of(answer, "ns1:SoDinhDanh") == DAO


@pytest.mark.parametrize(
    "wrong",
    [
        {"HoVaTen": "TRANTHIHONGDAN"},
        {"NgayThangNamSinh": "<dan:NgayThangNam>19960703</dan:NgayThangNam>"},
        {"NgayThangNamSinh": YEAR},
        {"SoDinhDanh": NOBODY},
        {"SoDinhDanh": UNG},
    ],
)
def test_when_any_of_the_three_is_wrong_the_collection_is_empty(integrator, wrong):
    answer = integrator.post(envelope(**wrong))

    collection = tree(answer).find(f".//{{{NS1}}}CongdanCollection")
    assert answer.status_code == 200
    assert len(collection) == 0


def test_verification_says_true_or_false(integrator):
    yes = integrator.post(envelope(VERIFY))
    no = integrator.post(envelope(VERIFY, MaYeuCau="YC-2", HoVaTen="AI DO"))

    assert text_of(yes, "dan:TonTai") == "true"
    assert text_of(no, "dan:TonTai") == "false"


def test_a_person_is_found_by_the_old_number_and_gets_the_new_one(integrator):
    old = text_of(integrator.post(envelope()), "ns1:SoCMND")

    answer = integrator.post(envelope(MaYeuCau="2", SoDinhDanh=None, SoCMND=old))

    assert old
    assert text_of(answer, "ns1:SoDinhDanh") == DAO


def test_the_purpose_narrows_what_is_answered(integrator):
    answer = integrator.post(envelope(MaDVC="1.000894"))

    assert text_of(answer, "ns1:TinhTrangHonNhan") == "2"
    assert text_of(answer, "ns1:ChuHo/ns1:QuanHe") is None
    assert text_of(answer, "ns1:TonGiao") is None


def test_ethnic_groups_follow_the_numbering_of_the_settings(integrator, register_app):
    with_settings(register_app, ethnic_numbering="census")
    answer = integrator.post(envelope())

    assert text_of(answer, "ns1:DanToc") == "01"
    assert (ethnic_group("04", "census"), ethnic_group("06", "census")) == ("06", "04")
    assert (ethnic_group("04", "1979"), ethnic_group("55", "census")) == ("04", "55")


@pytest.mark.parametrize(
    ("wrong", "code", "name"),
    [
        ({"SoDinhDanh": REAL}, "02", "real_number"),
        ({"MaCanBo": REAL}, "02", "real_number"),
        ({"SoDinhDanh": None, "SoCMND": "012345678"}, "02", "real_number"),
        ({"SoCMND": "612345678"}, "02", "malformed"),
        ({"SoDinhDanh": None}, "02", "malformed"),
        ({"MaYeuCau": "x" * 41}, "02", "malformed"),
        ({"MaDVC": "x" * 21}, "02", "malformed"),
        ({"MaDonVi": "x" * 36}, "02", "malformed"),
        ({"HoVaTen": "x" * 101}, "02", "malformed"),
        ({"HoVaTen": None}, "02", "malformed"),
        ({"MaTichHop": "038"}, "02", "malformed"),
        ({"NgayThangNamSinh": ""}, "02", "malformed"),
        (
            {"NgayThangNamSinh": ANOTHER_YEAR},
            "02",
            "malformed",
        ),
        (
            {"NgayThangNamSinh": "<dan:NgayThangNam>19961302</dan:NgayThangNam>"},
            "02",
            "malformed",
        ),
        ({"MaDVC": "9.999999"}, "08", "purpose_unknown"),
        ({"MaDVC": "bank_account"}, "08", "consent_missing"),
        ({"MaCanBo": NOBODY}, "03", "official_unknown"),
    ],
)
@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_a_refusal_is_a_fault_with_a_code(integrator, soap, wrong, code, name):
    answer = integrator.post(envelope(soap=soap, **wrong), soap)

    sender = "soapenv:Client" if soap == SOAP_11 else "soapenv:Sender"
    assert 400 <= answer.status_code < 500
    assert fault_of(answer) == (sender, code, name)


def test_a_malformed_request_names_each_field(integrator):
    answer = integrator.post(envelope(HoVaTen="", MaTichHop="x"))

    root = tree(answer)
    named = {one.get("ten") for one in root.iter("{http://dancuquocgia.bca}O")}
    assert named == {"HoVaTen", "MaTichHop"}


def test_a_request_code_is_used_once_by_each_caller(integrator, register_app):
    integrator.post(envelope())

    again = integrator.post(envelope())
    elsewhere = integrator.post(envelope(), **{"X-World": "lop-2"})
    with_settings(register_app, facade_unique_requests=False)
    allowed = integrator.post(envelope())

    assert fault_of(again) == ("soapenv:Client", "05", "request_repeated")
    assert again.status_code == 409
    assert elsewhere.status_code == allowed.status_code == 200


def test_a_refused_request_has_not_used_its_code(integrator):
    integrator.post(envelope(MaCanBo=NOBODY))

    assert integrator.post(envelope()).status_code == 200


def test_the_read_log_names_the_official_and_what_was_shown(integrator, caller):
    integrator.post(envelope(MaDVC="1.001193"), **{"X-Dossier": "LT-7"})

    read = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"][0]

    assert read["requester"] == OFFICIAL
    assert (read["purpose"], read["dossier"]) == ("birth_registration", "LT-7")
    assert read["path"] == "/facade/soap"
    assert "family" in read["shown"]
    assert "religion" not in read["shown"]


def test_an_empty_answer_leaves_no_mark(integrator, caller):
    integrator.post(envelope(HoVaTen="AI DO"))

    assert caller.get(f"/v1/reads?personal_id={DAO}").json["reads"] == []


def test_without_a_key_nobody_is_asked(register_app, integrator):
    answer = integrator.post(envelope(), ApiKey="wrong-key")

    assert answer.status_code == 401
    assert fault_of(answer) == ("soapenv:Client", "03", "key_refused")


def test_a_register_that_is_down_is_the_receivers_fault(integrator, caller):
    admin = caller.with_headers(Authorization="Bearer demo-admin-key")
    admin.post("/admin/faults", {"kind": "down"})

    answer = integrator.post(envelope(soap=SOAP_12), SOAP_12)

    assert answer.status_code == 503
    assert fault_of(answer) == ("soapenv:Receiver", "06", "register_down")


def test_faults_of_soap_11_are_500_where_ws_i_is_asked_for(integrator, register_app):
    with_settings(register_app, facade_soap11_faults="ws-i")

    first = integrator.post(envelope(HoVaTen=None))
    second = integrator.post(envelope(soap=SOAP_12, HoVaTen=None), SOAP_12)

    assert (first.status_code, second.status_code) == (500, 400)


def signed(timestamp="1773106200000", key="demo-register-key", **changes):
    url = "http://localhost/facade/soap"
    text = f"{url}demo{timestamp}{key}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    headers = {
        "ApiKey": "demo-register-key",
        "Timestamp": timestamp,
        "X-Road-Client": "VN/GOV/000.00.01.H22/lienthong",
        "Authorization": "Basic "
        + base64.b64encode(f"demo:{digest}".encode()).decode(),
        **changes,
    }
    return {name: value for name, value in headers.items() if value}


def test_the_headers_of_the_exchange_platform_are_checked(integrator, register_app):
    with_settings(register_app, facade_signed=True)

    answer = integrator.post(envelope(), **signed())

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        signed(key="another"),
        {**signed(), "Timestamp": "1773106200001"},
        {**signed(), "Timestamp": ""},
        {**signed(), "X-Road-Client": ""},
        {**signed(), "ApiKey": "another"},
        {**signed(), "Authorization": "Basic !!!"},
        {**signed(), "Authorization": "Basic " + base64.b64encode(b"\xff:x").decode()},
        {**signed(), "Authorization": "Basic " + base64.b64encode(b"nobody").decode()},
        {"ApiKey": "demo-register-key"},
    ],
)
def test_a_wrong_signature_is_refused(integrator, register_app, headers):
    with_settings(register_app, facade_signed=True)

    answer = integrator.post(envelope(), **headers)

    assert answer.status_code == 401
    assert fault_of(answer)[1:] == ("03", "not_signed")


def test_a_year_alone_matches_when_the_register_holds_no_more(integrator, register_app):
    with engine_of(register_app).begin() as connection:
        only_year = update(Person).where(Person.personal_id == DAO)
        connection.execute(only_year.values(date_of_birth="1996"))

    answer = integrator.post(envelope(NgayThangNamSinh=YEAR))
    full = integrator.post(envelope(MaYeuCau="2"))

    assert text_of(answer, "ns1:NgayThangNamSinh/ns1:Nam") == "1996"
    assert text_of(answer, "ns1:NgayThangNamSinh/ns1:NgayThangNam") is None
    assert text_of(full, "ns1:SoDinhDanh") is None


def test_a_birth_registered_before_the_merger_has_its_old_province(integrator):
    answer = integrator.post(
        envelope(
            SoDinhDanh="936168041902",
            HoVaTen="PHAMTHIMAI",
            NgayThangNamSinh=f"<dan:NgayThangNam>{BORN_OF_MAI}</dan:NgayThangNam>",
        )
    )

    assert text_of(answer, "ns1:NoiDangKyKhaiSinh/ns1:MaTinhThanh") == "36"
    assert "NAM ĐỊNH" in (text_of(answer, "ns1:NoiDangKyKhaiSinh/ns1:ChiTiet") or "")
    assert text_of(answer, "ns1:QueQuan/ns1:MaTinhThanh") == "37"
