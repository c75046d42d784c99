"""Scopes and the claims they bring."""

from dataclasses import replace

from mock_idp.oidc.claims import claims_about, subject
from tests.mock_idp.people.accounts import DAO


def test_each_scope_brings_its_claims_only() -> None:
    bare = claims_about(DAO, ("openid",), "salt")
    full = claims_about(DAO, ("openid", "profile", "dinh_danh", "email"), "salt")

    assert set(bare) == {"sub", "LoaiTaiKhoan"}
    assert full["family_name"] == "Trần"
    assert full["middle_name"] == "Thị Hồng"
    assert full["given_name"] == "Đào"
    assert full["gender"] == "female"
    assert full["GioiTinh"] == "Nữ"
    assert full["birthdate"] == "1996-07-02"
    assert "phone_number" not in full


def test_a_birth_year_stays_a_year() -> None:
    claims = claims_about(replace(DAO, date_of_birth="1985"), ("profile",), "salt")

    assert claims["birthdate"] == "1985"
    assert claims["NgayThangNamSinh"] == "1985"


def test_a_person_without_phone_or_mail_has_no_such_claim() -> None:
    quiet = replace(DAO, phone=None, email=None)

    claims = claims_about(quiet, ("phone", "email"), "salt")

    assert set(claims) == {"sub", "LoaiTaiKhoan"}


def test_a_name_of_one_word_is_a_given_name() -> None:
    claims = claims_about(replace(DAO, full_name="Đào"), ("profile",), "salt")

    assert claims["given_name"] == "Đào"
    assert "family_name" not in claims


def test_the_subject_is_stable_and_says_nothing() -> None:
    first, second = subject(DAO, "salt"), subject(DAO, "salt")

    assert first == second
    assert first != subject(DAO, "other salt")
    assert DAO.personal_id not in first
