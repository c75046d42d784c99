"""Rules about the repository itself: sizes, names, hosts, paths."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("forms", "mock_idp", "mock_population_db", "portal")
REFUSED = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "base",
    "core",
    "manager",
    "handler",
    "data",
}
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE, MAX_FOLDER = 500, 50, 250, 18


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [p for p in map(Path, listed.stdout.splitlines()) if (ROOT / p).exists()]


FILES = tracked()
PYTHON = [
    p
    for p in FILES
    if p.suffix == ".py" and p.parts[0] in PACKAGES and "versions" not in p.parts
]  # a migration is written once and never read again


def functions_longer_than(limit: int, source: str) -> list[str]:
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 - docstring_lines(node) > limit
    ]


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = ast.get_docstring(node, clean=False)
    return 0 if docstring is None else docstring.count("\n") + 1


def test_no_python_file_is_longer_than_its_limit():
    long = [p for p in PYTHON if (ROOT / p).read_text().count("\n") > MAX_FILE]

    assert long == []


def test_no_function_is_longer_than_its_limit():
    long = [
        (str(p), functions_longer_than(MAX_FUNCTION, (ROOT / p).read_text()))
        for p in PYTHON
    ]

    assert [entry for entry in long if entry[1]] == []


def test_no_template_is_longer_than_its_limit():
    templates = [p for p in FILES if p.suffix == ".html" and p.parts[0] in PACKAGES]

    long = [p for p in templates if (ROOT / p).read_text().count("\n") > MAX_TEMPLATE]

    assert templates
    assert long == []


def test_no_folder_is_a_heap():
    folders: dict[Path, int] = {}
    for path in PYTHON:
        folders[path.parent] = folders.get(path.parent, 0) + 1

    heaps = {str(f): n for f, n in folders.items() if n > MAX_FOLDER}

    # portal/ itself holds the rooms' doors and the wiring, listed one by one in the
    # import contracts.
    assert heaps.keys() <= {"portal"}


def test_no_file_or_folder_has_a_name_that_says_nothing():
    named = [
        str(p)
        for p in FILES
        if p.parts[0] in PACKAGES
        and any(part.removesuffix(".py") in REFUSED for part in p.parts)
    ]

    assert named == []


def test_a_long_function_would_be_found():
    body = "\n".join(f"    x{n} = {n}" for n in range(60))

    assert functions_longer_than(MAX_FUNCTION, f"def long():\n{body}\n") == ["long"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_name_no_host_and_pin_every_hash(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    pins = re.findall(r"^[a-z0-9._-]+==.*$", text, re.MULTILINE)
    assert pins
    assert all(pin.endswith("\\") for pin in pins)
    assert len(re.findall(r"\\\n    --hash=sha256:", text)) >= len(pins)


def test_no_file_carries_a_path_of_one_machine():
    own = re.compile(r"(?<![\w.])/(?:root|home/[a-z]+|work)/")
    text_files = [p for p in FILES if p.suffix in {".py", ".md", ".toml", ".yml", ""}]

    found = [
        str(p)
        for p in text_files
        if own.search((ROOT / p).read_text(encoding="utf-8", errors="ignore"))
        and p != Path("tests/house/test_shape.py")
    ]

    assert found == []


def test_nothing_reads_the_time_outside_the_clocks():
    reading = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(|utcnow\(")

    found = [
        str(p)
        for p in PYTHON
        if p.name != "clock.py" and reading.search((ROOT / p).read_text())
    ]

    assert found == []
