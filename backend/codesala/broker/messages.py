"""What nodes publish, byte by byte. Pure functions.

A message on a subscriber's channel holds payloads, each with its length before it (4 bytes). What only some nodes need
goes to a channel of theirs, their inbox: there a message holds what is for all subscribers at once, for each the length
of its channel's name (1 byte), the name, the length of what follows (4 bytes), and payloads as above.
"""

from collections.abc import Collection, Iterator, Mapping

from codesala.broker.resp_line import command

PREFIX = "codesala:"
LENGTH_BYTES = 4

Queued = tuple[str, bytes, Collection[bytes]]
"""Channel, payload, and the nodes that need it, or none when all do."""


def name_of(channel: str) -> bytes:
    """A subscriber's channel, as Redis knows it."""
    return (PREFIX + channel).encode()


def inbox_of(node: bytes) -> bytes:
    """A node's own channel."""
    return name_of(f"inbox:{node.hex()}")


def publishing(queue: Collection[Queued]) -> bytes:
    """The commands that say all of this. For each subscriber on each node the order stays as it is."""
    commands: list[bytes] = []
    direct: dict[tuple[Collection[bytes], str], list[bytes]] = {}
    for channel, payload, nodes in queue:
        if nodes:
            direct.setdefault((nodes, channel), []).append(payload)
            continue
        commands += _to_inboxes(direct)
        direct.clear()
        commands.append(command("PUBLISH", name_of(channel), _length(payload) + payload))
    commands += _to_inboxes(direct)
    return b"".join(commands)


def _to_inboxes(direct: Mapping[tuple[Collection[bytes], str], list[bytes]]) -> list[bytes]:
    messages: dict[bytes, list[bytes]] = {}
    for (nodes, channel), payloads in direct.items():
        name = name_of(channel)
        body = b"".join([_length(payload) + payload for payload in payloads])
        part = bytes((len(name),)) + name + _length(body) + body
        for node in nodes:
            messages.setdefault(node, []).append(part)
    return [command("PUBLISH", inbox_of(node), b"".join(parts)) for node, parts in messages.items()]


def _length(data: bytes) -> bytes:
    return len(data).to_bytes(LENGTH_BYTES, "big")


def parts(message: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Channel and payloads of each subscriber for whom something is in a message of an inbox."""
    at = 0
    while at < len(message):
        name_at = at + 1
        size_at = name_at + message[at]
        start = size_at + LENGTH_BYTES
        at = start + int.from_bytes(message[size_at:start], "big")
        yield message[name_at:size_at], payloads_in(message[start:at])


def payloads_in(message: bytes) -> list[bytes]:
    """Of one subscriber's channel."""
    found = []
    at = 0
    while at < len(message):
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(message[at:start], "big")
        found.append(message[start:at])
    return found
