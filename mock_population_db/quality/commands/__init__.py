"""Commands for lists: ``spoil``, ``restore``, ``verify``; the program mounts them."""

import copy

import click

from mock_population_db.quality.commands.making import restore, spoil
from mock_population_db.quality.commands.verifying import verify
from mock_population_db.quality.commands.words import MakeNation

__all__ = ["quality_commands"]


def quality_commands(make_nation: MakeNation) -> list[click.Command]:
    """Return the commands.

    Args:
        make_nation: makes the nation of the settings; called when it is needed.
    """
    commands = [copy.copy(command) for command in (spoil, restore, verify)]
    for command in commands:
        command.context_settings = {**command.context_settings, "obj": make_nation}
    return commands
