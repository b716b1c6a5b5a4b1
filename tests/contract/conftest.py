"""What the tests of one file share: a database, and one app that serves them all."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import fresh_database
from tests.support.databases import SqliteTemplate
from tests.support.rest import Rest, serving


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
async def shared_database_url(
    database_kind: str, request: pytest.FixtureRequest, shared_folder: Path
) -> AsyncIterator[str]:
    """As `database_url`, for all tests of a file: count on nobody else's sessions.

    Whoever counts rows of the whole database, breaks it or wants other settings of the app takes `database_url`."""
    async with fresh_database(database_kind, request, shared_folder) as url:
        yield url


@pytest.fixture(scope="module")
async def shared_sqlite_url(sqlite_template: SqliteTemplate, shared_folder: Path) -> str:
    """The same where no other database is asked."""
    return await sqlite_template.copy(shared_folder / "sqlite")


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    """An app as it comes, for all tests of a file. Where it takes other settings, a file has its own."""
    async with serving(shared_database_url, shared_folder) as rest:
        yield rest
