"""Refusals about what is to be exported."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.root import PopulationError


class ScopeNotFound(PopulationError):
    """The scope names nothing of the nation."""

    code = "scope_not_found"
    message = _(
        "Phạm vi «%(scope)s» không có trong dân số này. Viết commune:00070 (một xã), "
        "province:01 (một tỉnh), sample:100000 (lấy mẫu) hoặc nation (tất cả)."
    )


class ParquetMissing(PopulationError):
    """Writing Parquet needs the optional extra."""

    code = "parquet_missing"
    message = _(
        "Ghi tệp Parquet cần thư viện pyarrow chưa được cài. Chạy "
        "pip install 'lien-thong[parquet]', hoặc chọn --format csv hay sqlite."
    )


class TargetTaken(PopulationError):
    """There is a file already where the export is to be written."""

    code = "target_taken"
    message = _("Đã có tệp %(file)s. Chọn tên khác, hoặc thêm --force để ghi đè.")
