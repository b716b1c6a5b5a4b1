"""Database URLs as hosts and humans write them → what SQLAlchemy and the drivers understand."""

import ssl
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from codesala.db.connection import Connection

SQLITE_SCHEMES = frozenset({"sqlite", "sqlite+aiosqlite"})
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql", "postgresql+asyncpg"})

# What asyncpg.connect takes by name, with its type. Any other parameter of the URL is a setting of the server, as in
# asyncpg's own URLs: https://magicstack.github.io/asyncpg/current/api/index.html#connection
ASYNCPG_NUMBERS: dict[str, type[int] | type[float]] = {
    "timeout": float,
    "command_timeout": float,
    "statement_cache_size": int,
    "max_cached_statement_lifetime": int,
    "max_cacheable_statement_size": int,
    "prepared_statement_cache_size": int,  # SQLAlchemy's own cache
}
ASYNCPG_TEXTS = frozenset({"ssl", "passfile", "target_session_attrs", "krbsrvname", "gsslib"})
LIBPQ_ONLY = frozenset({"channel_binding", "gssencmode", "sslcompression", "keepalives"})
CERTIFICATE_FILES = frozenset({"sslrootcert", "sslcert", "sslkey"})


def normalise(url: str) -> URL:
    """`sqlite:///file.db` → sqlite+aiosqlite; `postgres://…?sslmode=require` → postgresql+asyncpg with `ssl`.

    Other parameters are kept. Raises ValueError, which never repeats the URL, since that may hold a password.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("DATABASE_URL cannot be read: write postgresql://user:password@host/name") from None
    if parsed.drivername in SQLITE_SCHEMES:
        if parsed.database in (None, "", ":memory:"):
            raise ValueError("DATABASE_URL names no file: write sqlite:///path/to/file.db")
        return parsed.set(drivername="sqlite+aiosqlite")
    if parsed.drivername in POSTGRES_SCHEMES:
        query = dict(parsed.query)
        if "sslmode" in query:
            query["ssl"] = query.pop("sslmode")
        return parsed.set(drivername="postgresql+asyncpg", query=query)
    raise ValueError(
        f"DATABASE_URL begins with {parsed.drivername}://, which Codesala does not know: "
        "write postgresql://user:password@host/name or sqlite:///path/to/file.db"
    )


def connect_arguments(url: URL, timeout_s: float) -> tuple[URL, dict[str, Any]]:
    """A normalised PostgreSQL URL without its parameters, and these as arguments of asyncpg.connect.

    `timeout_s` bounds connecting and each statement unless the URL says otherwise. Raises ValueError for a number
    that is none.
    """
    arguments: dict[str, Any] = {"timeout": timeout_s, "command_timeout": timeout_s}
    server: dict[str, str] = {"application_name": "codesala"}
    files: dict[str, str] = {}
    for given, values in url.normalized_query.items():
        name = "timeout" if given == "connect_timeout" else given
        value = values[-1]
        if name in ASYNCPG_NUMBERS:
            try:
                arguments[name] = ASYNCPG_NUMBERS[name](value)
            except ValueError:
                raise ValueError(f"DATABASE_URL: {name} must be a number") from None
        elif name in ASYNCPG_TEXTS:
            arguments[name] = value
        elif name in CERTIFICATE_FILES:
            files[name] = value
        elif name not in LIBPQ_ONLY and name not in ("host", "port"):
            server[name] = value
    if files:
        arguments["ssl"] = _ssl_context(str(arguments.get("ssl", "require")), files)
    kept = {name: url.query[name] for name in ("host", "port") if name in url.query}
    return url.set(query=kept), arguments | {"server_settings": server, "connection_class": Connection}


def sqlite_file(url: str) -> Path | None:
    """The file behind a SQLite URL, None for PostgreSQL. Raises ValueError like `normalise`."""
    target = normalise(url)
    return Path(target.database) if target.get_backend_name() == "sqlite" and target.database else None


def _ssl_context(mode: str, files: dict[str, str]) -> ssl.SSLContext:
    """What libpq's sslmode means when certificate files are given (PostgreSQL manual, "SSL Support")."""
    context = ssl.create_default_context(cafile=files.get("sslrootcert"))
    context.check_hostname = mode == "verify-full"
    if "sslrootcert" not in files and not mode.startswith("verify"):
        context.verify_mode = ssl.CERT_NONE
    if "sslcert" in files:
        context.load_cert_chain(files["sslcert"], files.get("sslkey"))
    return context
