"""Settings of the register, read once from ``POPULATION_*``."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Settings(BaseSettings):
    """What an operator may change; every default fits the demo and is harmless."""

    model_config = SettingsConfigDict(env_prefix="POPULATION_", frozen=True)

    database_url: str = Field(
        default="sqlite:///var/population.db",
        description=(
            "Where the register keeps its people: sqlite:///path or "
            "postgresql+psycopg://user:password@host/name."
        ),
    )
    sqlite_synchronous: Literal["NORMAL", "FULL"] = Field(
        default="NORMAL",
        description=(
            "SQLite only. NORMAL survives a killed process; FULL also survives a "
            "power cut, and is slower."
        ),
    )
    seed: str = Field(
        default="lien-thong-2026",
        min_length=1,
        max_length=100,
        description="The same seed and size give the same people, byte for byte.",
    )
    size: int = Field(
        default=2000,
        ge=0,
        le=50_000,
        description="How many generated people live beside the cast.",
    )
    api_key: str = Field(
        default="demo-register-key",
        min_length=1,
        description="Bearer key that callers of /v1 must show.",
    )
    admin_key: str = Field(
        default="demo-admin-key",
        min_length=1,
        description="Bearer key that callers of /admin must show.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8392, ge=0, le=65535, description="Port to listen on.")
    threads: int = Field(
        default=8, ge=1, le=64, description="Requests answered at the same time."
    )
    world_starts_at: AwareDatetime = Field(
        default=datetime(2026, 3, 10, 8, 30, tzinfo=VIETNAM),
        description="What a world's clock shows when the world is first opened.",
    )
    body_limit: int = Field(
        default=64 * 1024,
        ge=1024,
        description="Largest request body in bytes; larger ones are answered 413.",
    )
