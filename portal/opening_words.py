"""What the demo says in the terminal before it opens the browser."""

from collections.abc import Iterable

from portal.settings import Settings

AUTOPILOT = {
    "off": "TẮT (bạn đóng vai cán bộ)",
    "fast": "BẬT, trả lời ngay",
    "human": "BẬT, nhịp như người thật",
}


def opening_words(settings: Settings, cast: Iterable[tuple[str, str, str]]) -> str:
    """Return the address, the cast and how to stop, as one screen of text.

    Args:
        settings: the demo's.
        cast: name, personal number and a word about each person to try.
    """
    starts = f"{settings.world_starts_at:%d/%m/%Y %H:%M}"
    people = "\n".join(f"  {number}  {name:<24} {word}" for name, number, word in cast)
    return f"""
Liên Thông – bản trình diễn, dữ liệu giả lập

Cổng đang chạy:  {settings.base_url}/demo
Thế giới:        100 triệu người giả lập, bắt đầu từ {starts}
Cán bộ tự động:  {AUTOPILOT[settings.autopilot]}; đổi ở sảnh trình diễn
Người mẫu (còn nữa ở sảnh trình diễn):
{people}

Dừng: Ctrl+C     Làm lại từ đầu: python3 run.py demo --fresh
Kiểm tra máy: python3 run.py check
"""
