"""Reports of hidden tests: kept as the host's page sends them, for hosts. What everybody may know is in the log."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Conflict
from codesala.sessions.service import lock_session, read_session
from codesala.testreports import rows

Outcome = Literal["passed", "failed", "error", "timeout", "limit", "skipped"]
Suite = Literal["hidden", "all"]
Kind = Literal["io", "call"]

MAX_REPORTS = 500
MAX_CASES = 200
MAX_NAME_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class CaseReport:
    """`kind` is that of the case; None where nobody said it, as in reports of before it was kept."""

    name: str
    outcome: Outcome
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`run` is that of the log; `participant` is the host who ran the tests, None where no browser's key was sent."""

    run: str
    at: datetime
    participant: str | None
    question: int
    suite: Suite
    cases: Sequence[CaseReport]


async def keep_report(
    db: AsyncSession,
    session_id: str,
    run: str,
    participant: str | None,
    *,
    question: int,
    suite: Suite,
    cases: Sequence[CaseReport],
) -> Report:
    """In place of an earlier one of this run. Raises `errors.NotFound`, `errors.Conflict` where there are too many."""
    await lock_session(db, session_id)
    if await rows.count_reports(db, session_id, besides=run) >= MAX_REPORTS:
        raise Conflict(f"A session keeps the reports of {MAX_REPORTS} runs of tests.")
    report = Report(run, datetime.now(UTC), participant, question, suite, cases)
    written = json.dumps([asdict(case) for case in cases], ensure_ascii=False)
    await rows.write_report(db, {"session_id": session_id, **asdict(report), "cases": written})
    return report


async def read_reports(db: AsyncSession, session_id: str) -> list[Report]:
    """Raises `errors.NotFound`."""
    await read_session(db, session_id)
    return await list_reports(db, session_id)


async def list_reports(db: AsyncSession, session_id: str) -> list[Report]:
    """The same of a session that there is."""
    return [_report(row) for row in await rows.list_reports(db, session_id)]


def report_as_json(report: Report) -> dict[str, Any]:
    return {**asdict(report), "at": report.at.isoformat()}


def _report(row: rows.TestReport) -> Report:
    cases = [CaseReport(**case) for case in json.loads(row.cases)]
    suite: Suite = "all" if row.suite == "all" else "hidden"
    return Report(row.run, row.at, row.participant, row.question, suite, cases)
