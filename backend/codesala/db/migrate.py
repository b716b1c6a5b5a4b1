"""Brings the database to the newest schema. Safe for several nodes that start at once; cheap when nothing is to do."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from codesala.db.database import Database, is_outage
from codesala.db.locks import migrating
from codesala.errors import Unavailable

MIGRATIONS = Path(__file__).parents[2] / "migrations"
LOCK_KEY = 0x636F6465_73616C61  # "codesala"; advisory locks of one database share one space of numbers
LOCK_PATIENCE_S = 120.0
LOCK_POLL_S = 0.1


class NewerSchema(Exception):
    """The database is of a version that this one does not know. The message says what to do."""


async def migrate(database: Database) -> None:
    """Run the migrations that are missing, in one transaction, while no other node does. On return the schema is the
    newest. Raises NewerSchema, and `errors.Unavailable` when the database cannot be reached or another node migrates
    for two minutes."""
    try:
        async with _alone(database) as connection:
            await connection.run_sync(upgrade)
    except Exception as error:
        if is_outage(error):
            raise Unavailable("The database cannot be reached for its migrations.") from error
        raise


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[AsyncConnection]:
    """A transaction during which no other node migrates."""
    url = database.engine.url
    if database.engine.dialect.name == "sqlite" and url.database:
        # Taken before the first connection: processes that switch a new file to WAL at once disturb each other.
        lock = migrating(Path(url.database))
        await asyncio.to_thread(lock.__enter__)
        try:
            async with database.engine.begin() as connection:
                yield connection
        finally:
            lock.__exit__(None, None, None)
    else:
        # A large table may take minutes: what is half done when a limit is reached would never be done.
        async with database.unhurried() as connection, connection.begin():
            if not await connection.run_sync(_is_current):
                await _lock(connection)
            yield connection


async def _lock(connection: AsyncConnection) -> None:
    # Polled, because it must not wait for ever: a waiting pg_advisory_lock knows no time limit here.
    async with asyncio.timeout(LOCK_PATIENCE_S):
        while not await connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK_KEY}):  # noqa: ASYNC110
            await asyncio.sleep(LOCK_POLL_S)


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, in this transaction, where nobody else migrates. Raises NewerSchema."""
    revision = _revision(connection)
    if revision == newest():
        return
    if revision is not None:
        check_revision(revision, "The database")
    # Imported only when there is something to do: alembic takes longer to import than a start is worth.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check_revision(revision: str, whose: str) -> None:
    """Raises NewerSchema for a migration that is none of ours. `whose` begins the sentence."""
    if revision not in revisions():
        raise NewerSchema(
            f"{whose} is of migration {revision}, and this version knows those up to {newest()}: "
            "use the version that made it, or a newer one (docs/operations.md)."
        )


def _is_current(connection: Connection) -> bool:
    return _revision(connection) == newest()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def revisions() -> Collection[str]:
    """All that this version knows: files are named by them, `0001_….py`."""
    return {path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def newest() -> str:
    return max(revisions())
