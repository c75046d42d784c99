"""The page about the shell, run as it stands there with a real ``curl``."""

import json
import re
import shutil

import pytest

from tests.conftest import missing
from tests.recipes import installing
from tests.recipes.pages import blocks
from tests.recipes.serving import mock_idp_with_open_control

pytestmark = pytest.mark.slow

USUAL = "http://127.0.0.1:8391"
MARK = "---next---"


def test_every_line_for_a_shell_does_what_the_page_says(tmp_path):
    if shutil.which("curl") is None:
        missing("curl")
    first, *others = [b.text for b in blocks("shell.md") if b.language == "sh"]

    with mock_idp_with_open_control() as address:
        lines = f"\necho; echo {MARK}\n".join(others).replace(USUAL, address)
        (tmp_path / "page.sh").write_text(f"set -eu\n{lines}", encoding="utf-8")
        said = installing.run("bash", "page.sh", cwd=tmp_path)

    minted, spoiled, client, code, person, phone, *last = said.split(MARK)
    late, failed, archive, reset = last
    assert first == "mock-idp serve --open-control\n"
    assert json.loads(minted)["id_token"].count(".") == 2
    assert json.loads(spoiled)["id_token"] != json.loads(minted)["id_token"]
    assert json.loads(client)["client_id"] == "shop"
    assert code.strip() == ""
    assert json.loads(person)["name"] == "Trần Thị Hồng Đào"
    assert json.loads(phone)["waiting"] == 1
    assert re.search(r"^401$", late, re.MULTILINE)
    assert re.search(r"^503$", failed, re.MULTILINE)
    assert json.loads(archive)["log"]["entries"]
    assert reset.strip() in ("", "{}") or json.loads(reset)
