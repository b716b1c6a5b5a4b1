"""What screening has to know of a document that was made anew."""

import logging

from pycrdt import Doc, Text

from codesala.rooms.documents.contents import Contents
from codesala.wire.frames import decode_state_vector
from codesala.wire.screening.refusals import Gap, Rejected
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import TRUSTED, Knowledge
from codesala.wire.screening.whereabouts import Whereabouts

logger = logging.getLogger(__name__)


def knowledge_of(doc: "Doc[Text]") -> Knowledge:
    """Quick for plain text in one file; with several files or emoji about 20 µs for each piece of text (100 ms after
    6,000 edits at different places): then better called in a thread."""
    known = Knowledge(decode_state_vector(doc.get_state()))
    contents = Contents(doc, 0)
    if len(contents.roots) > 1:
        known.texts = Whereabouts(contents.roots)
    elif (main := str(contents.main)).isascii() or max(main) <= "\uffff":
        return known
    try:
        found = screen(doc.get_update(), Knowledge(texts=known.texts), TRUSTED)
    except (Rejected, Gap):  # own state: the room is opened all the same
        logger.exception("a document cannot be read")
        return known
    known.halves = found.halves
    if known.texts is not None:
        known.texts.take(found.begun)
    return known
