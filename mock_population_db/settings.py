"""Settings of the register, read once from ``POPULATION_*``."""

from datetime import datetime
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from mock_population_db.access.callers import EVERYTHING, Caller

LOOPBACK = frozenset({"localhost", "::1"})
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
        default=100_000_000,
        ge=1000,
        le=100_000_000,
        description=(
            "How many people live in the nation; the cast comes on top. They are "
            "computed when asked for, so that the size costs neither time nor disk."
        ),
    )
    commune: str = Field(
        default="00070",
        description=(
            "The commune that pages and commands show when none is named; the default "
            "is the ward where the cast lives."
        ),
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
    callers: tuple[Caller, ...] = Field(
        default=(),
        description=(
            "More callers as JSON: name, key, purposes, per_minute, per_day. The "
            "caller demo has api_key and may use every purpose."
        ),
    )
    quota_per_minute: int = Field(
        default=0,
        ge=0,
        description="Records the caller demo may ask for each minute; 0 has no limit.",
    )
    quota_per_day: int = Field(
        default=0,
        ge=0,
        description="Records the caller demo may ask for each day; 0 has no limit.",
    )
    facade_signed: bool = Field(
        default=False,
        description=(
            "Demand the headers of the data exchange platform (Timestamp, signed "
            "Authorization, X-Road-Client) from callers of /facade."
        ),
    )
    facade_unique_requests: bool = Field(
        default=True,
        description="Refuse a MaYeuCau that the same caller has used before.",
    )
    facade_soap11_faults: Literal["plain", "ws-i"] = Field(
        default="plain",
        description=(
            "Status of a SOAP 1.1 fault: plain says what is wrong (400, 403, 429, "
            "503); ws-i is always 500, as WS-I Basic Profile R1126 wants it."
        ),
    )
    ethnic_numbering: Literal["1979", "census"] = Field(
        default="1979",
        description=(
            "Numbering of DanToc in /facade: the legal list of 1979, or the census's; "
            "which one the real service uses is not known."
        ),
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8392, ge=0, le=65535, description="Port to listen on.")
    threads: int = Field(
        default=8, ge=1, le=64, description="Requests answered at the same time."
    )
    open_pages: bool | None = Field(
        default=None,
        description=(
            "Show people on pages to everybody, without a key. When absent, only a "
            "register that listens on the loopback address does."
        ),
    )
    uploads_folder: Path | None = Field(
        default=None,
        description=(
            "Where lists sent to the page lie for a day; beside the database when "
            "absent."
        ),
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

    @property
    def shows_people(self) -> bool:
        """Whether pages show people to everybody."""
        if self.open_pages is not None:
            return self.open_pages
        return self.host in LOOPBACK or self.host.startswith("127.")

    @model_validator(mode="after")
    def _callers_are_told_apart(self) -> Self:
        everybody = self.everybody()
        for facts in ({one.name for one in everybody}, {one.key for one in everybody}):
            if len(facts) != len(everybody):
                raise ValueError("two callers have one name or one key")
        return self

    def everybody(self) -> tuple[Caller, ...]:
        """Return all callers, the caller ``demo`` first."""
        demo = Caller(
            name="demo",
            key=self.api_key,
            purposes=(EVERYTHING,),
            per_minute=self.quota_per_minute,
            per_day=self.quota_per_day,
        )
        return (demo, *self.callers)
