"""What can be said about the signature of a PDF, in words."""

from dataclasses import dataclass
from datetime import datetime

from forms.i18n import Text, _


@dataclass(frozen=True)
class Verdict:
    """What a signature proves.

    Attributes:
        intact: not one signed byte has changed, and nothing was added after.
        trusted: the signer's certificate comes from this demonstration's authority.
        signer: the name in the certificate, when there is one.
        signed_at: the time that the signature states.
        reason: the sentence for the reader.
    """

    intact: bool
    trusted: bool
    signer: str | None
    signed_at: datetime | None
    reason: Text

    @property
    def is_valid(self) -> bool:
        """Whether the paper may be believed (inside the demonstration)."""
        return self.intact and self.trusted


EMPTY = _("Tệp trống (0 KB). Chọn lại tệp PDF bạn nhận được.")
TOO_LARGE = _("Tệp lớn hơn 10 MB. Kết quả của cổng nhỏ hơn 1 MB; kiểm tra lại tệp.")
NOT_PDF = _("Tệp không phải PDF. Chọn tệp PDF bạn tải về, không phải ảnh chụp.")
DAMAGED = _("Tệp PDF bị hỏng hoặc đã bị sửa, không đọc được. Tải lại bản gốc.")
ENCRYPTED = _("Tệp PDF có mật khẩu nên không kiểm tra được. Dùng bản gốc.")
UNSIGNED = _("Tệp PDF không có chữ ký số. Bản in hoặc bản quét không kiểm tra được.")
CHANGED = _("Tệp đã bị sửa sau khi ký. Đừng dùng bản này; tải lại bản gốc.")
FOREIGN = _(
    "Chữ ký nguyên vẹn nhưng không do cơ quan nào của bản trình diễn này ký. "
    "Kiểm tra lại nơi bạn nhận tệp."
)
VALID = _("Chữ ký hợp lệ. Nội dung nguyên vẹn từ lúc ký.")
