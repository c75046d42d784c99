"""What can be said about a row: code, words, and whether the row can be used.

A row may have several findings; its class is the weightiest of them.
"""

from dataclasses import dataclass

from forms.i18n import Text, _


@dataclass(frozen=True)
class Finding:
    """Something about a row.

    Attributes:
        code: stable name; that of a defect where it tells a defect.
        text: what a reader sees, and does.
        rejects: the row cannot be used as it is.
    """

    code: str
    text: Text
    rejects: bool = False


EXACT = "exact"
FINDINGS: tuple[Finding, ...] = (
    # --- rejected, the weightiest first ---
    Finding(
        "real_number",
        _(
            "Số thuộc dải số thật nên bị từ chối, không đối soát. Chỉ dùng số giả lập "
            "bắt đầu bằng 901 đến 996."
        ),
        rejects=True,
    ),
    Finding(
        "columns_swapped",
        _("Giá trị nằm nhầm cột. Đưa về đúng cột rồi đối soát lại."),
        rejects=True,
    ),
    Finding(
        "duplicate",
        _("Trùng người với một dòng khác. Giữ một dòng, gỡ dòng còn lại."),
        rejects=True,
    ),
    Finding(
        "dead",
        _("Người này đã được ghi là đã chết. Gỡ khỏi danh sách đang hưởng."),
        rejects=True,
    ),
    Finding(
        "name_differs",
        _("Số có thật nhưng họ tên khác. Kiểm tra lại số và họ tên trên giấy tờ."),
        rejects=True,
    ),
    Finding(
        "date_differs",
        _("Số và họ tên khớp nhưng ngày sinh khác. Kiểm tra lại ngày sinh."),
        rejects=True,
    ),
    Finding(
        "ambiguous",
        _("Nhiều người cùng họ tên và ngày sinh. Bổ sung số định danh."),
        rejects=True,
    ),
    Finding(
        "name_missing",
        _("Thiếu họ tên hoặc họ tên chỉ có một chữ. Bổ sung họ tên."),
        rejects=True,
    ),
    Finding(
        "date_missing",
        _("Thiếu ngày sinh hoặc ngày sinh không có thật. Bổ sung ngày sinh."),
        rejects=True,
    ),
    Finding(
        "malformed",
        _("Số định danh, họ tên hoặc ngày sinh không đúng dạng. Sửa lại cho đúng."),
        rejects=True,
    ),
    Finding(
        "no_match",
        _("Không tìm thấy ai khớp. Kiểm tra số, họ tên và ngày sinh trên giấy tờ."),
        rejects=True,
    ),
    Finding(
        "not_searched",
        _(
            "Số không có trong cơ sở dữ liệu; chưa tìm toàn quốc theo tên vì danh sách "
            "có quá nhiều dòng như vậy. Chạy lại với --search-all."
        ),
        rejects=True,
    ),
    # --- matched, with something to put right ---
    Finding(
        "copied_from_household",
        _("Giá trị là của người khác trong cùng hộ. Thay bằng của đúng người."),
    ),
    Finding(
        "number_of_other",
        _("Số là của người khác; họ tên và ngày sinh tìm ra đúng một người."),
    ),
    Finding(
        "number_unknown",
        _("Không ai mang số này; họ tên và ngày sinh tìm ra đúng một người."),
    ),
    Finding(
        "number_malformed",
        _("Số không đúng dạng; họ tên và ngày sinh tìm ra đúng một người."),
    ),
    Finding(
        "number_missing",
        _("Thiếu số; họ tên và ngày sinh tìm ra đúng một người."),
    ),
    Finding("old_number", _("Số CMND 9 số đã hết giá trị. Thay bằng số định danh.")),
    Finding("wrong_middle_name", _("Chữ đệm khác với cơ sở dữ liệu.")),
    Finding("confused_letters", _("Một chữ bị đọc nhầm.")),
    Finding("day_month_swapped", _("Ngày và tháng sinh bị đảo.")),
    Finding("year_only", _("Chỉ có năm sinh.")),
    Finding("legacy_font", _("Họ tên ghi bằng phông chữ cũ TCVN3 hoặc VNI.")),
    Finding("missing_diacritics", _("Họ tên không có dấu.")),
    Finding("other_marks", _("Họ tên khác dấu với cơ sở dữ liệu.")),
    Finding("d_or_dd", _("Lẫn d với đ.")),
    Finding("i_or_y", _("Lẫn i với y.")),
    Finding("tone_placement", _("Dấu thanh đặt ở chữ khác (Hòa, Hoà).")),
    Finding("untidy_text", _("Khoảng trắng thừa, chữ hoa khác hoặc chữ tổ hợp (NFD).")),
    Finding("sex_contradicts", _("Giới tính trái với cơ sở dữ liệu.")),
    Finding("old_address", _("Địa chỉ theo đơn vị trước tháng 7/2025.")),
    Finding("address_differs", _("Địa chỉ ở xã, phường khác với cơ sở dữ liệu.")),
)
CODES = tuple(finding.code for finding in FINDINGS)
BIT = {finding.code: 1 << place for place, finding in enumerate(FINDINGS)}
REJECTS = sum(BIT[finding.code] for finding in FINDINGS if finding.rejects)
_ADDRESS = BIT["address_differs"]


def codes_of(bits: int) -> list[str]:
    """Return the codes of findings kept as bits, the weightiest first."""
    return [code for place, code in enumerate(CODES) if bits >> place & 1]


def class_of(bits: int) -> str:
    """Return the class of a row: its weightiest finding, or ``exact``."""
    return CODES[(bits & -bits).bit_length() - 1] if bits else EXACT


def text_of(bits: int) -> str:
    """Return all findings in words."""
    found = (FINDINGS[place] for place in range(len(CODES)) if bits >> place & 1)
    return " ".join(str(finding.text) for finding in found)
