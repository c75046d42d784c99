"""The requests of the published services, field by field.

The same rules read the SOAP body and the JSON of the REST forms.
"""

import re
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from forms.i18n import _, gettext
from mock_population_db import errors
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText, Day, Part, PersonalId
from mock_population_db.facade.codes import LOOK_UP, VERIFY

SYNTHETIC_OLD_NUMBERS = "6789"
"""Real 9-digit numbers began with a province code, 01 to 38."""


class Digits(CleanText):
    """A text of digits."""

    described = {"pattern": "^[0-9]+$"}  # noqa: RUF012 - never changed

    def checked(self, text: str) -> str:
        """Return the digits."""
        if not (text.isascii() and text.isdigit()):
            raise ValidationError(gettext("Ô này chỉ gồm chữ số."))
        return text


class OldNumber(Digits):
    """A 9-digit number (CMND) of the synthetic range."""

    described = {"pattern": "^[6-9][0-9]{8}$"}  # noqa: RUF012 - never changed

    def checked(self, text: str) -> str:
        """Return the nine digits.

        Raises:
            RealNumber: it may have been a real person's.
        """
        digits = super().checked(text)
        if digits[0] not in SYNTHETIC_OLD_NUMBERS:
            raise errors.RealNumber
        return digits


class CompactDay(Day):
    """A full date, ``yyyyMMdd``."""

    described = {"pattern": "^[0-9]{8}$"}  # noqa: RUF012 - never changed

    def checked(self, text: str) -> str:
        """Return the date as ``YYYY-MM-DD``."""
        if not re.fullmatch(r"[0-9]{8}", text):
            raise ValidationError(gettext("Ngày cần có dạng yyyyMMdd."))
        return super().checked(f"{text[:4]}-{text[4:6]}-{text[6:]}")


class LooseDay(Day):
    """``yyyy``, ``yyyyMMdd`` or ``yyyy-MM-dd``, as the REST forms send it."""

    described = {  # noqa: RUF012 - never changed
        "pattern": "^[0-9]{4}(-?[0-9]{2}-?[0-9]{2})?$"
    }

    def checked(self, text: str) -> str:
        """Return ``YYYY`` or ``YYYY-MM-DD``."""
        if re.fullmatch(r"[0-9]{4}", text):
            return text
        if re.fullmatch(r"[0-9]{8}", text):
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        return super().checked(text)


class BirthDay(Shape):
    """NgayThangNamSinh: a year alone, or a full date."""

    Nam = Digits(low=4, high=4)
    NgayThangNam = CompactDay(high=8)

    @post_load
    def as_one_text(self, parts: dict[str, str], **_more: object) -> str:
        """Return ``YYYY`` or ``YYYY-MM-DD``."""
        return parts.get("NgayThangNam") or parts["Nam"]

    @validates_schema(skip_on_field_errors=True)
    def one_is_there(self, parts: dict[str, str], **_more: object) -> None:
        """Demand one of the two; when both are there the year must agree."""
        if not parts:
            raise ValidationError(gettext("Gửi Nam hoặc NgayThangNam."))
        year, day = parts.get("Nam"), parts.get("NgayThangNam")
        if year and day and not day.startswith(year):
            raise ValidationError(gettext("Nam khác năm trong NgayThangNam."))


class Question(Shape):
    """What both operations are asked."""

    MaYeuCau = CleanText(high=40, required=True)
    MaDVC = CleanText(high=20, required=True)
    MaTichHop = Digits(low=3, high=3, required=True)
    MaCanBo = PersonalId(required=True)
    MaDonVi = CleanText(low=0, high=35)
    TaiKhoan = CleanText(low=0, high=100)
    SoDienThoai = CleanText(low=0, high=15)
    SoDinhDanh = PersonalId()
    SoCMND = OldNumber(low=9, high=9)
    HoVaTen = CleanText(high=100, required=True)

    @validates_schema(skip_on_field_errors=True)
    def one_number_is_there(self, asked: dict[str, Any], **_more: object) -> None:
        """Demand exactly one of the two numbers."""
        if ("SoDinhDanh" in asked) == ("SoCMND" in asked):
            raise ValidationError(
                gettext("Gửi một trong hai: SoDinhDanh (12 số) hoặc SoCMND (9 số)."),
                "SoDinhDanh",
            )


class SoapQuestion(Question):
    """The SOAP body of both operations."""

    NgayThangNamSinh = Part(BirthDay, required=True)


class ProvinceQuestion(Question):
    """The REST form of a province's case system, with its own additions."""

    type = CleanText(
        high=40,
        required=True,
        validate=validate.OneOf(
            (LOOK_UP, VERIFY), error=_("Không có thao tác này. Có {choices}.")
        ),
    )
    NgayThangNamSinh = LooseDay(high=10, required=True)
    StaffEmail = CleanText(low=0, high=200)
    GovAgencyCode = CleanText(low=0, high=35)
    MaHoSo = CleanText(low=0, high=64)
    OTP = CleanText(low=0, high=20)
    UpdateEntity = fields.Boolean()


class PlainQuestion(Shape):
    """The project's own REST form of the same question."""

    ma_yeu_cau = CleanText(high=40, required=True)
    ma_dvc = CleanText(high=20)
    muc_dich = CleanText(
        high=64, metadata={"description": "a purpose, in place of ma_dvc"}
    )
    ma_tich_hop = Digits(low=3, high=3, required=True)
    ma_can_bo = PersonalId(required=True)
    ma_don_vi = CleanText(low=0, high=35)
    so_dinh_danh = PersonalId()
    so_cmnd = OldNumber(low=9, high=9)
    ho_va_ten = CleanText(high=100, required=True)
    ngay_sinh = LooseDay(high=10, required=True)

    @validates_schema(skip_on_field_errors=True)
    def what_is_asked_is_clear(self, asked: dict[str, Any], **_more: object) -> None:
        """Demand one number and one reason."""
        if ("so_dinh_danh" in asked) == ("so_cmnd" in asked):
            raise ValidationError(
                gettext("Gửi một trong hai: so_dinh_danh hoặc so_cmnd."),
                "so_dinh_danh",
            )
        if ("ma_dvc" in asked) == ("muc_dich" in asked):
            raise ValidationError(
                gettext("Gửi một trong hai: ma_dvc hoặc muc_dich."), "ma_dvc"
            )


class FamilyMember(Shape):
    """Cha, Me, VoChong, NguoiDaiDien."""

    HoVaTen = fields.String()
    QuocTich = fields.String()
    SoDinhDanh = fields.String()
    SoCMND = fields.String()


class PersonName(Shape):
    """HoVaTen: often the whole name stands in Ten."""

    Ho = fields.String()
    ChuDem = fields.String()
    Ten = fields.String()


class DateParts(Shape):
    """NgayThangNamSinh of an answer."""

    Nam = fields.String()
    NgayThangNam = fields.String()


class CodedAddress(Shape):
    """An address: codes, and the whole text in ChiTiet."""

    MaTinhThanh = fields.String()
    MaQuanHuyen = fields.String()
    MaPhuongXa = fields.String()
    ChiTiet = fields.String()
    QuocGia = fields.String()


class HeadOfHousehold(Shape):
    """ChuHo, and the relation to them."""

    QuanHe = fields.String()
    SoDinhDanh = fields.String()
    SoCMND = fields.String()
    HoVaTen = fields.String()


class Citizen(Shape):
    """CongDan; missing members are normal."""

    SoDinhDanh = fields.String()
    SoCMND = fields.String()
    HoVaTen = fields.Nested(PersonName)
    GioiTinh = fields.String()
    DanToc = fields.String()
    TonGiao = fields.String()
    TinhTrangHonNhan = fields.String()
    NhomMau = fields.String()
    NgayThangNamSinh = fields.Nested(DateParts)
    NoiDangKyKhaiSinh = fields.Nested(CodedAddress)
    QuocTich = fields.String()
    QueQuan = fields.Nested(CodedAddress)
    ThuongTru = fields.Nested(CodedAddress)
    NoiOHienTai = fields.Nested(CodedAddress)
    Cha = fields.Nested(FamilyMember)
    Me = fields.Nested(FamilyMember)
    VoChong = fields.Nested(FamilyMember)
    NguoiDaiDien = fields.Nested(FamilyMember)
    ChuHo = fields.Nested(HeadOfHousehold)
    SoSoHoKhau = fields.String()
    TrangThai = fields.String()


class Collection(Shape):
    """CongdanCollection."""

    CongDan = fields.Nested(Citizen)


class Truth(Shape):
    """KetQuaXacThuc."""

    TonTai = fields.Boolean(required=True)


class ProvinceBody(Shape):
    """Body of a province's answer: the one that was asked for."""

    CongdanCollection = fields.Nested(
        Collection, allow_none=True, metadata={"description": "null: nothing matches"}
    )
    KetQuaXacThuc = fields.Nested(Truth)


class ProvinceAnswer(Shape):
    """The SOAP body as JSON."""

    Body = fields.Nested(ProvinceBody, required=True)


class PlainLookUp(Shape):
    """What the project's own form answers; the code is the project's (assumption)."""

    ma_yeu_cau = fields.String(required=True)
    ket_qua = fields.String(
        required=True, metadata={"description": "00 found, 01 nothing matches"}
    )
    cong_dan = fields.Nested(Citizen, required=True, allow_none=True)


class PlainVerdict(Shape):
    """Whether all three belong together."""

    ma_yeu_cau = fields.String(required=True)
    ton_tai = fields.Boolean(required=True)
