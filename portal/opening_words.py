"""What the demo says in the terminal before it opens the browser."""

from portal.settings import Settings

AUTOPILOT = {
    "off": "TẮT (bạn đóng vai cán bộ)",
    "fast": "BẬT, trả lời ngay",
    "human": "BẬT, nhịp như người thật",
}
CAST = (
    ("Công dân", "Trần Thị Hồng Đào", "901196004217", "ca chuẩn"),
    ("Hộ tịch phường", "khoi", "", ""),
)


def opening_words(settings: Settings) -> str:
    """Return the address, the cast and how to stop, as one screen of text."""
    starts = f"{settings.world_starts_at:%d/%m/%Y %H:%M}"
    people = "\n".join(f"  {line}" for line in cast_lines())
    return (
        f"Cổng đang chạy:  {settings.base_url}/demo\n"
        f"Thế giới:        2.000 người giả lập, bắt đầu từ {starts}\n"
        f"Cán bộ tự động:  {AUTOPILOT[settings.autopilot]}\n"
        f"Người mẫu:\n{people}\n"
        "Dừng: Ctrl+C     Làm lại từ đầu: python3 run.py demo --fresh     "
        "Kiểm tra máy: python3 run.py check\n"
    )


def cast_lines() -> list[str]:
    """Return one line for each person whom the standard case needs."""
    return []
