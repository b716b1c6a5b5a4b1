"""What a member makes the server do is priced or bounded, and others are not refused for it."""

from tests.support.rooms import a_room, come_in
from tests.support.yjs import step1, step2, typed, update, update_frame, varint


def state_vector(clients: int) -> bytes:
    return varint(clients) + b"".join(varint(2**30 + client) + varint(1) for client in range(clients))


def test_a_state_vector_of_far_more_clients_than_are_known_closes_its_sender() -> None:
    room = a_room()
    honest, line = come_in(room)
    room.receive(honest, step1(state_vector(1_000)))
    assert line.close_code is None
    observer, line = come_in(room, "observer")
    room.receive(observer, step1(state_vector(100_000)))
    assert line.close_code == 4400


def test_what_takes_the_server_time_is_paid_by_its_sender_whatever_it_is() -> None:
    room = a_room()
    peer, line = come_in(room)
    room.receive(peer, update_frame(typed(1, 0, "x" * 20_001)))
    cheap = line.charged_bytes
    room.receive(peer, update_frame(update(deletes=[(1, [(at, 1) for at in range(0, 20_000, 2)])])))
    deleted = line.charged_bytes
    assert deleted > cheap
    room.receive(peer, step2(update(deletes=[(1, [(at, 1) for at in range(0, 20_000, 2)])])))
    assert line.charged_bytes > deleted
    assert line.close_code is None
