"""Backup and restore of a PostgreSQL database, by pg_dump and pg_restore: what they write and read is their own format.

All tables of the schema that Codesala uses are backed up and replaced: it is to be Codesala's alone.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from codesala.db.backup.file import BackupFailed, Holdings, Restored, moment, written_beside
from codesala.db.backup.postgres_programs import environment, major_version, run
from codesala.db.database import is_outage, open_database
from codesala.db.locks import InUse
from codesala.db.migrate import LOCK_KEY, check_revision, upgrade
from codesala.db.urls import normalise
from codesala.errors import Unavailable

# Whose they are and who may use them is the new place's business.
PLAIN = ("--no-owner", "--no-privileges")

TABLES = """
SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""

# Whoever connects by this DATABASE_URL has the name that this connection has.
SERVERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND application_name = current_setting('application_name')
"""


def back_up(url: str, file: Path, *, force: bool, timeout_s: float) -> Holdings:
    """Write a dump of the database, as it is at one moment, to `file`: checked. Servers may go on. Raises
    BackupFailed, `errors.Unavailable`."""
    with written_beside(file, force=force) as dump:
        return asyncio.run(_dump(url, dump, timeout_s))


def restore(url: str, file: Path, *, force: bool, timeout_s: float) -> Restored:
    """Put a dump in the place of the tables, migrated to the newest schema. When that fails the tables are as they
    were. Raises `locks.InUse` while a server is connected, `migrate.NewerSchema`, BackupFailed,
    `errors.Unavailable`."""
    if not file.is_file():
        raise BackupFailed(f"There is no file {file}.")
    return Restored(asyncio.run(_restore(url, file, force, timeout_s)))


async def _dump(url: str, dump: Path, timeout_s: float) -> Holdings:
    async with _connected(url, timeout_s) as connection:
        server = int(await _scalar(connection, "SHOW server_version_num")) // 10_000
        ours = await major_version("pg_dump")
        if ours < server:
            raise BackupFailed(
                f"pg_dump here is of version {ours}, and the server of version {server}: install PostgreSQL's client "
                f"programs of version {server} or newer."
            )
        await connection.commit()
        # What is counted here is what pg_dump sees.
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        snapshot = await _scalar(connection, "SELECT pg_export_snapshot()")
        if await _scalar(connection, "SELECT to_regclass('alembic_version') IS NULL"):
            raise BackupFailed("The database has no tables of Codesala: nothing to back up.")
        schema = await _scalar(connection, "SELECT quote_ident(current_schema())")
        holdings = await _holdings(connection)
        what = (f"--table={schema}.*", f"--snapshot={snapshot}")
        await run("pg_dump", "--format=custom", *PLAIN, *what, f"--file={dump}", settings=environment(normalise(url)))
    await _check(dump)
    return holdings


async def _restore(url: str, file: Path, force: bool, timeout_s: float) -> Holdings:
    await _check(file)
    origin, revision = await _origin_of(file)
    check_revision(revision, "The backup")
    async with _connected(url, timeout_s) as connection:
        # Until the end of the connection: servers that start now wait before they migrate what is not there yet.
        if not await _scalar(connection, f"SELECT pg_try_advisory_lock({LOCK_KEY})"):
            raise InUse("Somebody migrates or restores this database now: try again when that is done.")
        if await _scalar(connection, SERVERS):
            raise InUse("A Codesala is connected to this database: stop every server that uses it.")
        schema = await _scalar(connection, "SELECT quote_ident(current_schema())")
        if schema != origin:
            # pg_restore would fill that one, and leave ours empty.
            raise BackupFailed(
                f"The backup is of the schema {origin}, and DATABASE_URL uses {schema or 'one that does not exist'}: "
                f"restore it with a search_path whose first schema is {origin}, made before."
            )
        tables = await _tables(connection)
        if await _holds_something(connection, tables) and not force:
            raise BackupFailed("The database holds sessions: --force replaces them. Back them up first.")
        aside = f"codesala_before_{moment().lower()}"
        await connection.execute(text(f"CREATE SCHEMA {aside}"))
        await _move(connection, tables, schema, aside)
        await connection.commit()
        try:
            settings = environment(normalise(url))
            name = settings.get("PGDATABASE") or await _scalar(connection, "SELECT current_database()")
            await connection.commit()
            one = ("--single-transaction", "--exit-on-error")
            await run("pg_restore", *one, *PLAIN, f"--dbname={name}", str(file), settings=settings)
            if "alembic_version" not in await _tables(connection) or (await _holdings(connection)).revision != revision:
                raise BackupFailed(f"pg_restore has not brought the tables of {file}.")
            await connection.run_sync(upgrade)
            holdings = await _holdings(connection)
            await connection.commit()
        except BaseException:
            await asyncio.shield(_put_back(connection, tables, schema, aside))
            raise
        await connection.execute(text(f"DROP SCHEMA {aside} CASCADE"))
        await connection.commit()
        return holdings


@asynccontextmanager
async def _connected(url: str, timeout_s: float) -> AsyncIterator[AsyncConnection]:
    """A connection whose statements may take as long as they need. Raises `errors.Unavailable`."""
    database = open_database(url, 1, timeout_s)
    try:
        async with database.unhurried() as connection:
            yield connection
    except Exception as error:
        if is_outage(error):
            raise Unavailable("The database cannot be reached, or broke off.") from error
        raise
    finally:
        await database.aclose()


async def _check(dump: Path) -> None:
    """Raises BackupFailed for what pg_restore cannot read."""
    listed = await run("pg_restore", "--list", str(dump), settings={})
    if " alembic_version " not in listed:
        raise BackupFailed(f"{dump} is no backup of Codesala: it has none of its tables.")


async def _origin_of(dump: Path) -> tuple[str, str]:
    """The schema, quoted, and the migration that its tables are of."""
    data = await run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(dump), settings={})
    found = re.findall(r"^COPY (.+)\.alembic_version .* FROM stdin;\n(\S+)\n", data, re.MULTILINE)
    if len(found) != 1:
        raise BackupFailed(f"{dump} does not say of which schema and migration it is.")
    schema, revision = found[0]
    return schema, revision


async def _tables(connection: AsyncConnection) -> list[str]:
    return list((await connection.execute(text(TABLES))).scalars())


async def _holds_something(connection: AsyncConnection, tables: Sequence[str]) -> bool:
    if "sessions" in tables:
        return bool(await _scalar(connection, "SELECT EXISTS (SELECT 1 FROM sessions)"))
    return bool(tables)


async def _put_back(connection: AsyncConnection, tables: Sequence[str], schema: str, aside: str) -> None:
    await connection.rollback()
    for table in await _tables(connection):
        await connection.execute(text(f"DROP TABLE {table} CASCADE"))
    await _move(connection, tables, aside, schema)
    await connection.execute(text(f"DROP SCHEMA {aside} CASCADE"))
    await connection.commit()


async def _move(connection: AsyncConnection, tables: Sequence[str], source: str, target: str) -> None:
    for table in tables:
        await connection.execute(text(f"ALTER TABLE {source}.{table} SET SCHEMA {target}"))


async def _holdings(connection: AsyncConnection) -> Holdings:
    return Holdings(
        sessions=await _scalar(connection, "SELECT count(*) FROM sessions"),
        log_rows=await _scalar(connection, "SELECT count(*) FROM log_batches"),
        revision=await _scalar(connection, "SELECT version_num FROM alembic_version"),
    )


async def _scalar(connection: AsyncConnection, statement: str) -> Any:
    return (await connection.execute(text(statement))).scalar_one()
