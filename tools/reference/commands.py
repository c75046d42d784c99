"""Every command with its options, from the programs themselves."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

import mock_idp.cli
import mock_population_db.cli
import portal.cli
from tools.reference.markdown import code, plain, table

LAUNCHER = Path(__file__).resolve().parents[2] / "run.py"


@dataclass(frozen=True)
class Option:
    """One option or argument of a command."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Command:
    """One command as it is typed, for example ``lienthong db upgrade``."""

    name: str
    meaning: str
    options: tuple[Option, ...]


def of_lienthong() -> list[Command]:
    """Return the portal's commands."""
    return list(_of_click(portal.cli.main, "lienthong"))


def of_register() -> list[Command]:
    """Return the register's commands."""
    return list(_of_click(mock_population_db.cli.main, "mock-population-db"))


def of_e_id() -> list[Command]:
    """Return the e-ID's commands."""
    parser = mock_idp.cli._parser()  # noqa: SLF001 - argparse offers no other way
    return list(_of_argparse(parser, "mock-idp"))


def of_launcher() -> list[str]:
    """Return the words that ``run.py`` understands itself, or passes on."""
    text = LAUNCHER.read_text(encoding="utf-8")
    own = re.findall(r"command (?:in|==) (\{[^}]+\}|\"[^\"]+\")", text)
    words = {word for found in own for word in re.findall(r"\"(\w+)\"", found)}
    return sorted(words)


def lienthong() -> str:
    """Return the portal's commands as Markdown."""
    return _sections(of_lienthong())


def register() -> str:
    """Return the register's commands as Markdown."""
    return _sections(of_register())


def e_id() -> str:
    """Return the e-ID's commands as Markdown."""
    return _sections(of_e_id())


def _sections(commands: list[Command]) -> str:
    return "\n\n".join(_section(command) for command in commands)


def _section(command: Command) -> str:
    text = f"### {code(command.name)}\n\n{command.meaning}"
    if not command.options:
        return text
    rows = [(code(o.name), o.default, o.meaning) for o in command.options]
    return f"{text}\n\n{table(('Option', 'Default', 'Meaning'), rows)}"


def _of_click(command: click.Command, name: str) -> Iterator[Command]:
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from _of_click(inner, f"{name} {word}")
        return
    meaning = plain((command.help or "").strip())
    yield Command(name, meaning, tuple(_click_option(p) for p in command.params))


def _click_option(parameter: click.Parameter) -> Option:
    default = _default(parameter)
    if isinstance(parameter, click.Option):
        name = "/".join((*parameter.opts, *parameter.secondary_opts))
        meaning = parameter.help or ""
        if isinstance(parameter.type, click.Choice):
            meaning += " One of " + ", ".join(map(code, parameter.type.choices)) + "."
        return Option(name, default, meaning)
    return Option((parameter.name or "").upper(), default, "")


def _default(parameter: click.Parameter) -> str:
    default = parameter.to_info_dict()["default"]
    if isinstance(default, bool):
        return _flag(parameter, default=default)
    return "" if default is None else code(default)


def _flag(parameter: click.Parameter, *, default: bool) -> str:
    if parameter.secondary_opts:
        names = parameter.opts if default else parameter.secondary_opts
        return code(names[0])
    return code("on") if default else ""


def _of_argparse(parser: argparse.ArgumentParser, name: str) -> Iterator[Command]:
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            helps = {a.dest: a.help or "" for a in action._choices_actions}  # noqa: SLF001
            for word, inner in action.choices.items():
                yield Command(
                    f"{name} {word}", _sentence(helps[word]), tuple(_options(inner))
                )


def _options(parser: argparse.ArgumentParser) -> Iterator[Option]:
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way
        if action.dest != "help":
            name = "/".join(action.option_strings) or action.dest.upper()
            yield Option(name, "", _sentence(action.help or ""))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
