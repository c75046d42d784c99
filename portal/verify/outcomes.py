"""What the reader is told first: one word, one sentence, what to do."""

from dataclasses import dataclass

from forms.i18n import Text, _
from portal.documents.service import ResultInfo, Verdict


@dataclass(frozen=True)
class Outcome:
    """A verdict as a person reads it; ``tone`` is a colour role of the style sheet."""

    tone: str
    icon: str
    title: Text
    advice: Text


VALID = Outcome(
    "ok",
    "shield-check",
    _("Giấy tờ còn hiệu lực"),
    _(
        "So sánh số, ngày và cơ quan dưới đây với tờ giấy trong tay. Muốn chắc nội "
        "dung không bị sửa, hãy tải chính tệp PDF lên để kiểm tra chữ ký."
    ),
)
REVOKED = Outcome(
    "bad",
    "ban",
    _("Giấy tờ đã bị thu hồi"),
    _("Đừng dùng tờ giấy này. Hỏi cơ quan đã cấp để biết bản thay thế."),
)
UNKNOWN = Outcome(
    "warn",
    "circle-question-mark",
    _("Không có giấy tờ nào mang mã này"),
    _(
        "Kiểm tra lại từng chữ của mã, hoặc quét lại hình QR. Nếu mã đúng như in trên "
        "giấy, tờ giấy này không do cổng cấp."
    ),
)
INTACT = Outcome(
    "ok",
    "shield-check",
    _("Giấy tờ thật, chưa bị sửa"),
    _("Chữ ký hợp lệ, nội dung nguyên vẹn từ lúc ký và giấy tờ còn hiệu lực."),
)
UNLISTED = Outcome(
    "warn",
    "shield-alert",
    _("Chữ ký hợp lệ, nhưng cổng không có giấy tờ này"),
    _(
        "Nội dung nguyên vẹn từ lúc ký. Cổng không tìm thấy trong sổ: có thể bản trình "
        "diễn đã được làm mới. Hỏi cơ quan đã ký."
    ),
)
INVALID_TITLE = _("Không xác nhận được giấy tờ này")


def of_code(info: ResultInfo | None) -> Outcome:
    """Return what to tell somebody who asked by code."""
    if info is None:
        return UNKNOWN
    return REVOKED if info.status == "revoked" else VALID


def of_file(verdict: Verdict, info: ResultInfo | None) -> Outcome:
    """Return what to tell somebody who sent the file."""
    if not verdict.is_valid:
        return Outcome("bad", "shield-alert", INVALID_TITLE, verdict.reason)
    if info is None:
        return UNLISTED
    return REVOKED if info.status == "revoked" else INTACT
