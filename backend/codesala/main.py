"""The wiring: the only file that knows all parts. `create_app` makes the app, its lifespan opens and closes them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from codesala import __version__, api, logs
from codesala.api.deps import Parts
from codesala.api.limits import Limits
from codesala.settings import Settings
from codesala.storage.database import open_database
from codesala.storage.log import SqlSessionLog
from codesala.storage.migrate import migrate

logger = logging.getLogger(__name__)


class _NoRooms:
    """Stands in until rooms/hub.py is there."""

    def __init__(self, log: SqlSessionLog) -> None:
        self._log = log

    async def text(self, session_id: str) -> str:
        from codesala.rooms.document import Document
        from codesala.rooms.entries import EntryKind, unpack

        _facts, stored = await self._log.load(session_id)
        del Document, EntryKind, unpack, stored
        return ""

    async def session_changed(self, session_id: str) -> None: ...

    async def session_deleted(self, session_id: str) -> None: ...

    async def ping(self) -> None: ...


def create_app(settings: Settings) -> FastAPI:
    """An app with its own parts, which are opened when it starts and closed when it stops. Raises ValueError for
    settings that cannot work together."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = open_database(settings.database, settings.database_pool_size, settings.database_timeout_s)
        try:
            await migrate(database)
            log = SqlSessionLog(database, settings.database_timeout_s)
            rooms = _NoRooms(log)
            app.state.parts = Parts(
                database=database,
                hub=rooms,
                broker=rooms,
                limits=limits,
                base_url=settings.base_url,
                admin_token=settings.admin_token.get_secret_value(),
                max_code_bytes=settings.max_code_bytes,
            )
            yield
        finally:
            await asyncio.shield(database.aclose())

    app = FastAPI(
        title=api.TITLE,
        description=api.DESCRIPTION,
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    limits = Limits(
        create_rate=settings.create_rate,
        link_failure_rate=settings.link_failure_rate,
        enabled=settings.limits == "on",
    )
    api.install(
        app,
        base_url=settings.base_url,
        cors_origins=settings.cors_origins,
        frontend_dir=settings.frontend_dir,
        max_body_bytes=settings.max_body_bytes,
    )
    return app


def app() -> FastAPI:
    """The app that the environment describes: what uvicorn starts in each worker."""
    settings = Settings()
    logs.configure(settings.log_level, settings.log_format)
    return create_app(settings)
