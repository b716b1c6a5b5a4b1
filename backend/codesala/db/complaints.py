"""What went wrong and was done another way: said in the log, but not each time."""

import logging
import time

logger = logging.getLogger(__name__)

SAY_AGAIN_S = 60.0


class Complaints:
    """Of one database. The way that all traffic takes may fail for good while the slow one still works: then whoever
    runs the service should hear of it, and not a thousand times a second."""

    def __init__(self) -> None:
        self._said_at: dict[tuple[str, type[BaseException]], float] = {}

    def say(self, what: str, error: BaseException) -> None:
        kind, now = (what, type(error)), time.monotonic()
        if now - self._said_at.get(kind, -SAY_AGAIN_S) >= SAY_AGAIN_S:
            self._said_at[kind] = now
            logger.warning("%s: %.200r", what, error)
