"""mod_auth_openidc of Debian in a real Apache over real sockets."""

import getpass
import grp
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from mock_idp.testing import Tenant
from tests.conftest import missing
from tests.recipes.installing import ROOT
from tests.running import answers, free_port, wait_for

pytestmark = pytest.mark.slow

SERVER_ROOT = Path("/usr/lib/apache2")
CONFIGURATION = ROOT / "tests" / "recipes" / "apache.conf"
HOME = '<!--#echo encoding="none" var="OIDC_CLAIM_name" -->'
GOODBYE = "nobody\n"
START_SECONDS = 20


@pytest.fixture
def site(mock_idp_server: Tenant) -> Iterator[str]:
    """The address of an Apache that lives as long as the test."""
    apache = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
    module = SERVER_ROOT / "modules" / "mod_auth_openidc.so"
    if apache is None or not module.exists():
        missing("apache2-bin with libapache2-mod-auth-openidc")
    with tempfile.TemporaryDirectory(prefix="apache-") as name:
        folder = Path(name)
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        _register(mock_idp_server, address)
        _write(folder, port, mock_idp_server.issuer)
        command = [str(apache), "-X", "-f", str(folder / "apache.conf")]
        with subprocess.Popen(command, cwd=folder) as running:
            try:
                is_up = wait_for(lambda: answers(f"{address}/bye.txt"), START_SECONDS)
                assert is_up, (folder / "errors").read_text()
                yield address
            finally:
                running.terminate()


def _register(tenant: Tenant, address: str) -> None:
    tenant.client(
        "shop",
        f"{address}/inside/callback",
        secret="shop-secret",
        post_logout_redirect_uris=[f"{address}/bye.txt"],
        backchannel_logout_uri=f"{address}/inside/callback?logout=backchannel",
    )


def _write(folder: Path, port: int, issuer: str) -> None:
    """Write configuration and pages where another user can read them."""
    is_root = os.geteuid() == 0
    pages = folder / "pages"
    (pages / "inside").mkdir(parents=True)
    (pages / "inside" / "home.html").write_text(HOME)
    (pages / "bye.txt").write_text(GOODBYE)
    folder.chmod(0o755)
    text = CONFIGURATION.read_text(encoding="utf-8")
    given = {
        "modules": SERVER_ROOT,
        "folder": folder,
        "port": port,
        "address": f"http://127.0.0.1:{port}",
        "issuer": issuer,
        "user": "www-data" if is_root else getpass.getuser(),
        "group": "www-data" if is_root else grp.getgrgid(os.getegid()).gr_name,
    }
    for word, value in given.items():
        text = text.replace(f"{{{word}}}", str(value))
    (folder / "apache.conf").write_text(text, encoding="utf-8")


def test_apache_signs_a_person_in_and_out(site, mock_idp_server):
    browser = requests.Session()

    home = mock_idp_server.login(browser, "dao", f"{site}/inside/home.html")
    bye = f"{site}/inside/callback?logout={quote(f'{site}/bye.txt', safe='')}"
    left = mock_idp_server.login(browser, "dao", bye)
    again = browser.get(f"{site}/inside/home.html", timeout=5, allow_redirects=False)

    assert (home.url, home.text) == (f"{site}/inside/home.html", "Trần Thị Hồng Đào")
    assert (left.url, left.text) == (f"{site}/bye.txt", GOODBYE)
    assert again.headers["Location"].startswith(f"{mock_idp_server.issuer}/authorize")
    assert mock_idp_server.end_sessions("dao") == []


def test_apache_signs_in_without_a_person(site, mock_idp_server):
    with mock_idp_server.next(person="dao", client="shop"):
        home = requests.get(f"{site}/inside/home.html", timeout=5)

    assert home.text == "Trần Thị Hồng Đào"


def test_apache_is_told_when_a_session_ends_elsewhere(site, mock_idp_server):
    browser = requests.Session()
    mock_idp_server.login(browser, "dao", f"{site}/inside/home.html")

    (ended,) = mock_idp_server.end_sessions("dao")

    again = browser.get(f"{site}/inside/home.html", timeout=5, allow_redirects=False)
    (told,) = ended["clients"]
    assert (told["client_id"], told["is_done"]) == ("shop", True)
    assert again.status_code == 302


@pytest.mark.parametrize("fault", ["I.aud_other", "I.other_key", "I.exp_past"])
def test_apache_refuses_a_spoiled_token(site, mock_idp_server, fault):
    with mock_idp_server.fault(fault, client="shop", times=1) as spoiled:
        page = mock_idp_server.login(
            requests.Session(), "dao", f"{site}/inside/home.html"
        )

    assert spoiled.fired == 1
    assert "Trần Thị Hồng Đào" not in page.text
    assert page.url.startswith(f"{site}/inside/callback?")
