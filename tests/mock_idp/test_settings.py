"""Settings from the environment, and what the command line does with them."""

import json
from pathlib import Path

import pytest

from mock_idp import cli
from mock_idp.errors import BadSetting
from mock_idp.settings import Settings

CLIENT = {"client_id": "rp", "redirect_uris": ["https://rp.example/cb"]}


def test_nothing_set_gives_the_demo() -> None:
    settings = Settings.from_environment({"MOCK_IDP_PORT": ""})

    assert settings == Settings()
    assert [client.client_id for client in settings.clients] == ["portal", "spa-demo"]


def test_every_kind_of_setting_is_read() -> None:
    settings = Settings.from_environment(
        {
            "MOCK_IDP_ISSUER": "https://idp.example/idp",
            "MOCK_IDP_PORT": "9000",
            "MOCK_IDP_KEYS_FILE": "/srv/keys.json",
            "MOCK_IDP_POPULATION_FALLBACK": "no",
            "MOCK_IDP_WORLD_STARTS_AT": "2026-03-10T08:30:00+07:00",
            "MOCK_IDP_CLIENTS": json.dumps([CLIENT]),
        }
    )

    assert settings.issuer == "https://idp.example/idp"
    assert settings.port == 9000
    assert settings.keys_file == Path("/srv/keys.json")
    assert settings.population_fallback is False
    assert settings.world_starts_at is not None
    assert settings.clients[0].is_public


def test_clients_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "clients.json"
    file.write_text(json.dumps([{**CLIENT, "client_secret": "s"}]), encoding="utf-8")

    settings = Settings.from_environment({"MOCK_IDP_CLIENTS": str(file)})

    assert settings.clients[0].client_secret == "s"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MOCK_IDP_ISSUER", "http://x.example/"),
        ("MOCK_IDP_ISSUER", "idp"),
        ("MOCK_IDP_ISSUER", "https://x.example?a=b"),
        ("MOCK_IDP_PORT", "many"),
        ("MOCK_IDP_CODE_SECONDS", "0"),
        ("MOCK_IDP_POPULATION_FALLBACK", "perhaps"),
        ("MOCK_IDP_WORLD_STARTS_AT", "2026-03-10"),
        ("MOCK_IDP_CLIENTS", "/no/such/file"),
        ("MOCK_IDP_CLIENTS", "[1]"),
        ("MOCK_IDP_CLIENTS", '[{"client_id": ""}]'),
        ("MOCK_IDP_CLIENTS", '[{"client_id": "a", "redirect_uris": "https://a"}]'),
        ("MOCK_IDP_CLIENTS", '[{"client_id": "a", "redirect_uris": ["/cb"]}]'),
        ("MOCK_IDP_CLIENTS", '[{"client_id": "a", "colour": "red"}]'),
        (
            "MOCK_IDP_CLIENTS",
            '[{"client_id": "a", "redirect_uris": ["https://a.example/#x"]}]',
        ),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({name: value})

    assert refused.value.name == name


def test_the_command_lists_who_can_sign_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOCK_IDP_POPULATION_URL", raising=False)

    cli.main(["accounts"])

    assert "901196004217  dao" in capsys.readouterr().out


def test_the_command_ends_with_two_on_a_bad_setting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCK_IDP_PORT", "many")

    with pytest.raises(SystemExit) as ended:
        cli.main(["accounts"])

    assert ended.value.code == 2
    assert "MOCK_IDP_PORT" in capsys.readouterr().err
