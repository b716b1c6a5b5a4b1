"""Frames as they are written for browsers, read again by servers that do their own framing."""

import pytest

from codesala.wire.frames import Kind, SyncType, decode, from_wire, sync_frame, to_wire
from codesala.wire.varint import var_bytes


def test_joined_frames_of_every_length_are_taken_apart_again() -> None:
    messages = [bytes(length) for length in (0, 1, 125, 126, 65_535, 65_536, 70_000)]
    assert list(from_wire(b"".join(map(to_wire, messages)))) == messages


@pytest.mark.parametrize("size", [0, 120, 125, 127, 65_529, 65_530, 65_535, 65_536, 2**20])
def test_a_sync_message_of_any_size_is_one_frame(size: int) -> None:
    body = bytes(size)
    assert sync_frame(SyncType.STEP2, body) == to_wire(b"\x00\x01" + var_bytes(body))


@pytest.mark.parametrize("length", [0, 1, 127, 128, 129, 16_384])
def test_an_update_is_decoded_alike_by_the_short_way_and_the_long_one(length: int) -> None:
    body = bytes(range(256)) * 64 + b"x"
    assert decode(b"\x00\x02" + var_bytes(body[:length])) == (Kind.UPDATE, body[:length])
