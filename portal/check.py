"""``lienthong check``: what is wrong with this machine, and how to mend it."""

import importlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.serving import is_free

NEEDED_PYTHON = (3, 11)
NEEDED_SQLITE = (3, 35, 0)
NEEDED_BYTES = 300 * 1024 * 1024
PORTS = (8390, 8391, 8392)
LIBRARIES = ("authlib", "dbos", "flask", "joserfc", "pyhanko", "sqlalchemy", "typst")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``remedy`` says what to do when not ``ok``."""

    what: str
    ok: bool
    state: str
    remedy: str = ""
    optional: bool = False


def findings(folder: Path = Path("var")) -> list[Finding]:
    """Look at everything the demo and the tests need."""
    checks: tuple[Callable[[], Finding], ...] = (
        _python,
        _libraries,
        _sqlite,
        lambda: _folder(folder),
        lambda: _space(folder),
        _ports,
        _terminal,
        lambda: _program("chromium", "kiểm thử trình duyệt"),
        lambda: _program("pg_ctl", "kiểm thử với PostgreSQL"),
    )
    return [check() for check in checks]


def folder_problem(folder: Path) -> str | None:
    """Return why data cannot be kept in a folder, or ``None``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return (
            f"Không ghi được vào thư mục {folder.resolve()} ({error.strerror}). "
            "Chọn thư mục khác: --folder THƯ_MỤC."
        )


def _python() -> Finding:
    have = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        "Python",
        sys.version_info >= NEEDED_PYTHON,
        have,
        "Cài Python 3.11 trở lên rồi chạy lại: python3.12 run.py demo",
    )


def _libraries() -> Finding:
    missing = []
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return Finding(
        "Thư viện",
        not missing,
        "đủ" if not missing else "thiếu " + ", ".join(missing),
        "Xóa thư mục .venv rồi chạy lại: python3 run.py setup",
    )


def _sqlite() -> Finding:
    return Finding(
        "SQLite",
        sqlite3.sqlite_version_info >= NEEDED_SQLITE,
        sqlite3.sqlite_version,
        "Cài Python mới hơn; bản đi kèm có SQLite 3.35 trở lên.",
    )


def _folder(folder: Path) -> Finding:
    problem = folder_problem(folder)
    state = "ghi được" if problem is None else "không ghi được"
    return Finding(f"Thư mục {folder}", problem is None, state, problem or "")


def _space(folder: Path) -> Finding:
    place = folder if folder.exists() else Path()
    free = shutil.disk_usage(place).free
    return Finding(
        "Dung lượng đĩa",
        free >= NEEDED_BYTES,
        f"còn {free // 1024 // 1024} MB",
        "Dọn đĩa để còn ít nhất 300 MB.",
    )


def _ports() -> Finding:
    busy = [str(port) for port in PORTS if not is_free("127.0.0.1", port)]
    return Finding(
        "Cổng mạng",
        not busy,
        "rảnh" if not busy else "đang bận: " + ", ".join(busy),
        "Bản trình diễn tự chọn cổng kế tiếp; dịch vụ riêng lẻ thì dùng --port.",
        optional=True,
    )


def _terminal() -> Finding:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return Finding(
        "Cửa sổ lệnh",
        encoding == "utf8",
        encoding or "không rõ",
        "Đặt biến môi trường PYTHONUTF8=1 để chữ Việt hiện đúng.",
        optional=True,
    )


def _program(name: str, purpose: str) -> Finding:
    found = shutil.which(name, path=_search_path())
    return Finding(
        name,
        found is not None,
        found or "không có",
        f"Chỉ cần cho {purpose}: apt-get install chromium postgresql",
        optional=True,
    )


def _search_path() -> str:
    # Debian keeps the server's programs outside PATH, one folder a version.
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return os.pathsep.join([os.defpath, *map(str, servers)])
