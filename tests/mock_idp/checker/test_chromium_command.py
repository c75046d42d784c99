"""The command in Chromium, and what it says where there is none."""

import sys

import pytest

from mock_idp.cli import main
from tests.mock_idp.checker.own_rp import GREETING
from tests.mock_idp.checker.spa_rp import spa_rp
from tests.mock_idp.checker.test_command import free_port


def test_the_command_checks_a_page_of_javascript(
    chromium_path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    with spa_rp(f"http://127.0.0.1:{port}") as url:
        words = ["--login", f"{url}/login", "--ok", GREETING, "--public"]
        words += ["--port", str(port), "--browser", chromium_path]
        main(["check-rp", *words, "--only", "request.clean", "id-token.exp-past"])

    assert "ĐẠT 2" in capsys.readouterr().out


def test_without_javascript_such_a_client_is_not_judged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    port = free_port()
    with spa_rp(f"http://127.0.0.1:{port}") as url:
        words = ["--login", f"{url}/login", "--ok", GREETING, "--port", str(port)]
        with pytest.raises(SystemExit) as left:
            main(["check-rp", *words, "--public"])

    assert left.value.code == 2
    assert "--browser" in capsys.readouterr().err


def test_without_playwright_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    words = ["--login", "http://127.0.0.1:1/", "--ok", "x", "--port", str(free_port())]
    with pytest.raises(SystemExit) as left:
        main(["check-rp", *words, "--browser"])

    assert left.value.code == 2
    assert "pip install playwright" in capsys.readouterr().err


def test_a_chromium_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--login", "http://127.0.0.1:1/", "--ok", "x", "--port", str(free_port())]
    with pytest.raises(SystemExit) as left:
        main(["check-rp", *words, "--browser", "/no/such/chromium"])

    assert left.value.code == 2
    assert "/no/such/chromium" in capsys.readouterr().err
