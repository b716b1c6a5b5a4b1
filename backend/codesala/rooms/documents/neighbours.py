"""Whether new text is put where an editor can have put it: between two characters that were side by side at that time.

So the left one stands left of the right one, and not left of what the right one was itself written behind: who has a
character has that, too. Beside an honest keystroke, what engines make of other text depends on what came first, and two
texts differ for good. Of text that keeps this rule they make the same (tests/faults/test_forged_places.py).

What is known of where text was put answers nearly always (origins.py). Else only the engine knows where characters
stand: about 0.1 ms in 3,000 pieces of text, and 10 ms where it takes a copy (pycrdt 0.14).
"""

import random
from collections.abc import Mapping, Sequence

from pycrdt import Doc, StickyIndex, Text, Transaction

from codesala.rooms.documents.engine import copy_of
from codesala.rooms.documents.origins import Origins
from codesala.wire.frames import encode_state_vector
from codesala.wire.screening.verdicts import Place, Verdict
from codesala.wire.updates import Update, read_update, write_update
from codesala.wire.varint import read_varint, varint
from codesala.wire.yjs import DELETED, HAS_ORIGIN, STRING, Id

MAX_CHECKED = 64
"""Places of one update. More are a long absence that comes home, or a copy of the whole text."""

# How Yjs writes the beginning of a character, and its end.
_CHARACTER = b"\x00"
_BEGIN = b"\x00"
_END = b"\x41"


def can_stand(doc: "Doc[Text]", clocks: Mapping[int, int], origins: Origins, update: bytes, verdict: Verdict) -> bool:
    """Whether what a screened update brings is put where an editor can have put it. `clocks` is the state vector of
    `doc`, which holds all that the update builds on, and `origins` what is known of it."""
    if verdict.is_nested:
        doc, clocks = copy_of(doc), {**clocks, **verdict.ends}
        doc.apply_update(update)
    answer = _are_possible(doc, clocks, verdict.places)
    if answer is None and not verdict.is_nested and origins.read(doc) and origins.allow(verdict):
        return True
    if answer is None:
        shown = _with_nothing_deleted(doc, update)
        answer = _are_possible(shown, {**clocks, **verdict.ends}, verdict.places)
    return answer is True


def _are_possible(doc: "Doc[Text]", clocks: Mapping[int, int], places: Sequence[Place]) -> bool | None:
    """None: that depends on the order of deleted characters that stand side by side, which the engine does not tell."""
    if len(places) > MAX_CHECKED:
        places = random.sample(places, MAX_CHECKED)
    try:
        answers = [_is_possible(doc, clocks, left, right) for left, right in places]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # PanicException: it stands at what is no text
        return False
    return False if False in answers else None if None in answers else True


def _with_nothing_deleted(doc: "Doc[Text]", update: bytes) -> "Doc[Text]":
    """The same characters in the same order, of which none is deleted, and the update among them."""
    copy = copy_of(doc)
    copy.apply_update(update)
    whole = read_update(copy.get_update())
    for section in whole.sections:
        for struct in section.structs:
            if struct.content == DELETED:
                struct.content, struct.text = STRING, b"x" * struct.length
    shown = Doc[Text]()
    shown.apply_update(write_update(Update(whole.sections, [])))
    return shown


def _is_possible(doc: "Doc[Text]", clocks: Mapping[int, int], left: Id | None, right: Id) -> bool | None:
    behind = _origin(doc, clocks, right)
    if behind == left:
        return True
    if left is None:
        return False
    with doc.transaction() as transaction:
        is_ordered = _is_left_of(left, right, transaction)
        if behind is None or is_ordered is False:
            return is_ordered
        is_behind = _is_left_of(behind, left, transaction)
        return is_behind if is_ordered else is_behind and None


def _origin(doc: "Doc[Text]", clocks: Mapping[int, int], character: Id) -> Id | None:
    """What a character was written behind."""
    client, clock = character
    rest = doc.get_update(encode_state_vector({**clocks, client: clock}))
    at = 0
    for _head in ("sections", "structs", "client", "clock"):
        _, at = read_varint(rest, at)
    if not rest[at] & HAS_ORIGIN:
        return None
    other, at = read_varint(rest, at + 1)
    return other, read_varint(rest, at)[0]


def _is_left_of(one: Id, other: Id, transaction: Transaction) -> bool | None:
    end, begin = _offset(one, _END, transaction), _offset(other, _BEGIN, transaction)
    if end != begin:
        return end < begin
    are_deleted = end == _offset(one, _BEGIN, transaction) and begin == _offset(other, _END, transaction)
    return None if are_deleted else True


def _offset(character: Id, side: bytes, transaction: Transaction) -> int:
    """How much text that is not deleted stands before this side of a character."""
    client, clock = character
    return StickyIndex.decode(_CHARACTER + varint(client) + varint(clock) + side).get_index(transaction)
