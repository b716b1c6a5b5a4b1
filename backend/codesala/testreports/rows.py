"""Queries on reports of tests. Each takes the open transaction first, flushes and never commits."""

from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import TestReport

__all__ = ["TestReport", "count_reports", "list_reports", "write_report"]


async def list_reports(db: AsyncSession, session_id: str) -> list[TestReport]:
    """Of a session, the first first."""
    statement = select(TestReport).where(TestReport.session_id == session_id).order_by(TestReport.at, TestReport.run)
    return list((await db.execute(statement)).scalars())


async def count_reports(db: AsyncSession, session_id: str, *, besides: str) -> int:
    statement = (
        select(func.count())
        .select_from(TestReport)
        .where(TestReport.session_id == session_id, TestReport.run != besides)
    )
    return (await db.execute(statement)).scalar_one()


async def write_report(db: AsyncSession, row: dict[str, Any]) -> None:
    """In place of the one of the same run, if there is one. The session's row is to be locked."""
    same = (TestReport.session_id == row["session_id"], TestReport.run == row["run"])
    await db.execute(delete(TestReport).where(*same).execution_options(synchronize_session=False))
    await db.execute(insert(TestReport).values(row))
