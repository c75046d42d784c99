"""The kinds of faults, and which requests each one touches."""

from forms.i18n import Text, _

SLOW, DOWN, RUBBISH, ENGLISH = "slow", "down", "rubbish", "english_error"
EMPTY, WRONG, STALE = "empty", "wrong_person", "stale"
PARTIAL, NFD = "partial", "nfd"

LONGEST_SECONDS = 30.0
MOST_TIMES = 100_000

WORDS: dict[str, Text] = {
    SLOW: _("trả lời chậm %(seconds)s giây"),
    DOWN: _("ngừng hoạt động"),
    RUBBISH: _("trả lời nội dung hỏng"),
    EMPTY: _("trả lời rỗng"),
    WRONG: _("trả lời nhầm người"),
    STALE: _("trả lời dữ liệu cũ, chưa có thay đổi nào"),
    ENGLISH: _("báo lỗi bằng tiếng Anh"),
    PARTIAL: _("trả lời thiếu dữ liệu"),
    NFD: _("trả lời chữ Unicode tổ hợp (NFD)"),
}
"""Every kind with what the page says of it."""

KINDS = tuple(WORDS)
OF_LOOK_UPS = frozenset({EMPTY, WRONG, STALE, PARTIAL, NFD})
"""These touch only requests that look somebody up; the others touch writes too."""
