"""WTForms' built-in messages in Vietnamese; WTForms ships none.

Our own fields word their errors themselves. These serve plain WTForms fields in other
forms, and every test that compares the list with WTForms' own catalogue.
"""

from forms.i18n import SOURCE_LANGUAGE, language


class Translations:
    """What WTForms asks for the wording of its messages; English is its own."""

    def gettext(self, string: str) -> str:
        """Return a message in the reader's language."""
        if language() != SOURCE_LANGUAGE:
            return string
        return MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return a message that counts; Vietnamese has one form for all counts."""
        if language() != SOURCE_LANGUAGE:
            return singular if n == 1 else plural
        return MESSAGES.get(singular, plural)


MESSAGES: dict[str, str] = {
    "Invalid field name '%s'.": "Không có mục “%s” trong biểu mẫu.",
    "Field must be equal to %(other_name)s.": (
        "Mục này phải giống mục %(other_name)s. Hãy nhập lại."
    ),
    "Field must be at least %(min)d character long.": ("Nhập ít nhất %(min)d ký tự."),
    "Field cannot be longer than %(max)d character.": (
        "Nhập nhiều nhất %(max)d ký tự. Hãy rút gọn."
    ),
    "Field must be exactly %(max)d character long.": "Nhập đúng %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": (
        "Nhập từ %(min)d đến %(max)d ký tự."
    ),
    "Number must be at least %(min)s.": "Số không được nhỏ hơn %(min)s.",
    "Number must be at most %(max)s.": "Số không được lớn hơn %(max)s.",
    "Number must be between %(min)s and %(max)s.": ("Nhập số từ %(min)s đến %(max)s."),
    "Date must be at least %(min)s.": "Ngày không được trước %(min)s.",
    "Date must be at most %(max)s.": "Ngày không được sau %(max)s.",
    "Date must be between %(min)s and %(max)s.": ("Nhập ngày từ %(min)s đến %(max)s."),
    "This field is required.": "Mục này còn trống. Hãy nhập thông tin.",
    "Invalid input.": "Không đọc được nội dung đã nhập. Hãy nhập lại.",
    "Invalid email address.": "Email cần có dạng ten@example.vn. Kiểm tra dấu @.",
    "Invalid IP address.": "Địa chỉ IP không đúng dạng. Hãy nhập lại.",
    "Invalid Mac address.": "Địa chỉ MAC không đúng dạng. Hãy nhập lại.",
    "Invalid URL.": "Địa chỉ trang không đúng dạng, ví dụ https://example.vn.",
    "Invalid UUID.": "Mã UUID không đúng dạng. Hãy nhập lại.",
    "Invalid value, must be one of: %(values)s.": (
        "Giá trị phải là một trong: %(values)s. Hãy chọn lại."
    ),
    "Invalid value, can't be any of: %(values)s.": (
        "Giá trị không được là: %(values)s. Hãy nhập giá trị khác."
    ),
    "This field cannot be edited.": "Mục này không sửa được.",
    "This field is disabled and cannot have a value.": (
        "Mục này đang tắt nên không nhận giá trị."
    ),
    "Invalid CSRF Token.": (
        "Trang đã mở quá lâu hoặc mở từ nơi khác. Hãy tải lại trang rồi gửi lại."
    ),
    "CSRF token missing.": (
        "Trang gửi thiếu mã bảo vệ. Hãy tải lại trang rồi gửi lại."
    ),
    "CSRF failed.": "Chưa kiểm tra được mã bảo vệ. Hãy tải lại trang rồi gửi lại.",
    "CSRF token expired.": ("Trang đã mở quá lâu. Hãy tải lại trang rồi gửi lại."),
    "Invalid Choice: could not coerce.": (
        "Lựa chọn không đọc được. Hãy chọn lại trong danh sách."
    ),
    "Choices cannot be None.": "Danh sách lựa chọn chưa có. Hãy tải lại trang.",
    "Not a valid choice.": "Lựa chọn không có trong danh sách. Hãy chọn lại.",
    "Invalid choice(s): one or more data inputs could not be coerced.": (
        "Có lựa chọn không đọc được. Hãy chọn lại trong danh sách."
    ),
    "'%(value)s' is not a valid choice for this field.": (
        "“%(value)s” không có trong danh sách. Hãy chọn lại."
    ),
    "Not a valid datetime value.": "Ngày giờ không đúng. Hãy nhập lại.",
    "Not a valid date value.": "Ngày không đúng. Hãy nhập lại.",
    "Not a valid time value.": "Giờ không đúng. Hãy nhập lại.",
    "Not a valid week value.": "Tuần không đúng. Hãy nhập lại.",
    "Not a valid integer value.": "Hãy nhập số nguyên bằng chữ số.",
    "Not a valid decimal value.": "Hãy nhập số bằng chữ số.",
    "Not a valid float value.": "Hãy nhập số bằng chữ số.",
}
