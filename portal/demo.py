"""All three services behind one address, with a worker process beside them.

The only file that imports the mocks: here they share a process and a port with the
portal, and still talk to it over HTTP alone.
"""

import os
import secrets
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import WSGIApplication

from werkzeug.middleware.dispatcher import DispatcherMiddleware

import mock_idp
import mock_population_db
from portal.app import create_app, prepare
from portal.clock import AutopilotMode
from portal.serving import serve
from portal.settings import Settings

KEPT = ("portal.sqlite", "population.sqlite", "idp-keys.json", "secret")
FIRST_TO_TRY = ("dao", "khoi", "ha", "vy")
DEMO_THREADS = 16  # one sign-in passes through three services of this one process


@dataclass(frozen=True)
class Demo:
    """What is needed to run the demo."""

    settings: Settings
    folder: Path

    @property
    def url(self) -> str:
        """Address of the lobby."""
        return f"{self.settings.base_url}/demo"


def demo_settings(
    folder: Path, *, host: str, port: int, autopilot: AutopilotMode
) -> Demo:
    """Return settings for one address; makes the folder and its secret at need."""
    folder.mkdir(parents=True, exist_ok=True)
    base = f"http://{host}:{port}"
    settings = Settings(
        database_url=os.environ.get(
            "PORTAL_DATABASE_URL", f"sqlite:///{(folder / 'portal.sqlite').resolve()}"
        ),
        host=host,
        port=port,
        base_url=base,
        secret_key=_secret(folder / "secret"),
        oidc_issuer=f"{base}/idp",
        population_url=f"{base}/population",
        demo=True,
        autopilot=autopilot,
    )
    return Demo(settings, folder)


def _secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32), encoding="ascii")
    return file.read_text(encoding="ascii")


def run(demo: Demo) -> None:
    """Prepare the database, start the worker, and serve until stopped."""
    prepare(demo.settings)
    worker = Worker(demo.settings)
    worker.start()  # first: it loads its libraries while this process does
    app = one_address(demo)
    try:
        serve(
            app,
            host=demo.settings.host,
            port=demo.settings.port,
            threads=DEMO_THREADS,
        )
    finally:
        worker.stop()


def one_address(demo: Demo) -> WSGIApplication:
    """Return the portal with the e-ID at /idp and the register at /population."""
    settings, folder = demo.settings, demo.folder
    base = settings.base_url
    idp = mock_idp.create_app(
        mock_idp.Settings(
            issuer=settings.oidc_issuer,
            population_url=settings.population_url,
            population_key=settings.population_key,
            world_starts_at=settings.world_starts_at,
            keys_file=folder / "idp-keys.json",
            clients=(_client(base, settings),),
        )
    )
    register = mock_population_db.create_app(
        mock_population_db.Settings(
            database_url=f"sqlite:///{(folder / 'population.sqlite').resolve()}",
            api_key=settings.population_key,
            world_starts_at=settings.world_starts_at,
            host=settings.host,
        )
    )
    return DispatcherMiddleware(
        create_app(settings), {"/idp": idp, "/population": register}
    )


def _client(base: str, settings: Settings) -> mock_idp.Client:
    return mock_idp.Client(
        client_id=settings.oidc_client_id,
        client_name="Cổng dịch vụ công liên thông (giả lập)",
        client_secret=settings.oidc_client_secret,
        redirect_uris=(f"{base}/auth/callback",),
        post_logout_redirect_uris=(f"{base}/",),
    )


def cast() -> list[tuple[str, str, str]]:
    """Return name, personal number and a word about the people to begin with."""
    population = mock_population_db.cast()
    names = {p.personal_id: p.full_name for p in population.people}
    by_slug = {a.cast: a for a in population.accounts}
    return [
        (
            names[by_slug[slug].personal_id],
            by_slug[slug].personal_id,
            by_slug[slug].title or "ca chuẩn, nộp hồ sơ",
        )
        for slug in FIRST_TO_TRY
    ]


def clear(folder: Path) -> None:
    """Throw away what the demo keeps in a folder, and nothing else."""
    for name in KEPT:
        for file in folder.glob(f"{name}*"):
            file.unlink()


class Worker:
    """The worker as a child process that is started again when it dies.

    The child reads its standard input: when this process ends, however hard, the
    pipe closes and the child ends too.
    """

    def __init__(self, settings: Settings) -> None:
        self._environment = {**os.environ, **environment(settings)}
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the child and the thread that watches it."""
        threading.Thread(target=self._keep_running, daemon=True).start()

    def stop(self) -> None:
        """End the child by closing its input."""
        self._stopping.set()
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
            self._child.wait(timeout=20)

    def _keep_running(self) -> None:
        while not self._stopping.is_set():
            self._child = subprocess.Popen(
                [sys.executable, "-m", "portal", "worker", "--while-stdin"],
                stdin=subprocess.PIPE,
                env=self._environment,
            )
            self._child.wait()
            self._stopping.wait(1)


def environment(settings: Settings) -> dict[str, str]:
    """Return settings as the environment of another process."""
    prefix = settings.model_config["env_prefix"]
    return {
        f"{prefix}{name}".upper(): _as_text(value)
        for name, value in settings.model_dump().items()
    }


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
