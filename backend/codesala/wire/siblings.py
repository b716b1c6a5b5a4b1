"""The rooms of the same session on other nodes: what they say to each other through the broker.

A payload is the sender's room id (8 bytes), a kind and a body. Payloads may be lost, so every HELLO, UPDATE and ANSWER
tells which update was made last; who finds that it missed one asks. What comes with each keystroke and commit
(UPDATE, AWARENESS, DURABLE) is published for the nodes of those who are known, the rest for all. Kinds and bodies:

HELLO     last position, node: I am here; sent now and then, and at once to a newcomer
UPDATE    previous and own position, time, what was typed, author, update (UPDATE_HEAD)
AWARENESS an awareness update
ASK       room id or zeros for everybody, state vector: what do I lack?
ANSWER    id of the room that asked, last published position, position, update; then the sender's AWARENESS and PEOPLE
QUESTION  id of the room that is asked, client id: what has your person with this id written? (words.py)
WORD      id of the room that asked, client id, update: what that person has answered
DIGEST    how many clients have written, the sum of their clocks, CRC-32 of the texts: is yours so, too? (comparing.py)
DURABLE   position: every change of mine up to here is on disk
PEOPLE    JSON: who is on my node, who waits there, and when they were last heard of
EVENT     JSON: an event, which I record
CHANGED   JSON: events that are in the log; the session's row has changed: read it again
DELETED   the session is gone
REWRITTEN its log is not what it was: forget what was read from it
BYE       this room closes
"""

import struct
from enum import IntEnum

EVERYBODY = bytes(8)
ID_BYTES = 8
BODY_AT = ID_BYTES + 1

UPDATE_HEAD = struct.Struct(">IIQQIBB")
"""Previous and own position, milliseconds since 1970; client, clock and number of ASCII characters of an update that
went on with what its client had written last, or a number of 0 for any other; length of the author."""


class PayloadKind(IntEnum):
    HELLO = 0
    AWARENESS = 2
    ASK = 3
    DURABLE = 5
    PEOPLE = 6
    EVENT = 7
    CHANGED = 8
    DELETED = 9
    BYE = 10
    REWRITTEN = 11
    UPDATE = 12
    ANSWER = 13
    QUESTION = 14
    WORD = 15
    DIGEST = 16


def channel_of(session_id: str) -> str:
    """Where the rooms of a session hear of each other."""
    return f"room:{session_id}"


def encode(sender: bytes, kind: PayloadKind, body: bytes = b"") -> bytes:
    return sender + bytes((kind,)) + body
