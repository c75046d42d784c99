"""Every setting of the portal, read once from ``PORTAL_*``."""

from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_SECRET = "demo-secret-not-for-production"  # noqa: S105 - the harmless default
DEMO_INTAKE_KEY = "demo-intake-key"
SECRETS = ("secret_key", "intake_key", "oidc_client_secret", "population_key")


class Settings(BaseSettings):
    """The portal's settings; each default is fit for the demo and harmless in public.

    ``PORTAL_ENV=production`` refuses the demo secrets and an SQLite database.
    """

    model_config = SettingsConfigDict(env_prefix="PORTAL_", frozen=True, extra="ignore")

    env: Literal["demo", "production"] = Field(
        default="demo",
        description="`production` refuses demo secrets and SQLite.",
    )
    database_url: str = Field(
        default=f"sqlite:///{Path('var') / 'portal.sqlite'}",
        description="SQLAlchemy address: `sqlite:///file` or `postgresql+psycopg://…`.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8390, description="Port to listen on.")
    base_url: str = Field(
        default="http://127.0.0.1:8390",
        description="Address of the portal for browsers.",
    )
    internal_url: str = Field(
        default="",
        description="Address of the portal for the worker; empty: `base_url`.",
    )
    secret_key: str = Field(
        default=DEMO_SECRET,
        description="Signs the session cookie.",
        repr=False,
    )
    oidc_issuer: str = Field(
        default="http://127.0.0.1:8391",
        description="Issuer of the identity provider.",
    )
    oidc_metadata_url: str = Field(
        default="",
        description="Discovery document for the portal itself, when the provider has "
        "another address inside the network; empty: below the issuer.",
    )
    oidc_client_id: str = Field(
        default="portal", description="Client id at the provider."
    )
    oidc_client_secret: str = Field(
        default="demo-portal-secret",  # the mock's published client
        description="Client secret at the provider.",
        repr=False,
    )
    oidc_acr_values: str = Field(
        default="urn:example:vneid:muc-2",
        description="Assurance that the portal asks for at sign-in.",
    )
    oidc_person_claim: str = Field(
        default="SoDinhDanh",
        description="Claim that holds the personal number.",
    )
    population_url: str = Field(
        default="http://127.0.0.1:8392",
        description="Address of the population register.",
    )
    population_key: str = Field(
        default="demo-register-key",
        description="Key for the register.",
        repr=False,
    )
    intake_key: str = Field(
        default=DEMO_INTAKE_KEY,
        description="Key with which deliveries enter the agencies' intake.",
        repr=False,
    )
    world_starts_at: datetime = Field(
        default=datetime.fromisoformat("2026-03-10T08:30:00+07:00"),
        description="Date and time at which the world `public` begins.",
    )
    autopilot: Literal["off", "fast", "human"] = Field(
        default="off",
        description="Officers who answer by rule, when the world is first made.",
    )
    demo: bool = Field(
        default=False, description="Adds the demo's lobby and simulated phones."
    )
    worker_slot: str = Field(
        default="",
        description="Name of this worker; stable, unique among running workers; "
        "empty: the machine's name.",
    )
    session_minutes: int = Field(
        default=60,
        description="How long a sign-in lasts without use, in minutes.",
    )

    @model_validator(mode="after")
    def _refuse_demo_values_in_production(self) -> Self:
        if self.env != "production":
            return self
        kept = [name for name in SECRETS if getattr(self, name) == _default(name)]
        if kept:
            names = ", ".join(f"PORTAL_{name}".upper() for name in kept)
            raise ValueError(f"PORTAL_ENV=production needs values of its own: {names}")
        if self.database_url.startswith("sqlite"):
            raise ValueError("PORTAL_ENV=production needs a PostgreSQL database")
        return self

    @property
    def worker_portal_url(self) -> str:
        """Where the worker finds the agencies' intake."""
        return (self.internal_url or self.base_url).rstrip("/")

    @property
    def discovery_url(self) -> str:
        """Where the portal reads the provider's metadata."""
        below_issuer = (
            f"{self.oidc_issuer.rstrip('/')}/.well-known/openid-configuration"
        )
        return self.oidc_metadata_url or below_issuer


def _default(name: str) -> object:
    return Settings.model_fields[name].default
