"""Text that the server lays in: the first batch of a session's log, and what files begin with."""

from pycrdt import Doc, Text

from codesala.clock import milliseconds_now
from codesala.paths import MAIN_ROOT
from codesala.records import Batch
from codesala.wire.entries import INITIAL_WRITER, NOBODY, Entry, EntryKind, pack


def initial_batch(session_id: str, text: str) -> Batch:
    """The first batch of a session: its initial code as one update, so that it exists exactly once, written in the
    transaction that creates the session, never by a client or a room."""
    entry = Entry(EntryKind.UPDATE, milliseconds_now(), NOBODY, update_with(text, MAIN_ROOT))
    return Batch(session_id, INITIAL_WRITER, 1, 1, pack([entry]))


def update_with(text: str, root: str) -> bytes:
    """One update that puts this text into a root, by a client that writes nothing else; empty for a file without."""
    if not text and root != MAIN_ROOT:
        return b""
    document: Doc[Text] = Doc()
    own = document.get(root, type=Text)
    if text:
        own += text
    return document.get_update()
