"""Whether a connection that waited in the pool is still one: asked of PostgreSQL only when it waited for long.

SQLAlchemy's own question (`pool_pre_ping`) is three round trips before each statement, which took longer than most do.
"""

import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine

FRESH_S = 5.0
"""Of a connection that was used so lately it is enough to know that nothing has closed it."""


def ask_first(engine: AsyncEngine) -> None:
    """Before a connection leaves the pool; those that a server which is gone has left behind are made anew."""

    @event.listens_for(engine.sync_engine, "checkin")
    def used(_connection: Any, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def ask(connection: Any, record: Any, _fairy: Any) -> None:
        if connection.driver_connection.is_closed():
            raise InvalidatePoolError
        used_at = record.info.get("used_at")
        if used_at is None or time.monotonic() - used_at < FRESH_S:
            return
        try:
            connection.ping()
        except (engine.dialect.loaded_dbapi.Error, TimeoutError, OSError) as error:
            raise InvalidatePoolError from error
