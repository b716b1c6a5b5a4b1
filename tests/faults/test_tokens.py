"""Nobody finds a link by trying: tokens by chance, and those that are nearly right, open nothing."""

import asyncio
from collections import Counter
from random import Random

from tests.conftest import StartNode
from tests.faults.rows import RUNS, Record
from tests.support.cluster import Node
from tests.support.host import Host

TOKENS = 100_000 if RUNS else 2_000
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
AT_ONCE = 200


def tried(chance: Random, right: list[str]) -> list[str]:
    """Half by chance, half beside a right one; never a right one."""
    found: list[str] = []
    while len(found) < TOKENS:
        token = chance.choice(right)
        kind = chance.randrange(8)
        if kind < 4:
            token = "".join(chance.choices(ALPHABET, k=22))
        elif kind < 6:
            at = chance.randrange(22)
            token = token[:at] + chance.choice(ALPHABET) + token[at + 1 :]
        else:
            token = chance.choice(
                [token.swapcase(), token[::-1], token[:-1], token + "A", token + "%3D%3D", f"%20{token}"]
            )
        if token not in right:
            found.append(token)
    return found


async def statuses(node: Node, tokens: list[str]) -> Counter[bytes]:
    """Of all of them, one request behind the other on one connection, answers read as they come."""
    reader, writer = await asyncio.open_connection("127.0.0.1", node.port)
    found: Counter[bytes] = Counter()
    for begin in range(0, len(tokens), AT_ONCE):
        some = tokens[begin : begin + AT_ONCE]
        writer.write(b"".join(f"GET /api/links/{token} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for token in some))
        for _ in some:
            head = await reader.readuntil(b"\r\n\r\n")
            found[head.split(b" ", 2)[1]] += 1
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
    writer.close()
    return found


async def test_no_token_by_chance_and_none_that_is_nearly_right_opens_a_link(
    start_node: StartNode, chance: Random, record_property: Record
) -> None:
    node = await start_node(limits="off")
    hosts = [await Host.create(node) for _ in range(5)]
    right = [token for host in hosts for token in (host.token, host.candidate, host.observer)]
    assert await statuses(node, right) == {b"200": len(right)}, "else this test could not fail"
    assert await statuses(node, tried(chance, right)) == {b"404": TOKENS}
    record_property("tokens", f"{TOKENS} tokens by chance or nearly right: none opened a link")
