"""The ``lienthong`` command."""

import json
import os
import sys
import threading
import webbrowser
from pathlib import Path
from typing import NoReturn

import click
from pydantic import ValidationError

from forms.errors import FormsError
from portal.clock import AutopilotMode
from portal.errors import PortalError
from portal.settings import Settings

DEMO_PORT = 8390


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Liên Thông: linked public services on synthetic data."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option("--port", default=DEMO_PORT, show_default=True, help="First port tried.")
@click.option("--folder", default="var", show_default=True, help="Where data is kept.")
@click.option(
    "--autopilot",
    type=click.Choice(["off", "fast", "human"]),
    default="off",
    show_default=True,
    help="Officers who answer by rule, when the world is first made.",
)
@click.option("--fresh", is_flag=True, help="Throw the folder's data away first.")
@click.option("--browser/--no-browser", default=True, help="Open the lobby.")
def demo(
    *,
    host: str,
    port: int,
    folder: str,
    autopilot: AutopilotMode,
    fresh: bool,
    browser: bool,
) -> None:
    """Start portal, e-ID, register and worker on one port."""
    from portal import demo as hosting
    from portal.check import folder_problem
    from portal.opening_words import opening_words
    from portal.serving import first_free

    place = Path(folder)
    if problem := folder_problem(place):
        _stop(problem)
    try:
        free = first_free(host, port)
    except OSError:
        _stop(f"Các cổng từ {port} đến {port + 49} đều bận. Chọn cổng khác: --port.")
    if free != port:
        click.echo(f"Cổng {port} đang bận, dùng {free}.")
    if fresh:
        hosting.clear(place)
    ready = hosting.demo_settings(place, host=host, port=free, autopilot=autopilot)
    click.echo(opening_words(ready.settings, hosting.cast()))
    if browser and (os.environ.get("DISPLAY") or sys.platform in {"win32", "darwin"}):
        threading.Timer(2, webbrowser.open, [ready.url]).start()
    hosting.run(ready)


@main.command()
@click.option("--host", default=None, help="Address; PORTAL_HOST otherwise.")
@click.option("--port", type=int, default=None, help="Port; PORTAL_PORT otherwise.")
def serve(host: str | None, port: int | None) -> None:
    """Start the portal alone; settings come from PORTAL_*."""
    from portal.app import create_app
    from portal.serving import is_free
    from portal.serving import serve as serve_wsgi

    settings = _settings()
    host, port = host or settings.host, port or settings.port
    if not is_free(host, port):
        _stop(f"Cổng {port} đang bận. Chọn cổng khác: lienthong serve --port …")
    _prepare(settings)
    click.echo(f"Cổng đang chạy: {settings.base_url}", err=True)
    serve_wsgi(create_app(settings), host=host, port=port)


@main.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Create or upgrade all tables, and open the world `public`."""
    _prepare(_settings())


@main.command()
@click.option("--while-stdin", is_flag=True, help="End when standard input closes.")
def worker(*, while_stdin: bool) -> None:
    """Carry deliveries and results; run as many as wanted on PostgreSQL."""
    from portal.worker import run_worker

    settings = _settings()
    if while_stdin:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    else:  # a demo has prepared the database before it starts its worker
        _prepare(settings)
    run_worker(settings)


def _end_with_stdin() -> None:
    sys.stdin.buffer.read()
    os._exit(0)  # the starter is gone; durable work goes on at the next start


@main.command()
@click.argument("procedure", default="birth")
@click.option(
    "--url",
    default=f"http://127.0.0.1:{DEMO_PORT}",
    show_default=True,
    help="Address of the running portal.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def rehearse(procedure: str, url: str, *, as_json: bool) -> None:
    """Play citizen and officers through the pages of a running portal."""
    from portal.rehearse import rehearse as play

    raise SystemExit(play(url, procedure, as_json=as_json))


@main.command()
@click.argument("procedure", default="birth")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--person", default="dao", show_default=True, help="Who of the cast.")
@click.option("--url", help="Address of a running demo.")
def coverage(procedure: str, *, as_json: bool, person: str, url: str | None) -> None:
    """Count how many fields of an eForm the registers fill."""
    from portal.coverage import measure

    try:
        numbers = measure(_settings(), procedure, person, demo=url)
    except (FormsError, PortalError) as error:
        _stop(f"Không đo được: {error}")
    if as_json:
        click.echo(json.dumps(numbers, ensure_ascii=False))
        return
    for name, number in numbers.items():
        click.echo(f"{name:<16} {number}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(*, as_json: bool) -> None:
    """Explain what is wrong with this machine and how to mend it."""
    from portal.check import findings

    found = findings()
    if as_json:
        click.echo(json.dumps([vars(f) for f in found], ensure_ascii=False))
    else:
        for finding in found:
            mark = "✓" if finding.ok else "✗"
            click.echo(f"{mark} {finding.what}: {finding.state}")
            if not finding.ok:
                click.echo(f"    → {finding.remedy}")
    raise SystemExit(0 if all(f.ok or f.optional for f in found) else 1)


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"{'_'.join(['PORTAL', *map(str, e['loc'])]).upper()}: {e['msg']}"
            for e in error.errors()
        )
        _stop(f"Thiết đặt chưa đúng. {wrong}. Xem docs/reference/settings.md.")


def _prepare(settings: Settings) -> None:
    from portal.app import prepare

    _make_folder_of(settings.database_url)
    prepare(settings)


def _make_folder_of(database_url: str) -> None:
    if database_url.startswith("sqlite:///"):
        file = Path(database_url.removeprefix("sqlite:///"))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _stop(f"Không ghi được vào {file.parent}: {error.strerror}.")


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(2)
