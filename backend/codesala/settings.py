"""All settings, read once from the environment and frozen. Units are in the names. docs/settings.md describes each."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
WILDCARD_HOSTS = frozenset({"0.0.0.0", "::", ""})

ORIGIN = re.compile(r"https?://[^/?#\s*]+")
MIN_ADMIN_TOKEN_CHARS = 20

KIB = 1024
MIB = 1024 * KIB


class Settings(BaseSettings):
    """The environment variable of a setting is its name in capitals. Wrong values raise a ValidationError at start."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    # Where it listens and how it is reached
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    public_url: str = Field("", validation_alias=AliasChoices("public_url", "render_external_url"))
    workers: int = Field(1, ge=1, le=64)
    forwarded_allow_ips: str = "127.0.0.1"
    trusted_hops: int = Field(1, ge=1, le=10)
    client_address_header: str = Field("", pattern=r"^[A-Za-z0-9-]{0,64}$")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()

    # Where it keeps things
    data_dir: Path = Path("data")
    database_url: str = ""
    database_pool_size: int = Field(10, ge=1, le=100)
    database_timeout_s: float = Field(10.0, gt=0, le=60)
    redis_url: str = ""
    max_retention_days: int = Field(0, ge=0, le=3650)
    unentered_days: int = Field(30, ge=0, le=3650)
    frontend_dir: Path = Path(__file__).parents[2] / "frontend" / "dist"

    # Who operates it
    operator_name: str = Field("", max_length=100)
    operator_url: str = Field("", pattern=r"^((https?://|mailto:)\S+)?$")
    source_url: str = Field("", pattern=r"^(https?://\S+)?$")
    admin_token: SecretStr = SecretStr("")
    metrics_for: Literal["operator", "everybody"] = "operator"
    libraries: Literal["anyone", "operator"] = "anyone"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    # Limits a client meets
    limits: Literal["on", "off"] = "on"
    create_rate: str = "30/minute"
    create_bytes_a_day: int = Field(200 * MIB, ge=KIB)
    write_bytes_a_day: int = Field(8192 * MIB, ge=KIB)
    min_free_disk_share: float = Field(0.02, ge=0, le=1)
    change_rate: str = "120/minute"
    link_failure_rate: str = "30/minute"
    request_share: float = Field(0.125, gt=0)
    max_body_bytes: int = Field(2 * MIB, ge=KIB)
    max_import_bytes: int = Field(16 * MIB, ge=KIB)
    max_code_bytes: int = Field(1 * MIB, ge=1)
    max_frame_bytes: int = Field(4 * MIB, ge=KIB, le=64 * MIB)
    max_document_bytes: int = Field(2 * MIB, ge=KIB)
    max_files: int = Field(40, ge=0, le=200)
    max_log_bytes: int = Field(256 * MIB, ge=MIB)
    max_update_structs: int = Field(20_000, ge=100)
    max_awareness_bytes: int = Field(4 * KIB, ge=64)
    max_room_peers: int = Field(500, ge=1)
    max_address_room_peers: int = Field(50, ge=1)
    max_address_peers: int = Field(200, ge=1)
    peer_messages_per_s: int = Field(1_000, ge=1)
    peer_bytes_per_s: int = Field(2 * MIB, ge=KIB)
    outbox_bytes: int = Field(4 * MIB, ge=64 * KIB)
    outbox_stall_s: float = Field(10.0, gt=0)

    # Programs that run on the server: where the runner is, and what it allows
    runner_socket: Path | None = None
    runner_max_runs: int = Field(4, ge=1, le=256)
    runner_queue_s: float = Field(10.0, ge=0, le=120)
    runner_time_s: float = Field(120.0, gt=0, le=3600)
    runner_idle_s: float = Field(20.0, gt=0, le=3600)
    runner_cpu_s: float = Field(10.0, gt=0, le=600)
    runner_memory_mib: int = Field(512, ge=128, le=16_384)
    runner_output_bytes: int = Field(2_000_000, ge=KIB, le=16 * MIB)
    runner_processes: int = Field(256, ge=32, le=4096)

    # Rhythm of the server
    flush_interval_s: float = Field(0.05, ge=0, le=5)
    checkpoint_entries: int = Field(2_000, ge=10)
    room_idle_s: float = Field(30.0, ge=0)
    ping_interval_s: float = Field(20.0, gt=0)
    ping_timeout_s: float = Field(12.0, gt=0)
    presence_interval_s: float = Field(2.0, gt=0, le=5)
    idle_end_s: float = Field(3600.0, ge=1)
    job_interval_s: float = Field(5.0, gt=0, le=600)
    shutdown_s: float = Field(8.0, gt=0, le=60)
    hang_s: float = Field(60.0, ge=0, le=3600)

    @field_validator("cors_origins", mode="before")
    @classmethod
    def split_origins(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("cors_origins")
    @classmethod
    def check_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(ORIGIN.fullmatch(origin) for origin in value):
            raise ValueError(
                "name each site by its origin, like https://jobs.example. Neither * nor null: any page of any site "
                "could then use whatever tokens it gets hold of"
            )
        return value

    @field_validator("admin_token")
    @classmethod
    def check_admin_token(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < MIN_ADMIN_TOKEN_CHARS:
            raise ValueError(
                f"it opens every session, so it has at least {MIN_ADMIN_TOKEN_CHARS} characters, and none that "
                "somebody thought of: openssl rand -hex 24"
            )
        return value

    @field_validator("forwarded_allow_ips")
    @classmethod
    def check_proxies(cls, value: str) -> str:
        for name in value.split(","):
            try:
                ip_network(name.strip() if name.strip() not in ("", "*") else "0.0.0.0", strict=False)
            except ValueError as error:
                raise ValueError(
                    "name the proxies by address or network, separated by commas, like 172.18.0.1,10.0.0.0/8, or set *"
                ) from error
        return value

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.limits == "off" and self.host not in LOOPBACK_HOSTS:
            raise ValueError(
                f"LIMITS=off is only for load tests on this machine, but HOST is {self.host}: "
                "set HOST=127.0.0.1 or leave LIMITS on"
            )
        if self.workers > 1 and not self.redis_url:
            raise ValueError(
                f"WORKERS={self.workers} needs REDIS_URL, because workers meet in Redis: "
                "set REDIS_URL=redis://… or WORKERS=1"
            )
        return self

    @property
    def database(self) -> str:
        """The database's URL as given, or the SQLite file under `data_dir`."""
        return self.database_url or f"sqlite:///{self.data_dir / 'codesala.db'}"

    @property
    def base_url(self) -> str:
        """Where people reach this server, without a final slash; share links begin with it."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "127.0.0.1" if self.host in WILDCARD_HOSTS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"
