"""How far a document has come that holds an update of the log."""

from codesala.wire.screening.refusals import Rejected
from codesala.wire.screening.thorough import ONE_STRUCT
from codesala.wire.updates import read_update
from codesala.wire.varint import Malformed, read_varint


def extent(update: bytes) -> dict[int, int]:
    """Client id → the clock that a document has reached when it holds all of a (trusted) update, what it deletes
    included. Raises Rejected."""
    try:
        if update[:2] == ONE_STRUCT and update[-1:] == b"\x00":  # one struct: there or not, as a whole
            client, at = read_varint(update, 2)
            return {client: read_varint(update, at)[0] + 1}
        if update[:2] == b"\x00\x01":
            client, at = read_varint(update, 2)
            if update[at : at + 1] == b"\x01":
                clock, at = read_varint(update, at + 1)
                length, at = read_varint(update, at)
                if at == len(update):  # one range is deleted
                    return {client: clock + length}
        read = read_update(update)
    except Malformed as error:
        raise Rejected(str(error)) from None
    reached = {section.client: section.end for section in read.sections}
    for client, ranges in read.deletes:
        reached[client] = max([reached.get(client, 0), *(clock + length for clock, length in ranges)])
    return reached
