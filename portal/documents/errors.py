"""What can go wrong with papers.

Each refusal of an upload carries the Vietnamese sentence the citizen reads:
which file, why, and what to do.
"""

from typing import ClassVar

from forms.i18n import Text, _
from portal.errors import PortalError


class DocumentError(PortalError):
    """Something about a paper."""


class DocumentNotFound(DocumentError):  # noqa: N818 - named after what happened
    """No paper has this code or number, or it is not yours to see."""


class DocumentLocked(DocumentError):  # noqa: N818 - named after what happened
    """The paper went out with a dossier and can no longer be taken away."""


class UnknownTemplate(DocumentError):  # noqa: N818 - named after what happened
    """No drawing has this name."""


class UploadRefused(DocumentError):  # noqa: N818 - named after what happened
    """A file cannot be accepted; ``str()`` is what the citizen reads."""

    reason: ClassVar[Text] = _("Không nhận được tệp này. Chọn tệp khác.")

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.reason) % self.facts


class EmptyFile(UploadRefused):
    """The file has no bytes."""

    reason = _("Tệp trống (0 KB). Hãy chụp lại.")


class FileTooLarge(UploadRefused):
    """The file is over the limit."""

    reason = _(
        "Tệp lớn hơn %(limit)s MB. Chụp lại ở cỡ nhỏ hơn hoặc tách thành nhiều tệp."
    )


class TypeNotAccepted(UploadRefused):
    """The bytes are neither JPEG, PNG nor PDF, whatever the name says."""

    reason = _(
        "Tệp không phải ảnh JPEG, PNG hay PDF. Chụp ảnh giấy tờ hoặc lưu thành PDF "
        "rồi tải lại."
    )


class PhoneImageFormat(UploadRefused):
    """A HEIC or AVIF picture, as newer telephones store them."""

    reason = _(
        "Ảnh ở dạng HEIC của điện thoại, cổng chưa mở được. Đổi máy ảnh sang «Tương "
        "thích nhất» (JPEG) rồi chụp lại."
    )


class ExtensionMismatch(UploadRefused):
    """The name promises another kind of file than the bytes are."""

    reason = _(
        "Tên tệp kết thúc bằng %(extension)s nhưng nội dung là %(kind)s. Đổi lại đuôi "
        "tệp cho đúng rồi tải lại."
    )


class BrokenFile(UploadRefused):
    """The picture or PDF cannot be opened to its end."""

    reason = _("Tệp bị hỏng, không mở được. Chụp hoặc quét lại rồi tải lên.")


class PictureTooLarge(UploadRefused):
    """More pixels than any scan needs; often a decompression bomb."""

    reason = _(
        "Ảnh quá lớn (hơn %(limit)s triệu điểm ảnh). Chụp lại ở độ phân giải thấp hơn."
    )


class BlankPage(UploadRefused):
    """One colour from edge to edge."""

    reason = _(
        "Trang trắng hoặc chỉ có một màu, không thấy chữ nào. Hãy chụp lại mặt có chữ."
    )


class ProtectedPdf(UploadRefused):
    """The PDF asks for a password."""

    reason = _("Tệp PDF có mật khẩu. Bỏ mật khẩu rồi tải lại.")


class ActivePdf(UploadRefused):
    """The PDF carries programs, attached files or actions."""

    reason = _(
        "Tệp PDF có mã lệnh hoặc tệp đính kèm bên trong. In ra PDF mới rồi tải lại."
    )


class NoPages(UploadRefused):
    """The PDF has no page."""

    reason = _("Tệp PDF không có trang nào. Quét lại rồi tải lên.")


class TooManyPages(UploadRefused):
    """The PDF is a book."""

    reason = _("Tệp PDF dài hơn %(limit)s trang. Chỉ gửi những trang được yêu cầu.")


class TooManyFiles(UploadRefused):
    """The paper already has as many files as allowed."""

    reason = _(
        "Giấy tờ này đã có %(limit)s tệp. Xóa bớt một tệp rồi tải lại, hoặc gộp thành "
        "một PDF."
    )
