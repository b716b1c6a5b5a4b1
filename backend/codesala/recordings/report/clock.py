"""Times of a report, on the clocks of whoever reads it."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

MINUTE_MS = 60_000


class Clock:
    """`offset_minutes` is how far the reader's clocks are ahead of UTC. Times are milliseconds since 1970."""

    def __init__(self, offset_minutes: int, words: Mapping[str, Any]) -> None:
        self._zone = timezone(timedelta(minutes=offset_minutes))
        self._words = words
        sign, minutes = "-" if offset_minutes < 0 else "+", abs(offset_minutes)
        self.zone = (
            "UTC" if not minutes else f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
        )

    def time(self, at_ms: int) -> str:
        return f"{self._at(at_ms):%H:%M:%S}"

    def span(self, begun_ms: int, ended_ms: int, *, is_over: bool) -> str:
        """Such as: 26 November 2026, 11:20 – 12:05 (UTC+1) · 45 min."""
        begun, ended = self._at(begun_ms), self._at(ended_ms)
        until = f"{ended:%H:%M}" if begun.date() == ended.date() else f"{self._day(ended)}, {ended:%H:%M}"
        minutes = self._words["minutes"].format(max(1, round((ended_ms - begun_ms) / MINUTE_MS)))
        duration = minutes if is_over else self._words["goes_on"]
        return f"{self._day(begun)}, {begun:%H:%M} – {until} ({self.zone}) · {duration}"

    def _at(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, self._zone)

    def _day(self, moment: datetime) -> str:
        month = self._words["months"][moment.month - 1]
        return str(self._words["date"].format(day=moment.day, month=month, year=moment.year))
