"""What can go wrong with lists: where, why, what to do."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors import PopulationError


class QualityError(PopulationError):
    """A list cannot be spoilt, restored or verified."""

    code = "quality_error"
    message = _("Không xử lý được danh sách.")


class ConfigMalformed(QualityError):
    """The configuration of defects says something that is not possible."""

    code = "defects_config_malformed"
    message = _("Cấu hình lỗi dữ liệu chưa đúng ở %(where)s: %(why)s. Sửa tệp TOML.")


class ScopeUnknown(QualityError):
    """The scope names nothing of the nation."""

    code = "scope_unknown"
    message = _(
        "Không hiểu phạm vi %(scope)s. Dùng commune:<mã 5 số>, province:<mã 2 số> "
        "hoặc sample:<số người>."
    )


class ColumnsMissing(QualityError):
    """The list lacks columns that are needed."""

    code = "columns_missing"
    message = _(
        "Không nhận ra cột %(missing)s trong các cột: %(header)s. Chỉ rõ bằng "
        "--column, ví dụ --column personal_id=SoDDCN."
    )


class ColumnUnknown(QualityError):
    """A column named by the user is not in the file."""

    code = "column_unknown"
    message = _("Tệp không có cột %(column)s. Các cột của tệp: %(header)s.")


class FieldUnknown(QualityError):
    """A column is assigned to a field that does not exist."""

    code = "field_unknown"
    message = _("Không có trường %(field)s. Các trường: %(fields)s.")


class ListEmpty(QualityError):
    """The file has no line of people."""

    code = "list_empty"
    message = _("Tệp %(file)s không có dòng dữ liệu nào. Kiểm tra lại tệp đã xuất.")


class EncodingUnclear(QualityError):
    """The text is in no encoding that can be told with certainty."""

    code = "encoding_unclear"
    message = _(
        "Không nhận ra chắc chắn bảng mã của tệp %(file)s. Lưu lại bằng UTF-8, hoặc "
        "chỉ rõ bằng --encoding (utf-8, utf-16, tcvn3, vni, windows-1258)."
    )


class EncodingUnknown(QualityError):
    """The user named an encoding that is not supported."""

    code = "encoding_unknown"
    message = _("Không hỗ trợ bảng mã %(encoding)s. Dùng một trong: %(known)s.")


class ParquetSupportMissing(QualityError):
    """Reading Parquet needs the optional extra."""

    code = "parquet_support_missing"
    message = _(
        "Đọc tệp Parquet cần thư viện pyarrow chưa được cài. Chạy "
        "pip install 'lien-thong[parquet]' hoặc xuất danh sách ra CSV."
    )


class FileUnreadable(QualityError):
    """The file is not what its name says."""

    code = "file_unreadable"
    message = _("Không đọc được tệp %(file)s: %(why)s.")


class UnfinishedRun(QualityError):
    """The folder holds a run that was interrupted."""

    code = "unfinished_run"
    message = _(
        "Thư mục %(folder)s còn một lần chạy dở. Thêm --resume để chạy tiếp, hoặc "
        "chọn thư mục khác."
    )


class OtherRun(QualityError):
    """The run to be resumed was about something else."""

    code = "other_run"
    message = _(
        "Không chạy tiếp được trong %(folder)s vì %(what)s đã khác lần trước. Chọn "
        "thư mục khác để chạy lại từ đầu."
    )


class AlreadyRunning(QualityError):
    """Another process works in this folder."""

    code = "already_running"
    message = _(
        "Một tiến trình khác đang chạy trong thư mục %(folder)s. Đợi tiến trình đó "
        "xong, hoặc chọn thư mục khác."
    )


class TruthMalformed(QualityError):
    """The truth file is not one, or belongs to another list."""

    code = "truth_malformed"
    message = _(
        "Tệp sự thật không dùng được ở dòng %(line)s: %(why)s. Dùng tệp được ghi "
        "cùng lúc với danh sách."
    )


class RegisterRefused(QualityError):
    """The register's API does not answer, or refuses."""

    code = "register_refused"
    message = _(
        "Cơ sở dữ liệu tại %(url)s không đối soát được: %(why)s. Kiểm tra địa chỉ, "
        "khóa và hạn mức, rồi chạy tiếp với --resume."
    )


class UploadTooLarge(QualityError):
    """An uploaded file is larger than the page takes."""

    code = "upload_too_large"
    message = _(
        "Tệp lớn hơn %(megabytes)s MB nên không nhận. Chia nhỏ tệp, hoặc dùng lệnh "
        "mock-population-db verify."
    )


class UploadNotFound(QualityError):
    """No upload has this code, or it was deleted after a day."""

    code = "upload_not_found"
    message = _(
        "Không có lần đối soát nào mang mã này. Kết quả chỉ giữ một ngày; tải tệp "
        "lên lại."
    )


class TooManyUploads(QualityError):
    """As many uploads as the page takes are waiting."""

    code = "too_many_uploads"
    message = _("Đang có quá nhiều tệp chờ đối soát. Thử lại sau ít phút.")
