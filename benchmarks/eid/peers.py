"""How each server is started, and by which addresses a code flow runs through it."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CALLBACK = "http://127.0.0.1:9/callback"
CLIENT, SECRET = "bench", "bench-secret"
OURS = "mock-idp"


@dataclass(frozen=True)
class Peer:
    """One server.

    Attributes:
        command: how it is started, without a shell.
        discovery, authorize, token: paths; empty where it has no such endpoint.
        hint: further authorization parameters that make it sign in by itself.
    """

    name: str
    command: tuple[str, ...]
    discovery: str = "/.well-known/openid-configuration"
    authorize: str = "/authorize"
    token: str = "/token"  # noqa: S105 - a path
    hint: tuple[tuple[str, str], ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


def ours(port: int) -> Peer:
    """Return our own server, everything on: journal, RS256, headless sign-in."""
    clients = (
        f'[{{"client_id":"{CLIENT}","client_secret":"{SECRET}",'
        f'"redirect_uris":["{CALLBACK}"],"profile":"oidc"}}]'
    )
    return Peer(
        OURS,
        (sys.executable, "-m", "mock_idp", "serve", f"--port={port}"),
        hint=(("login_hint", "vneid:dao_level2"),),
        environment={"MOCK_IDP_CLIENTS": clients, "MOCK_IDP_HEADLESS": "yes"},
    )


def theirs(port: int, folder: Path) -> list[Peer]:
    """Return the peers that npm has put into ``folder``."""
    modules = folder / "node_modules"
    script = Path(__file__).with_name("oidc-provider.mjs")
    return [
        Peer(
            "oauth2-mock-server",
            (
                "node",
                str(modules / "oauth2-mock-server/dist/oauth2-mock-server.mjs"),
                *("-a", "127.0.0.1", "-p", str(port)),
            ),
        ),
        Peer(
            "oidc-provider",
            ("node", str(script), str(port), str(folder)),
            authorize="/auth",
        ),
        Peer(
            "mockpass",
            ("node", str(modules / "@opengovsg/mockpass/index.js")),
            discovery="/singpass/v2/.well-known/openid-configuration",
            authorize="",
            token="",
            environment={"MOCKPASS_PORT": str(port), "SHOW_LOGIN_PAGE": "false"},
        ),
    ]


def on_the_jvm(port: int, classpath: Path) -> Peer:
    """Return navikt's server, with a class path that Maven has written."""
    main = "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt"
    return Peer(
        "mock-oauth2-server (JVM)",
        ("java", "-cp", classpath.read_text(encoding="utf-8").strip(), main),
        discovery="/default/.well-known/openid-configuration",
        authorize="/default/authorize",
        token="/default/token",  # noqa: S106 - a path
        environment={
            "SERVER_PORT": str(port),
            "JSON_CONFIG": '{"interactiveLogin": false}',
        },
    )


def environment(peer: Peer) -> dict[str, str]:
    """Return the environment a server runs in."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **peer.environment, "PYTHONPATH": str(ROOT)}
