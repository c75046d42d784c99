"""Why a line cannot be read at all; code and words."""

from forms.i18n import Text, _

REFUSALS: dict[str, Text] = {
    "columns": _("Dòng có %(found)s cột, cần %(wanted)s cột."),
    "unbalanced_quote": _("Dấu ngoặc kép mở mà không đóng."),
    "nul": _("Dòng chứa ký tự NUL."),
    "control_character": _("Dòng chứa ký tự điều khiển."),
    "encoding": _("Dòng có ký tự không đọc được theo bảng mã của tệp."),
    "line_too_long": _("Dòng dài quá mức cho phép."),
}
