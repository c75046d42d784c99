import pytest

from tests.mock_population_db.callers import DAO, NOBODY, REAL
from tests.mock_population_db.facade.asking import LOOK_UP, OFFICIAL, VERIFY

PROVINCE = "/o/rest/v2/qldc/dvcqg"


def a_question(**changes):
    body = {
        "MaYeuCau": "1",
        "MaDVC": "VPCP",
        "MaTichHop": "037",
        "MaCanBo": OFFICIAL,
        "SoDinhDanh": DAO,
        "HoVaTen": "TRAN THI HONG DAO",
        "NgayThangNamSinh": "1996-07-02",
        "type": LOOK_UP,
        "StaffEmail": "can.bo@example.vn",
        "GovAgencyCode": "H22",
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


def a_plain_question(**changes):
    body = {
        "ma_yeu_cau": "1",
        "muc_dich": "one_stop_desk",
        "ma_tich_hop": "037",
        "ma_can_bo": OFFICIAL,
        "so_dinh_danh": DAO,
        "ho_va_ten": "Trần Thị Hồng Đào",
        "ngay_sinh": "19960702",
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


def test_a_province_gets_the_soap_body_as_json(integrator):
    body = integrator.json(PROVINCE, a_question()).json["Body"]

    citizen = body["CongdanCollection"]["CongDan"]
    assert citizen["SoDinhDanh"] == DAO
    assert citizen["HoVaTen"]["Ten"] == "TRẦN THỊ HỒNG ĐÀO"
    assert citizen["ThuongTru"]["MaPhuongXa"] == "00070"


def test_a_province_gets_nothing_when_one_of_three_is_wrong(integrator):
    answer = integrator.json(PROVINCE, a_question(HoVaTen="AI DO"))

    assert answer.json == {"Body": {"CongdanCollection": None}}


def test_a_province_verifies(integrator):
    answer = integrator.json(PROVINCE, a_question(type=VERIFY))

    assert answer.json == {"Body": {"KetQuaXacThuc": {"TonTai": True}}}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"SoDinhDanh": REAL}, 422, "real_number"),
        ({"type": "XoaCongDan"}, 422, "malformed"),
        ({"MaTichHop": "038"}, 422, "malformed"),
        ({"NgayThangNamSinh": "02/07/1996"}, 422, "malformed"),
        ({"NgayThangNamSinh": 19960702}, 422, "malformed"),
        ({"Extra": "1"}, 422, "malformed"),
        ({"MaDVC": "9.999999"}, 403, "purpose_unknown"),
        ({"MaCanBo": NOBODY}, 403, "official_unknown"),
    ],
)
def test_a_refusal_is_a_problem(integrator, changes, status, code):
    answer = integrator.json(PROVINCE, a_question(**changes))

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"


def test_the_short_form_answers_a_result_code(integrator):
    found = integrator.json("/v1/lookup", a_plain_question()).json
    nothing = integrator.json(
        "/v1/lookup", a_plain_question(ma_yeu_cau="2", ngay_sinh="1996")
    ).json

    assert (found["ket_qua"], found["cong_dan"]["SoDinhDanh"]) == ("00", DAO)
    assert nothing == {"ma_yeu_cau": "2", "ket_qua": "01", "cong_dan": None}


def test_the_short_form_verifies(integrator):
    answer = integrator.json("/v1/verify", a_plain_question(ma_tich_hop="033"))

    assert answer.json == {"ma_yeu_cau": "1", "ton_tai": True}


@pytest.mark.parametrize(
    "changes",
    [
        {"muc_dich": None},
        {"ma_dvc": "VPCP"},
        {"so_dinh_danh": None},
        {"so_cmnd": "612345678"},
    ],
)
def test_the_short_form_wants_one_number_and_one_reason(integrator, changes):
    answer = integrator.json("/v1/lookup", a_plain_question(**changes))

    assert answer.status_code == 422
    assert answer.json["errors"]


def test_a_consent_that_is_missing_does_not_tell_whether_the_three_were_right(
    integrator,
):
    right = a_plain_question(muc_dich="bank_account")
    wrong = a_plain_question(muc_dich="bank_account", ho_va_ten="Ai Đó")

    first = integrator.json("/v1/lookup", right)
    second = integrator.json("/v1/lookup", wrong)

    assert first.json == second.json
    assert first.json["code"] == "consent_missing"


def test_the_key_is_asked_for(integrator):
    answer = integrator.json(PROVINCE, a_question(), ApiKey="")

    assert (answer.status_code, answer.json["code"]) == (401, "key_refused")
