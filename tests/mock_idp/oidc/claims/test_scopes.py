"""Scopes and the claims they bring."""

from dataclasses import replace

from mock_idp.oidc.claims.scopes import claims_about
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.provider import Provider
from tests.mock_idp.people.accounts import DAO


def test_each_scope_brings_its_claims_only() -> None:
    bare = claims_about(DAO, ("openid",))
    full = claims_about(DAO, ("openid", "profile", "dinh_danh", "email"))

    assert set(bare) == {"LoaiTaiKhoan"}
    assert full["family_name"] == "Trần"
    assert full["middle_name"] == "Thị Hồng"
    assert full["given_name"] == "Đào"
    assert full["gender"] == "female"
    assert full["GioiTinh"] == "Nữ"
    assert full["birthdate"] == "1996-07-02"
    assert "phone_number" not in full


def test_a_birth_year_stays_a_year() -> None:
    claims = claims_about(replace(DAO, date_of_birth="1985"), ("profile",))

    assert claims["birthdate"] == "1985"
    assert claims["NgayThangNamSinh"] == "1985"


def test_a_person_without_phone_or_mail_has_no_such_claim() -> None:
    quiet = replace(DAO, phone=None, email=None)

    claims = claims_about(quiet, ("phone", "email"))

    assert set(claims) == {"LoaiTaiKhoan"}


def test_a_name_of_one_word_is_a_given_name() -> None:
    claims = claims_about(replace(DAO, full_name="Đào"), ("profile",))

    assert claims["given_name"] == "Đào"
    assert "family_name" not in claims


def test_the_subject_is_stable_and_says_nothing(provider: Provider) -> None:
    other = replace(provider, subject_salt="other salt")

    first, second = subject(provider, DAO, None), subject(provider, DAO, None)

    assert first == second
    assert first != subject(other, DAO, None)
    assert DAO.personal_id not in first
