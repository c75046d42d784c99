"""A stranger's empty project: nothing but our wheel, and the pages about pytest."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.recipes import installing
from tests.recipes.pages import write_files

pytestmark = pytest.mark.slow

NEEDED = (
    "mock_idp/dialect.yaml",
    "mock_idp/fidelity.yaml",
    "mock_idp/people/cast.toml",
    "mock_idp/templates/login/choose.html",
    "mock_idp/static/live.js",
    "mock_idp/static/fonts/OFL.txt",
    "mock_idp/translations/en/LC_MESSAGES/messages.mo",
    "mock_idp/py.typed",
    "mock_population_db/cast.toml",
    "mock_population_db/nation/tables/provinces.csv",
    "mock_population_db/access/purposes.toml",
    "mock_population_db/register/dictionary/codes.csv",
    "mock_population_db/translations/en/LC_MESSAGES/messages.mo",
    "mock_population_db/py.typed",
)
PACKAGES = ("mock_idp/", "mock_population_db/", "forms/")
PAGES = {
    "pytest.md": ["shop.py", "test_shop.py", "test_web_shop.py"],
    "register-pytest.md": [
        "clinic.py",
        "test_clinic.py",
        "test_over_a_socket.py",
        "test_faker.py",
    ],
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installing.wheel(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_everything_that_is_read_at_run_time(wheel):
    kept = set(installing.run("git", "ls-files", cwd=installing.ROOT).split())
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    licences = {
        name.rpartition("licenses/")[2] for name in packed if "licenses/" in name
    }
    read = {
        name
        for name in kept
        if name.startswith(PACKAGES) and (installing.ROOT / name).exists()
    }

    assert packed >= set(NEEDED)
    assert read - packed == set()
    assert {n for n in kept if n.startswith("LICENSE")} <= licences
    assert [name for name in packed if "__pycache__" in name] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_strangers_tests_pass_with_nothing_but_the_wheel(page, wheel, tmp_path):
    stranger = installing.environment("stranger", "pytest", *_requirements(wheel))
    stranger.uninstall("lien-thong")
    stranger.install(str(wheel))
    names = write_files(page, tmp_path)

    said = installing.run(
        stranger.python,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"),
        cwd=tmp_path,
        PYTHONPATH="",
    )

    assert names == PAGES[page]
    assert re.search(r"^1[0-9] passed", said, re.MULTILINE), said
    assert "skipped" not in said


def _requirements(wheel: Path) -> list[str]:
    """What the wheel itself asks for."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/METADATA"))
        text = archive.read(name).decode()
    return re.findall(r"^Requires-Dist: (.+)$", text, re.MULTILINE)
