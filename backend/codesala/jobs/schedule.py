"""When sweeps run on this node: APScheduler looks at the clock, rows say what there is to do (docs/decisions/0011)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import AppError

logger = logging.getLogger(__name__)


class Database(Protocol):
    """What sweeps need of db.database.Database."""

    needs_scrub: bool

    def transaction(self, *, read_only: bool = False) -> AbstractAsyncContextManager[AsyncSession]: ...

    async def scrub(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Sweep:
    """Work that finds in rows what is left to do, so it may run on any node, at any time, again after a crash."""

    name: str
    every_s: float
    run: Callable[[], Awaitable[None]]


class Schedule:
    """The sweeps of one node, the first time at once. A sweep that takes longer than its interval is not overtaken by
    itself. Belongs to the event loop on which it was started."""

    def __init__(self, sweeps: Sequence[Sweep]) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[asyncio.Task[None]] = set()
        self._failing: set[str] = set()
        for sweep in sweeps:
            self._scheduler.add_job(
                self._run,
                IntervalTrigger(seconds=sweep.every_s, timezone=UTC),
                args=[sweep],
                id=sweep.name,
                next_run_time=datetime.now(UTC),
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        self._scheduler.start()

    async def finish(self, within_s: float) -> None:
        """Begin no sweep any more and let those that run finish; those that take longer are broken off.

        Where a database does not answer, its driver takes two seconds for that, which `aclose` waits for."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=within_s)
        for task in self._running:
            task.cancel()

    async def aclose(self) -> None:
        """After `finish`: return when nothing of it runs any more."""
        await asyncio.gather(*self._running, return_exceptions=True)
        self._scheduler.shutdown()

    async def _run(self, sweep: Sweep) -> None:
        """Failures are logged once and tried again at the next run."""
        task = asyncio.ensure_future(sweep.run())
        self._running.add(task)
        try:
            await asyncio.wait([task])
            task.result()
            self._failing.discard(sweep.name)
        except asyncio.CancelledError:
            logger.info("sweep broken off", extra={"sweep": sweep.name})
        except AppError as error:
            if sweep.name not in self._failing:
                logger.warning("sweep failed: %s", error.detail, extra={"sweep": sweep.name})
            self._failing.add(sweep.name)
        except Exception:
            logger.exception("sweep failed", extra={"sweep": sweep.name})
        finally:
            self._running.discard(task)
