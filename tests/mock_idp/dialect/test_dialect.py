"""The names of the interface, and how true to VNeID they are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mock_idp.oidc.claims import dialect as names
from mock_idp.oidc.claims.dialect import BadDialect, dialect, read_dialect
from mock_idp.oidc.claims.scopes import claims_about
from mock_idp.people.cast import CastPeople
from tests.mock_idp.people.accounts import DAO

SCOPES = ("openid", "profile", "dinh_danh")


def test_each_kind_of_client_hears_its_own_names() -> None:
    old = claims_about(DAO, SCOPES, "vnconnect")
    new = claims_about(DAO, SCOPES, "vneid")

    assert old["SoDinhDanh"] == new["citizenPid"] == DAO.personal_id
    assert old["HoVaTen"] == new["fullName"] == DAO.full_name
    assert old["NgayThangNamSinh"] == "19960702"
    assert new["birthDate"] == "02/07/1996"
    assert old["name"] == new["name"]
    assert "citizenPid" not in old
    assert "SoDinhDanh" not in new


@pytest.mark.parametrize(
    ("born", "old", "new"),
    [("1985", "1985", "1985"), ("1985-04", "198504", "04/1985")],
)
def test_what_is_unknown_of_a_birth_date_is_left_out(
    born: str, old: str, new: str
) -> None:
    assert dialect().written_date(born, "vnconnect") == old
    assert dialect().written_date(born, "vneid") == new


def test_an_organisation_has_an_account_type_of_its_own() -> None:
    phuong = next(a for a in CastPeople().cast() if a.cast == "phuong")

    assert claims_about(phuong, ())["LoaiTaiKhoan"] == "2"
    assert claims_about(DAO, ())["LoaiTaiKhoan"] == "1"


def test_another_file_changes_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("acr: {2: LoA2}\nclaims: {vneid: {personal_id: pid}}\n")

    changed = read_dialect(own)

    assert changed.level_of("LoA2") == 2
    assert changed.level_of("urn:example:vneid:muc-1") == 1
    assert changed.names("vneid")["personal_id"] == "pid"
    assert changed.names("vneid")["full_name"] == "fullName"


@pytest.mark.parametrize(
    "text", ["[1]", "a: [", "shoe: 43", "phone: {shoe: 43}", "acr: 3", "\x00"]
)
def test_a_senseless_file_is_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text)

    with pytest.raises(BadDialect):
        read_dialect(own)


def test_names_are_not_changed_under_way(tmp_path: Path) -> None:
    dialect()

    with pytest.raises(BadDialect, match="already"):
        names.use(tmp_path / "own.yaml")


def test_a_setting_brings_other_names(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("acr: {1: LoA1}\n")
    program = (
        "from mock_idp.wsgi import app\n"
        "said = app.test_client().get('/.well-known/openid-configuration').json\n"
        "print(said['acr_values_supported'][0])\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "MOCK_IDP_DIALECT_FILE": str(own)},
    )

    assert said.stdout == "LoA1\n"


ERRORS = """
import sys
from pathlib import Path

from mock_idp.oidc.claims.dialect import use

use(Path(sys.argv[1]))

from mock_idp.app import create_app
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url

app = create_app(Settings())
browser = Browser(app)
level_2 = "urn:example:vneid:muc-2"
essential = '{"id_token": {"acr": {"essential": true, "value": "%s"}}}'


def at_consent(person, **asked):
    return browser.approve(browser.choose(browser.open(authorize_url(**asked)), person))


def told(page):
    print(page.answer["error"])


told(browser.submit(at_consent("dao"), "consent", "consent-no"))
told(browser.submit(browser.open(authorize_url(prompt="login")), "cancel"))
low = at_consent("chi", prompt="login", acr_values=level_2)
told(browser.submit(low, "raise-level", "raise-level-no"))
told(browser.open(authorize_url(prompt="none", claims=essential % level_2)))
told(browser.open(authorize_url(claims=essential % "unheard-of")))
"""


def test_other_names_of_errors_are_what_clients_get(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("errors: {level_too_low: muc_thap, refused: tu_choi}\n")

    said = subprocess.run(
        [sys.executable, "-c", ERRORS, str(own)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )

    assert said.stdout.split() == ["tu_choi"] * 2 + ["muc_thap"] * 3, said.stderr
