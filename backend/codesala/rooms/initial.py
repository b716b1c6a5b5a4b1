"""The first batch of a session's log: its initial code."""

from pycrdt import Doc, Text

from codesala.entries import INITIAL_WRITER, NOBODY, Entry, EntryKind, milliseconds_now, pack
from codesala.records import Batch


def initial_batch(session_id: str, text: str) -> Batch:
    """The first batch of a session: its initial code as one update, so that it exists exactly once, written in the
    transaction that creates the session, never by a client or a room."""
    document: Doc[Text] = Doc()
    code = document.get("code", type=Text)
    if text:
        code += text
    entry = Entry(EntryKind.UPDATE, milliseconds_now(), NOBODY, document.get_update())
    return Batch(session_id, INITIAL_WRITER, 1, 1, pack([entry]))
