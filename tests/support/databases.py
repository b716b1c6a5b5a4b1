"""Migrated databases, a fresh one a test: copies of a template that is migrated once a run."""

import asyncio
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.command import forked
from tests.support.postgres import create_database, drop_database


async def migrate(database_url: str) -> None:
    """`codesala migrate`, as an operator runs it."""
    done = await asyncio.to_thread(forked, "migrate", DATABASE_URL=database_url)
    assert done.returncode == 0, f"codesala migrate failed on {database_url}:\n{done.stdout}\n{done.stderr[-4000:]}"


class PostgresTemplate:
    """Databases on one server; the template is made when the first copy is wanted."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._template: str | None = None
        self._lock = asyncio.Lock()

    async def copy(self) -> str:
        """The URL of a new, migrated, empty database: about 50 ms."""
        async with self._lock:
            if self._template is None:
                url = await create_database(self._server_url)
                await migrate(url)
                self._template = urlsplit(url).path.lstrip("/")
            return await create_database(self._server_url, self._template)

    async def empty(self) -> str:
        """The URL of a new database without any table."""
        return await create_database(self._server_url)

    async def drop(self, url: str) -> None:
        await drop_database(url)


class SqliteTemplate:
    """SQLite files; the template is made when the first copy is wanted."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "template.db"
        self._lock = asyncio.Lock()

    async def copy(self, folder: Path) -> str:
        async with self._lock:
            if not self._file.exists():
                await migrate(f"sqlite:///{self._file}")
        folder.mkdir(parents=True, exist_ok=True)
        for part in self._file.parent.glob(f"{self._file.name}*"):
            if part.suffix != ".lock":
                shutil.copy(part, folder / part.name.replace("template", "codesala"))
        return f"sqlite:///{folder / 'codesala.db'}"
