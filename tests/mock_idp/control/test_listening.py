"""The command line: where it listens, what it opens, and its other commands."""

import json
import ssl
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest

from mock_idp import cli, listening
from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.errors import BadSetting
from mock_idp.serving import serve
from mock_idp.settings import Settings

PERSON = ["--person", "dao", "--client", "portal"]


def ended_with(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    return ended.value.code


def test_https_is_served_with_a_certificate_that_clients_can_check() -> None:
    listener = listening.listener_of("127.0.0.1", 0)
    port = listener.getsockname()[1]
    app = create_app(Settings(issuer=f"https://localhost:{port}"), Clock())

    with listener, listening.generated_certificate("127.0.0.1") as files:
        server = listening.tls_server(app, listener, files)
        thread = threading.Thread(target=server.serve)
        thread.start()
        context = ssl.create_default_context(cafile=str(files.certificate))
        url = f"https://localhost:{port}/.well-known/openid-configuration"
        with urlopen(url, context=context, timeout=10) as answer:
            document = json.load(answer)
        server.stop()
        thread.join()
        server.close()
        mode = files.key.stat().st_mode & 0o777

    assert document["issuer"] == f"https://localhost:{port}"
    assert mode == 0o600


def test_tls_speaks_only_what_the_fapi_profile_allows() -> None:
    context = listening.tls_context()

    ciphers = context.get_ciphers()
    old = [each["name"] for each in ciphers if each["protocol"] == "TLSv1.2"]
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert {each["protocol"] for each in ciphers} == {"TLSv1.2", "TLSv1.3"}
    assert all(name.startswith("ECDHE-") and "-GCM-" in name for name in old)


def test_a_certificate_that_is_none_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "cert.pem"
    wrong.write_text("no certificate")
    listener = listening.listener_of("127.0.0.1", 0)

    with listener, pytest.raises(BadSetting):
        listening.tls_server(
            create_app(Settings(), Clock()),
            listener,
            listening.Certificate(wrong, wrong),
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--host", "0.0.0.0", "--port", "0", "--open-control"],  # noqa: S104
        ["serve", "--lan", "--port", "0", "--open-control"],
        ["serve", "--tls", "--cert", "only.pem"],
        ["mint", *PERSON[2:], "--person", "nobody"],
        ["mint", *PERSON, "--spoil", "T.hang"],
        ["people", "--where", "moon<3"],
        ["faults", "on", "I.exp_past"],
        ["faults", "on", "--server", "http://127.0.0.1:9"],
        ["faults", "off", "--server", "ftp://x"],
        ["faults", "off", "--server", "http://127.0.0.1:9"],
    ],
)
def test_what_cannot_be_done_ends_with_two_and_a_reason(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended_with(*arguments) == 2
    assert capsys.readouterr().err.startswith("mock-idp: ")


@pytest.mark.parametrize("name", cli.PRODUCTION)
def test_it_never_starts_in_production(name: str) -> None:
    with pytest.raises(BadSetting, match=name):
        cli.refuse_production({name: "Production"})


def test_tokens_are_minted_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.main(["mint", *PERSON, "--spoil", "I.exp_past", "--nonce", "n"])

    made = json.loads(capsys.readouterr().out)
    assert made["id_token"].count(".") == 2
    assert made["jwks"]["keys"]


def test_people_and_faults_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["people", "--where", "cast=dao"])
    people = capsys.readouterr().out
    cli.main(["faults"])
    faults = capsys.readouterr().out

    assert people.startswith("901196004217  dao")
    assert people.count("\n") == 1
    assert faults.count("\n") >= 100


def test_a_running_server_is_told_from_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with serve(Settings(admin_key="k"), Clock()) as running:
        server = ["--server", running.issuer, "--key", "k"]
        cli.main(["faults", "on", "K.empty", "--times", "1", *server])
        with urlopen(f"{running.issuer}/jwks", timeout=10) as answer:  # noqa: S310 - our own
            spoiled = json.load(answer)
        cli.main(["mint", *PERSON, *server])
        minted = json.loads(capsys.readouterr().out.partition("\n")[2])
        cli.main(["faults", "on", "K.empty", *server])
        cli.main(["faults", "off", *server])
        with urlopen(f"{running.issuer}/jwks", timeout=10) as answer:  # noqa: S310 - our own
            good = json.load(answer)

    assert spoiled == {"keys": []}
    assert minted["issuer"] == running.issuer
    assert good["keys"]
