"""asyncpg's connection, in which nothing waits for an answer for ever."""

import asyncio

import asyncpg


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """What is prepared and no longer wanted is closed on the server before the next statement goes on; asyncpg (0.32)
    waits there without a limit, so that a line that loses answers held its writer for good."""

    async def _cleanup_stmts(self) -> None:
        try:
            async with asyncio.timeout(self._config.command_timeout):
                await super()._cleanup_stmts()
        except TimeoutError:
            self.terminate()
            raise
