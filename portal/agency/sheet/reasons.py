"""The small catalogue of what may have to be supplemented, per kind of answer.

Each text is what the citizen will read: where it is wrong, why, and what to do.
An officer ticks one, adds own words, or both; the preview and the message are the
same text.
"""

from dataclasses import dataclass

from forms.i18n import Text, _

PAPER = "paper"


@dataclass(frozen=True)
class CatalogueReason:
    """One ready-made reason (lý do mẫu)."""

    code: str
    text: Text


_UNLIKE_PAPERS = CatalogueReason(
    "unlike_papers",
    _("Thông tin này không khớp với giấy tờ kèm theo. Kiểm tra và khai lại."),
)
_UNLIKE_REGISTER = CatalogueReason(
    "unlike_register",
    _(
        "Thông tin này không khớp với Cơ sở dữ liệu quốc gia về dân cư. "
        "Kiểm tra và khai lại."
    ),
)
_INCOMPLETE = CatalogueReason(
    "incomplete", _("Thông tin này chưa đầy đủ. Bổ sung phần còn thiếu.")
)
_SPELLING = CatalogueReason(
    "spelling",
    _("Có chỗ viết sai chính tả hoặc thiếu dấu. Viết đúng như trên giấy tờ."),
)
_WRONG_DATE = CatalogueReason(
    "wrong_date",
    _("Ngày này không khớp với giấy chứng sinh. Kiểm tra lại ngày, tháng, năm."),
)
_NO_DETAIL = CatalogueReason(
    "no_detail",
    _("Địa chỉ thiếu số nhà, đường phố hoặc tổ dân phố. Ghi đủ đến số nhà."),
)
_WRONG_PLACE = CatalogueReason(
    "wrong_place",
    _("Phường, xã không đúng với địa chỉ đã ghi. Chọn lại phường, xã."),
)
_WRONG_PERSON = CatalogueReason(
    "wrong_person",
    _(
        "Số định danh này không phải của người được khai. "
        "Kiểm tra lại từng chữ số trên thẻ căn cước."
    ),
)
_NO_ANSWER = CatalogueReason(
    "no_answer",
    _("Không liên lạc được qua thông tin này. Ghi số hoặc địa chỉ đang dùng."),
)
_WRONG_CHOICE = CatalogueReason(
    "wrong_choice", _("Lựa chọn này không đúng với trường hợp của bạn. Chọn lại.")
)
_UNREADABLE = CatalogueReason(
    "unreadable", _("Ảnh mờ hoặc thiếu góc, không đọc được. Chụp lại và tải lên.")
)
_MISSING_PAGES = CatalogueReason(
    "missing_pages", _("Giấy tờ thiếu trang. Tải lên đủ các trang.")
)
_WRONG_PAPER = CatalogueReason(
    "wrong_paper", _("Đây không phải giấy tờ cần nộp. Tải lên đúng loại giấy tờ.")
)
_NO_PAPER = CatalogueReason(
    "no_paper", _("Hồ sơ chưa có giấy tờ này. Chụp hoặc quét rồi tải lên.")
)
_NO_SIGNATURE = CatalogueReason(
    "no_signature",
    _("Giấy tờ chưa có chữ ký hoặc dấu của người có thẩm quyền. Bổ sung rồi tải lên."),
)

_TEXT = (_SPELLING, _UNLIKE_PAPERS, _UNLIKE_REGISTER, _INCOMPLETE)
_DATE = (_WRONG_DATE, _UNLIKE_PAPERS, _UNLIKE_REGISTER)
_CHOICE = (_WRONG_CHOICE, _UNLIKE_PAPERS, _UNLIKE_REGISTER)
_CONTACT = (_NO_ANSWER, _INCOMPLETE)

CATALOGUE: dict[str, tuple[CatalogueReason, ...]] = {
    "text": _TEXT,
    "date": _DATE,
    "partial_date": _DATE,
    "select": _CHOICE,
    "radio": _CHOICE,
    "checkbox": _CHOICE,
    "integer": (_UNLIKE_PAPERS, _INCOMPLETE),
    "address": (_NO_DETAIL, _WRONG_PLACE, _UNLIKE_PAPERS),
    "personal_id": (_WRONG_PERSON, _UNLIKE_REGISTER),
    "phone": _CONTACT,
    "email": _CONTACT,
    PAPER: (_UNREADABLE, _MISSING_PAGES, _WRONG_PAPER, _NO_SIGNATURE),
}


def catalogue(kind: str, *, is_missing: bool = False) -> tuple[CatalogueReason, ...]:
    """Return the ready-made reasons for a kind of answer or for a paper.

    Args:
        kind: ``FieldSpec.kind``, or :data:`PAPER`.
        is_missing: the paper is not in the dossier; then only that can be said.
    """
    if kind == PAPER and is_missing:
        return (_NO_PAPER,)
    return CATALOGUE.get(kind, _TEXT)
