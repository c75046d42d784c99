"""``create_app``: the only place that wires the portal."""

from datetime import timedelta
from pathlib import Path

from flask import Flask, Response

from forms.i18n import register_translations
from portal import agency, auth, citizen, health, lobby, verify
from portal.auth import oidc
from portal.auth.staff import load_staff
from portal.clients.population import PopulationClient
from portal.clock import ensure_world
from portal.db import make_engine, make_sessions
from portal.schema import upgrade
from portal.settings import Settings
from portal.web import csrf, pages, problems, session
from portal.web.services import EXTENSION, Services
from portal.work.queue import DurableQueue, Queue

MAX_BODY_BYTES = 12 * 1024 * 1024
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; "
    "form-action 'self' {issuer}; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
    "X-Synthetic": "true",
}


def create_app(settings: Settings | None = None, queue: Queue | None = None) -> Flask:
    """Build the portal.

    Args:
        settings: values to use instead of the environment's.
        queue: where work is enqueued; the durable queue unless a test passes one.
    """
    settings = settings or Settings()
    register_translations(Path(__file__).parent / "translations")
    app = Flask(__name__, static_folder="web/static", template_folder="web/templates")
    app.url_map.merge_slashes = False  # its redirect would believe the Host header
    app.config.update(_flask_config(settings))
    engine = make_engine(settings.database_url)
    queue = queue or DurableQueue(settings.database_url)
    app.extensions[EXTENSION] = Services(
        settings,
        make_sessions(engine, queue),
        make_sessions(engine, None, read_only=True),
        PopulationClient(settings.population_url, settings.population_key),
    )
    for part in (session, csrf, pages, problems):
        part.install(app)
    oidc.install(app, settings)
    rooms = [citizen, agency, verify, auth, health]
    if settings.demo:
        rooms.append(lobby)
    for room in rooms:
        app.register_blueprint(room.blueprint)
    app.after_request(_security_headers(settings))
    return app


def prepare(settings: Settings) -> None:
    """Bring the tables up to date, open the world `public`, load the demo's staff.

    Repeatable; two processes may do it at once.
    """
    from portal.work.engine import prepare as prepare_work  # noqa: PLC0415 - 1 s

    upgrade(settings.database_url)
    prepare_work(settings.database_url)
    engine = make_engine(settings.database_url)
    with make_sessions(engine, None).begin() as db:
        ensure_world(
            db,
            "public",
            starts_at=settings.world_starts_at,
            autopilot=settings.autopilot,
        )
        load_staff(db)
    engine.dispose()


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "lienthong",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https:"),
        "PERMANENT_SESSION_LIFETIME": timedelta(minutes=settings.session_minutes),
        "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
    }


def _security_headers(settings: Settings):  # type: ignore[no-untyped-def]  # noqa: ANN202
    policy = CONTENT_SECURITY_POLICY.format(issuer=settings.oidc_issuer)

    def add(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return add
