"""Updates in any order made one document, in which nothing waits: for logs whose rows are out of order, or have gaps.

The engine puts aside what comes before its predecessors. It does not always take that up again when they come, and what
it still keeps aside goes along, unseen, into every copy of the document. So it is given only what it can integrate.
"""

from collections.abc import Sequence

from pycrdt import Doc, Text

from codesala.rooms.documents.engine import apply_all, new_doc
from codesala.wire.frames import decode_state_vector
from codesala.wire.screening.refusals import Gap, Rejected
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import TRUSTED, Knowledge
from codesala.wire.updates import Section, Struct, Update, read_update, write_update
from codesala.wire.varint import Malformed
from codesala.wire.yjs import Id


def integrate(updates: Sequence[bytes]) -> tuple["Doc[Text]", list[bytes]]:
    """A document of all that has its predecessors among these updates, and those that are not all in it. Updates that
    cannot be read are passed over. About 20 µs an update and round; there are as many rounds as rows are late."""
    doc, known = new_doc(), Knowledge()
    left = list(updates)
    while left:
        late = _take_whole(doc, known, left)
        if len(late) < len(left):
            left = late
        elif not _take_parts(doc, known, left):
            break
    return doc, left


def _take_whole(doc: "Doc[Text]", known: Knowledge, updates: Sequence[bytes]) -> list[bytes]:
    """Apply those that need nothing else; returns the others."""
    late = []
    for update in updates:
        try:
            verdict = screen(update, known, TRUSTED)
        except Gap:
            late.append(update)
        except Rejected:
            continue
        else:
            apply_all(doc, [update])
            known.take(verdict)
    return late


def _take_parts(doc: "Doc[Text]", known: Knowledge, updates: Sequence[bytes]) -> bool:
    """Apply what can be integrated of updates that as a whole cannot; whether that was anything new."""
    is_news = False
    for update in updates:
        try:
            read = read_update(update)
        except Malformed:
            continue
        while (part := _part_within(read, known.clocks)) is not None:
            apply_all(doc, [part])
            known.clocks.update(decode_state_vector(doc.get_state()))
            is_news = True
    return is_news


def _part_within(update: Update, clocks: dict[int, int]) -> bytes | None:
    """The first structs of each client as far as what they stand on is known, with what is deleted of what is known;
    None when there is no struct that is new."""
    sections = []
    for section in update.sections:
        taken: list[Struct] = []
        clock = section.clock
        for struct in section.structs:
            reached = max(clocks.get(section.client, 0), clock if taken else 0)
            if clock > reached or not all(_is_known(other, section, clock, clocks) for other in _needs(struct)):
                break
            taken.append(struct)
            clock += struct.length
        if taken and clock > clocks.get(section.client, 0):
            sections.append(Section(section.client, section.clock, taken))
    if not sections:
        return None
    ends = clocks | {section.client: section.end for section in sections}
    deletes = []
    for client, ranges in update.deletes:
        within = [(clock, min(length, ends.get(client, 0) - clock)) for clock, length in ranges]
        within = [(clock, length) for clock, length in within if length > 0]
        if within:
            deletes.append((client, within))
    return write_update(Update(sections, deletes))


def _needs(struct: Struct) -> list[Id]:
    return [other for other in (struct.origin, struct.right_origin) if other is not None]


def _is_known(other: Id, section: Section, clock: int, clocks: dict[int, int]) -> bool:
    client, other_clock = other
    return other_clock < (clock if client == section.client else clocks.get(client, 0))
