"""The command as the how-to writes it, and its reports."""

import json
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from xml.etree import ElementTree as ET

import pytest

from forms.i18n import register_translations, use_language
from mock_idp.checker.cases.catalogue import CATALOGUE, GROUPS, chosen
from mock_idp.checker.command import TRANSLATIONS
from mock_idp.checker.mock import Mock
from mock_idp.cli import main
from tests.mock_idp.checker.checking import SECRET
from tests.mock_idp.checker.own_rp import own_rp

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "howto" / "check-a-relying-party.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LOGIN, ISSUER = "http://127.0.0.1:5000/login", "http://127.0.0.1:8391"
FEW = ("request.clean", "id-token.exp-past", "id-token.auth-time-stale")


def commands() -> list[list[str]]:
    """The commands of the how-to, without the program's name."""
    text = PAGE.read_text("utf-8").replace("\\\n", " ")
    found = (shlex.split(block) for block in BLOCK.findall(text))
    return [words[1:] for words in found if words[:2] == ["mock-idp", "check-rp"]]


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def command(*mutations: str) -> Iterator[list[str]]:
    """A relying party, and the command that checks it with an e-ID of its own."""
    port = free_port()
    with own_rp(f"http://127.0.0.1:{port}", *mutations) as rp:
        words = ["--login", f"{rp.url}/login", "--ok", "Xin chào", "--port", str(port)]
        yield ["check-rp", *words]


def ascii_of(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


def test_the_catalogue_has_what_was_promised() -> None:
    groups = {case.group for case in CATALOGUE.values()}
    vneid = [case for case in CATALOGUE.values() if case.group == "vneid"]
    logout = [case for case in CATALOGUE.values() if "backchannel" in case.same]

    assert len(CATALOGUE) >= 100
    assert groups == set(GROUPS)
    assert len(vneid) >= 15
    assert len(logout) >= 8


def test_every_case_is_told_in_both_languages() -> None:
    same = []
    register_translations(TRANSLATIONS)
    with use_language("en"):
        for case in CATALOGUE.values():
            source = str.__str__(case.title)
            same += [source] if str(case.title) == source != ascii_of(source) else []
            same += [case.expect.name] if not str(case.expect.value).isascii() else []

    assert same == []
    assert all(case.clause for case in CATALOGUE.values())


def test_a_good_client_leaves_with_success_and_four_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {kind: tmp_path / f"report.{kind}" for kind in ("json", "html", "junit")}
    reports = [
        word for kind, file in files.items() for word in (f"--{kind}", str(file))
    ]
    with command() as words:
        main([*words, "--only", *FEW, *reports])

    told = json.loads(files["json"].read_text("utf-8"))
    suite = ET.fromstring(files["junit"].read_text("utf-8"))[0]  # noqa: S314 - ours
    page = files["html"].read_text("utf-8")
    assert [case["verdict"] for case in told["cases"]] == ["pass", "pass", "skip"]
    assert (suite.get("tests"), suite.get("skipped")) == ("3", "1")
    assert "không phải VNeID thật" in page
    assert '<html lang="vi">' in page
    assert "ĐẠT 2" in capsys.readouterr().out
    assert all(SECRET not in file.read_text("utf-8") for file in files.values())


def test_a_bad_client_leaves_with_failure_and_the_command_to_repeat_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with command("no_exp") as words, pytest.raises(SystemExit) as left:
        main([*words, "--only", *FEW, "--lang", "en"])

    said = capsys.readouterr().out
    assert left.value.code == 1
    assert "FAIL" in said
    assert "--only id-token.exp-past" in said
    assert "POST /token 200  <- I.exp_past" in said


def test_a_report_does_not_tell_the_clients_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port, file = free_port(), tmp_path / "report.html"
    with own_rp(f"http://127.0.0.1:{port}", "no_exp", client_secret="hush-1") as rp:
        words = ["check-rp", "--login", f"{rp.url}/login", "--ok", "Xin chào"]
        words += ["--port", str(port), "--secret", "hush-1", "--html", str(file)]
        with pytest.raises(SystemExit):
            main([*words, "--only", "id-token.exp-past"])

    assert "hush-1" not in file.read_text("utf-8")
    assert "hush-1" not in capsys.readouterr().out.partition("KHÔNG ĐẠT")[2]


def test_a_client_that_never_signs_in_is_not_judged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with command() as words:
        wrong = [w.replace("Xin chào", "Not on any page") for w in words]
        with pytest.raises(SystemExit) as left:
            main(wrong)

    assert left.value.code == 2
    assert "although nothing is wrong" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--ok", "x"],
        ["--login", LOGIN],
        ["--login", "ftp://x/", "--ok", "x"],
        ["--login", LOGIN, "--ok", "x", "--only", "no.such.case"],
    ],
    ids=["no-login", "no-ok", "no-http", "no-case"],
)
def test_a_wrong_option_is_named(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check-rp", *wrong])

    assert left.value.code == 2
    assert "mock-idp: " in capsys.readouterr().err


def test_a_group_or_a_pattern_chooses_cases() -> None:
    assert {case.group for case in chosen(["callback"])} == {"callback"}
    assert [case.id for case in chosen(["id-token.exp-p*"])] == ["id-token.exp-past"]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_each_command_of_the_how_to_runs(
    mock: Mock,
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    if "--browser" in words:
        request.getfixturevalue("chromium_path")
    port = free_port()
    issuer = mock.issuer if "--server" in words else f"http://127.0.0.1:{port}"
    client = "portal" if "portal" in words else "check-rp"
    with own_rp(issuer, client_id=client) as rp:
        known = {LOGIN: f"{rp.url}/login", ISSUER: mock.issuer, "choose-one": mock.key}
        mine = [known.get(word, word) or "" for word in words]
        if "--server" in words:
            record = {"redirect_uris": [f"{rp.url}/callback"], "client_secret": SECRET}
            mock.register("portal", record)
        elif "--list" not in words:
            mine += ["--port", str(port)]
        if "--only" not in words and "--list" not in words:
            mine += ["--only", "request.clean"]
        main(mine)

    assert "KHÔNG ĐẠT 0" in capsys.readouterr().out or "--list" in words
