"""A connection of its own that appends to the log in PostgreSQL: one statement, one round trip, one transaction.

Through the pool, and with a message for each row, an append took twice the CPU time here and a third more there.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from codesala.db.models import now
from codesala.records import Batch

CLOSE_PATIENCE_S = 2.0

# One statement whatever the number of batches, so asyncpg prepares it once (if the URL lets it keep statements).
SQL = """
INSERT INTO log_batches (session_id, writer, number, created_at, entry_count, data)
SELECT session_id, writer, number, $1, entry_count, data
FROM unnest($2::text[], $3::text[], $4::bigint[], $5::int[], $6::bytea[])
    AS batch (session_id, writer, number, entry_count, data)
ON CONFLICT DO NOTHING
"""


class PostgresWriter:
    """Connects with the first append. After a failure it connects anew."""

    def __init__(self, engine: AsyncEngine, timeout_s: float) -> None:
        self._engine = engine
        self._timeout_s = timeout_s
        self._connection: Any = None
        self._turn = asyncio.Lock()  # a connection carries one statement at a time

    async def append(self, batches: Sequence[Batch]) -> None:
        """All batches in one transaction; on return they are on disk. Raises what the driver raises. When cancelled,
        they may still be written."""
        async with self._turn:
            connection = self._connection
            if connection is None or connection.is_closed():
                connection = self._connection = await self._connect()
            try:
                await connection.execute(
                    SQL,
                    now(),
                    [batch.session_id for batch in batches],
                    [batch.writer for batch in batches],
                    [batch.number for batch in batches],
                    [batch.entry_count for batch in batches],
                    [batch.data for batch in batches],
                    timeout=self._timeout_s,
                )
            except BaseException:
                connection.terminate()  # whatever state it is in, it is not to be met again
                raise

    async def close(self) -> None:
        """Wait for the append that goes on, and say goodbye to the server."""
        async with self._turn:
            connection, self._connection = self._connection, None
            if connection is not None and not connection.is_closed():
                try:
                    await connection.close(timeout=CLOSE_PATIENCE_S)
                except (OSError, TimeoutError):
                    connection.terminate()

    async def _connect(self) -> Any:
        """One of the pool's, which knows from the URL how to connect; the pool opens another in its place."""
        async with asyncio.timeout(self._timeout_s):
            pooled = await (await self._engine.connect()).get_raw_connection()
        connection = pooled.driver_connection
        pooled.detach()
        return connection
