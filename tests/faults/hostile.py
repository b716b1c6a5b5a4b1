"""What crafted messages and bodies look like that cost a server the most, for as long as somebody sends them."""

import json
import random
from collections.abc import Callable, Iterable, Iterator

from tests.support import yjs
from tests.support.yjs import Section, text, typed, update, update_frame, var_string, varint

Shape = Callable[[random.Random], Iterator[bytes]]
"""The messages of one connection, one after the other."""

FRAMES: list[bytes | str] = [
    "a text frame",
    b"",
    b"\x07\x00",
    b"\x00\x02\x7f\x00",
    b"\xff" * 400_000,
    yjs.step1(varint(2**40) + b"\x01\x01"),
    update_frame(update(Section(7, 0, [yjs.item(yjs.ANY, yjs.any_list(yjs.any_nested(26_250)))]))),
    update_frame(update(Section(7, 0, [yjs.gc(2**32 - 5)]))),
    update_frame(update(Section(7, 0, [text("a")] * 10_000))),
    yjs.awareness_frame(7, 1, "[" * 2_000 + "]" * 2_000),
    yjs.awareness_frame(7, 1, '{"a":"' + "x" * 5_000 + '"}'),
    varint(110) + var_string("{"),
    varint(111) + var_string('{"type":"shutdown"}'),
]


def _again(whole: bytes, times: int = 50) -> Iterator[bytes]:
    """As an update, then as the answer to whoever asks for what it did not take."""
    yield update_frame(whole)
    for _ in range(times):
        yield yjs.step2(whole)


def _behind_each(clients: Iterable[int], base: int, count: int) -> list[Section]:
    return [Section(client, 0, [text("z", origin=(base, at)) for at in range(count)]) for client in clients]


def _ids(chance: random.Random) -> Iterator[int]:
    """Of people who do not exist."""
    while True:
        yield chance.randrange(2**20, 2**31)


def _many_clients(chance: random.Random) -> Iterator[bytes]:
    ids = _ids(chance)
    base = next(ids)
    yield update_frame(typed(base, 0, "y" * 4_000))
    yield from _again(update(*(Section(next(ids), 0, [text("z", origin=(base, at))]) for at in range(4_000))))


def _two_clients(chance: random.Random) -> Iterator[bytes]:
    ids = _ids(chance)
    base = next(ids)
    yield update_frame(typed(base, 0, "y" * 4_000))
    yield from _again(update(*_behind_each([next(ids), next(ids)], base, 4_000)))


def _taking_turns(chance: random.Random) -> Iterator[bytes]:
    """Text of which no two characters are one piece for the engine."""
    ids = _ids(chance)
    one, two = next(ids), next(ids)
    first = [text("a", origin=(two, at - 1)) if at else text("a") for at in range(8_000)]
    yield from _again(update(Section(one, 0, first), *_behind_each([two], one, 8_000)))


def _deletions(chance: random.Random) -> Iterator[bytes]:
    base = next(_ids(chance))
    yield update_frame(typed(base, 0, "y" * 200_000))
    yield from _again(update(deletes=[(base, [(at, 1) for at in range(0, 200_000, 4)])]))


def _known_deletions(chance: random.Random) -> Iterator[bytes]:
    base = next(_ids(chance))
    yield update_frame(typed(base, 0, "y" * 100_000))
    few = update(deletes=[(base, [(at, 1) for at in range(0, 2_000, 2)])])
    for _ in range(500):
        yield yjs.step2(few)


def _emoji(chance: random.Random) -> Iterator[bytes]:
    for client, _ in zip(_ids(chance), range(20), strict=False):
        yield update_frame(typed(client, 0, "😀" * 250_000))


def _circle(chance: random.Random) -> Iterator[bytes]:
    first = next(_ids(chance))
    yield update_frame(
        update(*(Section(first + at, 0, [text("a", origin=(first + (at + 1) % 4_900, 0))]) for at in range(4_900)))
    )


def _nested(chance: random.Random) -> Iterator[bytes]:
    """Text between characters of the same update: only a copy of the document tells whether that can be."""
    for client, _ in zip(_ids(chance), range(500), strict=False):
        inner = text("-", origin=(client, 0), right_origin=(client, 1))
        yield update_frame(update(Section(client, 0, [text("ab"), inner])))


def _state_vectors(chance: random.Random) -> Iterator[bytes]:
    clients = [client for client, _ in zip(_ids(chance), range(3_900), strict=False)]
    for _ in range(200):
        yield yjs.step1(yjs.state_vector(dict.fromkeys(clients, 1)))


def _names(chance: random.Random) -> Iterator[bytes]:
    for _ in range(500):
        yield yjs.hello("the same secret of a browser", f"{chance.random()}")


SHAPES: dict[str, Shape] = {
    "4,000 clients, each behind another character": _many_clients,
    "8,000 pieces of two clients": _two_clients,
    "16,000 pieces of two who take turns": _taking_turns,
    "50,000 deletions in one text": _deletions,
    "1,000 deletions, told 500 times": _known_deletions,
    "250,000 emoji": _emoji,
    "4,900 clients in a circle": _circle,
    "text between characters of its own": _nested,
    "long state vectors": _state_vectors,
    "500 names": _names,
}


def _of_unknown_fields(chance: random.Random) -> bytes:
    return json.dumps({f"k{at}{chance.random()}": 1 for at in range(2_000)}).encode()


def _of_long_lists(_: random.Random) -> bytes:
    return json.dumps({"files": [1] * 500_000}).encode()


def _of_a_megabyte(chance: random.Random) -> bytes:
    return json.dumps({"initial_code": "x" * 1_000_000, "language": chance.choice("abc")}).encode()


def _nested_deep(_: random.Random) -> bytes:
    return b"[" * 30_000 + b"]" * 30_000


def _of_noise(chance: random.Random) -> bytes:
    return chance.randbytes(60_000)


LONG_QUESTION = {
    "title": "Long",
    "slug": "long",
    "statements": {"en": "Read."},
    "tests": {
        "function": {"name": "f", "parameters": [{"name": "given"}]},
        "cases": [
            {"id": str(at), "kind": "call", "input": {"given": [[]] * 900}, "expected": [[]] * 800} for at in range(200)
        ],
    },
}
"""As many values as a question may have."""

BODIES: dict[str, Callable[[random.Random], bytes]] = {
    "bodies of unknown fields": _of_unknown_fields,
    "bodies of long lists": _of_long_lists,
    "bodies of a megabyte": _of_a_megabyte,
    "bodies that are nested deep": _nested_deep,
    "bodies of noise": _of_noise,
}
