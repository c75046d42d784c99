"""``verify``: compare a list with the register."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from mock_population_db.quality.cleaning.job import Job, Progress, silent
from mock_population_db.quality.cleaning.job import verify as verify_list
from mock_population_db.quality.cleaning.matching.judging import (
    MOST_SEARCHES,
    Judge,
    Judging,
)
from mock_population_db.quality.cleaning.matching.over_http import HttpJudge
from mock_population_db.quality.commands.words import (
    FILE,
    MakeNation,
    errors_in_words,
)
from mock_population_db.quality.sources.nation import NationSource


@click.command("verify")
@click.argument("file", type=FILE)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for matched.csv, rejects.csv and the report.",
)
@click.option("--resume", is_flag=True, help="Go on with an interrupted run.")
@click.option("--truth", type=FILE, help="Truth file: adds precision and recall.")
@click.option("--encoding", help="Of a CSV, when it cannot be told.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column holds what, when it cannot be told.",
)
@click.option("--search-all", is_flag=True, help="Search nationwide without limit.")
@click.option("--url", help="Ask this register's HTTP API instead of the nation.")
@click.option("--key", default="", help="Bearer key for --url.")
@click.option("--requester", default="mock-population-db verify", help="For --url.")
@click.option("--purpose", default="data_cleaning", help="For --url.")
@click.option("--world", default="public", help="For --url.")
@click.pass_obj
def verify(  # noqa: PLR0913 - one argument an option
    make_nation: MakeNation,
    file: Path,
    out: Path,
    truth: Path | None,
    encoding: str | None,
    columns: tuple[str, ...],
    *,
    resume: bool,
    search_all: bool,
    url: str | None,
    key: str,
    requester: str,
    purpose: str,
    world: str,
) -> None:
    """Compare a CSV or Parquet list with the register."""
    with errors_in_words():
        job = Job(file, out, encoding, _assigned(columns), truth)
        judge: Judging
        if url:
            headers = {"X-Requester": requester, "X-Purpose": purpose}
            judge = HttpJudge(url, key, {**headers, "X-World": world})
        else:
            most = None if search_all else MOST_SEARCHES
            judge = Judge(NationSource(make_nation()), most)
        with _bar() as progress:
            outcome = verify_list(job, judge, resume=resume, progress=progress)
    _tell(outcome.report)


def _tell(report: dict[str, Any]) -> None:
    click.echo(f"{report['lines']} lines: {report['matched']} matched, ", nl=False)
    click.echo(f"{report['rejected']} rejected")
    for one in report["quality"]:
        click.echo(f"{one['name']:<6}{one['percent']:>9.2f} %")
    for one in report["defects"]:
        shares = (one["precision"], one["recall"])
        said = "".join("        –" if s is None else f"{s:>9.2%}" for s in shares)
        click.echo(f"{one['code']:<24}{one['made']:>9}{said}")


def _assigned(columns: tuple[str, ...]) -> dict[str, str]:
    for text in columns:
        if "=" not in text:
            raise click.BadParameter(f"{text!r}: FIELD=COLUMN", param_hint="--column")
    return dict(text.split("=", 1) for text in columns)


@contextmanager
def _bar() -> Iterator[Progress]:
    """Show a bar where somebody can see it."""
    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=1000, file=sys.stderr, show_pos=False) as bar:

        def show(done: int, total: int) -> None:
            bar.update(1000 * done // max(total, 1) - bar.pos)

        yield show
