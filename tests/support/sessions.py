"""A session in a database, without a server."""

from codesala.db.database import Database
from codesala.records import Batch
from codesala.sessions.service import add_session, draft_session


async def add(database: Database) -> str:
    """The id of a new session."""
    draft = draft_session(title=None, language=None, initial_code="", default_language="python", max_code_bytes=10)
    await add_session(database, draft, Batch(draft.session_id, "initial", 1, 1, b"x"))
    return draft.session_id
