"""Every setting of the three services, from the classes that read them."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from pydantic_settings import BaseSettings

import mock_idp.settings
import mock_population_db.settings
import portal.settings
from tools.reference.markdown import code, plain, table

_ATTRIBUTE = re.compile(r"^ {8}(\w+): (.+?)(?=^ {8}\w+: |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    meaning: str


def of_portal() -> list[Setting]:
    """Return the portal's settings."""
    return list(_of_model(portal.settings.Settings))


def of_register() -> list[Setting]:
    """Return the register's settings."""
    return list(_of_model(mock_population_db.settings.Settings))


def of_e_id() -> list[Setting]:
    """Return the e-ID's settings; their meanings stand in the class's docstring."""
    settings = mock_idp.settings.Settings
    meanings = attributes(settings.__doc__ or "")
    made = settings()
    return [
        Setting(
            f"{mock_idp.settings.PREFIX}{item.name.upper()}",
            _written(getattr(made, item.name)),
            meanings[item.name],
        )
        for item in fields(settings)
    ]


def of_the_portal() -> str:
    """Return the portal's table."""
    return _table(of_portal())


def e_id() -> str:
    """Return the e-ID's table."""
    return _table(of_e_id())


def register() -> str:
    """Return the register's table."""
    return _table(of_register())


def env_example() -> str:
    """Return ``.env.example``: every setting with its default, switched off."""
    groups = (
        ("The portal and its worker", of_portal()),
        ("The mock e-ID", of_e_id()),
        ("The mock population register", of_register()),
    )
    lines = [
        "# Every setting with its default. Take away a # to change one.",
        "# Written by `python -m tools.reference write`; meanings stand in",
        "# docs/reference/settings.md.",
        "#",
        "# docker compose reads .env by itself (and passes on what docker-compose.yml",
        "# names). For the plain commands: set -a; . ./.env; set +a",
    ]
    for title, settings in groups:
        lines += ["", f"# --- {title}"]
        lines += [f"# {s.name}={_quoted(s.default)}" for s in settings]
    return "\n".join(lines) + "\n"


def _of_model(model: type[BaseSettings]) -> Iterator[Setting]:
    prefix = model.model_config["env_prefix"]
    for name, item in model.model_fields.items():
        yield Setting(
            f"{prefix}{name.upper()}", _written(item.default), item.description or ""
        )


def attributes(docstring: str) -> dict[str, str]:
    """Read ``name: meaning`` under ``Attributes:``."""
    return {n: plain(meaning) for n, meaning in _ATTRIBUTE.findall(docstring)}


def _written(default: object) -> str:
    """Return a default as it would stand in the environment."""
    if default is None:
        return ""
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, datetime):
        return default.isoformat()
    if isinstance(default, tuple):
        clients = [_client(asdict(client)) for client in default]
        return json.dumps(clients, ensure_ascii=False)
    return default.as_posix() if isinstance(default, Path) else str(default)


def _client(client: dict[str, object]) -> dict[str, object]:
    kept = {name: value for name, value in client.items() if value is not None}
    return {**kept, "client_name": str(client["client_name"])}


def _table(settings: list[Setting]) -> str:
    rows = [(code(s.name), _shown(s.default), _sentence(s.meaning)) for s in settings]
    return table(("Variable", "Default", "Meaning"), rows)


def _shown(default: str) -> str:
    if not default:
        return "(empty)"
    return "(see below)" if default.startswith("[") else code(default)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quoted(default: str) -> str:
    return f"'{default}'" if re.search(r"[\s\"#$]", default) else default
