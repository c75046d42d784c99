"""The command ``mock-idp serve`` as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from mock_idp import cli


def test_it_serves_on_a_free_port_until_it_is_told_to_stop() -> None:
    environment = {k: v for k, v in os.environ.items() if "MOCK_IDP" not in k}
    command = [sys.executable, "-m", "mock_idp", "serve", "--port", "0"]

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        issuer = process.stdout.readline().split()[-1]
        with urlopen(f"{issuer}/.well-known/openid-configuration") as answer:  # noqa: S310 - our own server
            document = json.load(answer)
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=10)

    assert document["issuer"] == issuer
    assert code == 0


def test_a_busy_port_ends_the_command_with_two(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as busy,
        pytest.raises(SystemExit) as ended,
    ):
        cli.main(["serve", "--port", str(busy.getsockname()[1])])

    assert ended.value.code == 2
    assert "in use" in capsys.readouterr().err
