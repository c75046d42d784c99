"""Refusals of the rules of access: purpose, official, consent, quota."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.root import PopulationError


class PurposeUnknown(PopulationError):
    """The purpose is in no row of the table of purposes."""

    code = "purpose_unknown"
    message = _(
        "Mục đích «%(purpose)s» không có trong danh mục mục đích khai thác. Chọn một "
        "mã ở GET /v1/purposes."
    )


class PurposeNotAllowed(PopulationError):
    """This caller may not use this purpose."""

    code = "purpose_not_allowed"
    message = _(
        "Khóa kết nối của «%(caller)s» không được khai thác cho mục đích "
        "«%(purpose)s». Dùng mục đích đã được cấp ở GET /v1/quota."
    )


class GroupNotNeeded(PopulationError):
    """The purpose does not need this group of data."""

    code = "group_not_needed"
    message = _(
        "Mục đích «%(purpose)s» không cần nhóm dữ liệu «%(group)s» nên không được "
        "trả. Chỉ hỏi các nhóm ghi ở GET /v1/purposes."
    )


class BatchNotAllowed(PopulationError):
    """The purpose does not allow many people to be checked at once."""

    code = "batch_not_allowed"
    message = _(
        "Mục đích «%(purpose)s» không cho xác thực theo lô. Dùng mục đích có ghi "
        "batch, ví dụ data_cleaning."
    )


class OfficialMissing(PopulationError):
    """The purpose demands the official's own personal number."""

    code = "official_missing"
    message = _(
        "Mục đích «%(purpose)s» chỉ dành cho cán bộ. Gửi số định danh cá nhân của "
        "chính cán bộ ở tiêu đề X-Requester."
    )


class OfficialUnknown(PopulationError):
    """Nobody alive in the register has the official's number."""

    code = "official_unknown"
    message = _(
        "Số định danh của cán bộ không có trong cơ sở dữ liệu giả lập. Kiểm tra lại "
        "số của cán bộ."
    )


class NotThePersonThemself(PopulationError):
    """Only the person concerned may do this."""

    code = "not_the_person"
    message = _(
        "Chỉ chính chủ thể dữ liệu làm được việc này. X-Requester phải là số định "
        "danh của người đó."
    )


class ConsentMissing(PopulationError):
    """The purpose needs the person's consent, and none was named."""

    code = "consent_missing"
    message = _(
        "Mục đích «%(purpose)s» cần sự đồng ý của chủ thể dữ liệu. Gửi mã đồng ý ở "
        "tiêu đề X-Consent."
    )


class ConsentNotFound(PopulationError):
    """No consent has this reference, or it is not for this caller to see."""

    code = "consent_not_found"
    message = _("Không có sự đồng ý mang mã này. Kiểm tra lại mã.")


class ConsentNotFitting(PopulationError):
    """The consent is another person's, for another purpose or another recipient."""

    code = "consent_not_fitting"
    message = _(
        "Sự đồng ý này không dùng được cho lần hỏi này vì khác %(what)s. Xin chủ thể "
        "dữ liệu đồng ý đúng nội dung."
    )


class ConsentRevoked(PopulationError):
    """The person has taken the consent back."""

    code = "consent_revoked"
    message = _("Chủ thể dữ liệu đã rút lại sự đồng ý này. Xin đồng ý lại nếu cần.")


class ConsentExpired(PopulationError):
    """The consent's last day has passed."""

    code = "consent_expired"
    message = _("Sự đồng ý này đã hết hạn. Xin đồng ý lại nếu còn cần.")


class ConsentNotNeeded(PopulationError):
    """Consent cannot be given for a purpose that does not rest on consent."""

    code = "consent_not_needed"
    message = _(
        "Mục đích «%(purpose)s» không dựa trên sự đồng ý nên không ghi sự đồng ý. "
        "Chọn mục đích có ghi consent ở GET /v1/purposes."
    )


class OverQuota(PopulationError):
    """The caller has used up its quota of this minute or day."""

    code = "over_quota"
    message = _(
        "Khóa kết nối của «%(caller)s» đã dùng hết hạn mức %(limit)d lượt mỗi "
        "%(window)s. Gửi lại sau %(retry_after)d giây."
    )


class NotSigned(PopulationError):
    """The headers of the data exchange platform are missing or wrong."""

    code = "not_signed"
    message = _(
        "Tiêu đề %(header)s thiếu hoặc không đúng. Gửi Timestamp, X-Road-Client và "
        "Authorization: Basic base64(tên:sha256(url+tên+timestamp+khóa))."
    )


class RequestRepeated(PopulationError):
    """The caller has used this request code (MaYeuCau) before."""

    code = "request_repeated"
    message = _(
        "MaYeuCau này đã dùng cho một yêu cầu trước. Sinh mã mới cho mỗi yêu cầu."
    )
