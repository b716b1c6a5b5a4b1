"""Rows that the database refuses to change or delete, as a damaged page or a forgotten lock would."""

from typing import Literal

from sqlalchemy import text

from codesala.db.database import Database


async def refuse(database: Database, action: Literal["DELETE", "UPDATE OF status"], session_id: str) -> None:
    """From now on this session cannot be deleted, or not be ended."""
    when = f"BEFORE {action} ON sessions"
    if database.engine.dialect.name == "sqlite":
        condition = f"WHEN OLD.id = '{session_id}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        statements = [f"CREATE TRIGGER refusal {when} FOR EACH ROW {condition}"]
    else:
        raising = "$$ BEGIN RAISE EXCEPTION 'refused'; END $$"
        statements = [
            f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS {raising}",
            f"CREATE TRIGGER refusal {when} FOR EACH ROW WHEN (OLD.id = '{session_id}') EXECUTE FUNCTION refuse()",
        ]
    async with database.transaction() as db:
        for statement in statements:
            await db.execute(text(statement))
