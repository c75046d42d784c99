"""``spoil`` and ``restore``: lists with defects, and back."""

import pickle
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mock_population_db.quality.collector import collector_paused
from mock_population_db.quality.commands.words import (
    FILE,
    NEW_FILE,
    MakeNation,
    errors_in_words,
)
from mock_population_db.quality.defects import (
    Change,
    Config,
    Spoiling,
    default_config,
    read_config,
    read_truth,
    restore_blocks,
    spoil_blocks,
    truth_file,
)
from mock_population_db.quality.defects.weights import Group, groups_of
from mock_population_db.quality.rows import Block, read_blocks, write_blocks
from mock_population_db.quality.scopes import NationRegistry, Scope, read_scope

_SEED = 2026


@click.command("spoil")
@click.option(
    "--scope",
    "scope_text",
    required=True,
    help="commune:<5 digits>, province:<2 digits> or sample:<people>.",
)
@click.option("--config", "config_path", type=FILE, help="Rates, as TOML.")
@click.option("--out", type=NEW_FILE, required=True, help="The list, as CSV.")
@click.option("--truth", type=NEW_FILE, required=True, help="What was changed.")
@click.option("--clean", type=NEW_FILE, help="Write the clean list too.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=_SEED,
    show_default=True,
    help="The same seed gives the same defects.",
)
@click.option("--phones", is_flag=True, help="With phones (slower).")
@click.pass_obj
def spoil(  # noqa: PLR0913 - one argument an option
    make_nation: MakeNation,
    scope_text: str,
    config_path: Path | None,
    *,
    out: Path,
    truth: Path,
    clean: Path | None,
    seed: int,
    phones: bool,
) -> None:
    """Write a list of people with defects, and the truth beside it."""
    with errors_in_words(), collector_paused():
        config = read_config(config_path) if config_path else default_config()
        scope = read_scope(scope_text, make_nation(), phones=phones)
        if clean:
            write_blocks(clean, scope.blocks())
        progress = Spoiling()
        with _spoilt(scope, config, seed, progress) as spoilt:
            _write_both(out, truth, spoilt)
    _tell_rates(config, progress)


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--truth", type=FILE, required=True, help="What was changed.")
@click.option("--out", type=NEW_FILE, required=True, help="The clean list.")
def restore(file: Path, truth: Path, out: Path) -> None:
    """Undo all defects of a list by its truth file."""
    with errors_in_words(), collector_paused():
        clean = restore_blocks(read_blocks(file), read_truth(truth))
        count = write_blocks(out, clean)
    click.echo(f"{count} rows")


@contextmanager
def _spoilt(
    scope: Scope, config: Config, seed: int, progress: Spoiling
) -> Iterator[Iterator[tuple[Block, list[Change]]]]:
    registry = NationRegistry(scope.nation)
    with _counted(scope.blocks(), config) as (blocks, shares):
        yield spoil_blocks(
            blocks, config, seed, shares=shares, registry=registry, progress=progress
        )


def _write_both(
    out: Path, truth: Path, spoilt: Iterator[tuple[Block, list[Change]]]
) -> None:
    """Write list and truth at once, block by block."""
    with truth_file(truth) as write:

        def lists() -> Iterator[Block]:
            for block, changes in spoilt:
                write(changes)
                yield block

        write_blocks(out, lists())


@contextmanager
def _counted(
    blocks: Iterator[Block], config: Config
) -> Iterator[tuple[Iterator[Block], Counter[Group]]]:
    """Give the blocks and, if rates are correlated, their counts beforehand."""
    shares: Counter[Group] = Counter()
    if not config.is_correlated:
        yield blocks, shares
        return
    with tempfile.TemporaryFile() as file:
        for block in blocks:
            shares.update(groups_of(block))
            pickle.dump(block, file)
        file.seek(0)
        yield _held(file), shares


def _held(file: object) -> Iterator[Block]:
    while True:
        try:
            # our own temporary file, which nobody else can open
            yield pickle.load(file)  # type: ignore[arg-type]  # noqa: S301
        except EOFError:
            return


def _tell_rates(config: Config, progress: Spoiling) -> None:
    click.echo(f"{progress.rows} rows")
    for kind, rate in config.rates.items():
        if rate:
            made = progress.made[kind]
            measured = progress.rate(kind)
            click.echo(f"{kind:<24}{rate:>10.4%}{measured:>10.4%}{made:>10}")
