"""Which rooms are looked at when, because time alone changes them: the restless each second, all others now and then.

*Liveness:* whatever makes a room restless says so (`Outside.attend`); what did not is found at the next look.
"""

import asyncio
import logging
from collections.abc import Callable

from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

SWEEP_EVERY_S = 1.0
CALM_SWEEPS = 15
"""A room in which nothing waits for time to pass is swept only every so many times."""


class Sweeps:
    """Which rooms are restless, and at which look each calm one has its turn."""

    def __init__(self, sweep: Callable[[Room, float], None], now: Callable[[], float]) -> None:
        self._sweep = sweep
        self._now = now
        self._restless: dict[Room, None] = {}
        self._turns: list[dict[Room, None]] = [{} for _ in range(CALM_SWEEPS)]

    def opened(self, room: Room) -> None:
        self._turn_of(room)[room] = None
        self.attend(room)

    def closed(self, room: Room) -> None:
        self._turn_of(room).pop(room, None)
        self._restless.pop(room, None)

    def attend(self, room: Room) -> None:
        """Sweep the room each second until it is calm again."""
        self._restless[room] = None

    async def run(self) -> None:
        """Until cancelled."""
        turn = 0
        while True:
            await asyncio.sleep(SWEEP_EVERY_S)
            turn = (turn + 1) % CALM_SWEEPS
            now = self._now()
            for room in self._turns[turn] | self._restless:
                self._restless.pop(room, None)
                try:
                    self._sweep(room, now)
                except Exception:
                    logger.exception("sweep failed", extra={"session": room.facts.session_id})

    def _turn_of(self, room: Room) -> dict[Room, None]:
        return self._turns[room.id[0] % CALM_SWEEPS]


def is_calm(room: Room) -> bool:
    """People are there, and nothing waits for time to pass: no other node, run, contest, unfinished commit or missing
    row, nobody who has not said who they are, and nobody who lags in reading."""
    return (
        bool(room.peers)
        and not room.siblings.are_known
        and not room.ownership.is_contested
        and room.held.is_empty
        and not room.runs.is_active
        and room.record.ledger.is_settled
        and not room.record.missing.clocks
        and all(peer.introduced and not peer.sink.is_behind for peer in room.peers)
        and not any(peer.sink.is_behind for peer in room.lobby.waiting)
    )
