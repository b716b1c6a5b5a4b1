"""Who hangs, by beats and by a clock that is told."""

from codesala.heartbeats import Heartbeats

PID = 4711


class Server:
    """Its supervisor looks once a second, and has patience for four."""

    def __init__(self) -> None:
        self.is_stopped = False
        self.beat = memoryview(bytearray(1))
        self.heartbeats = Heartbeats(4.0, lambda _: self.is_stopped)
        self.now = 100.0

    def hangs_within(self, seconds: int, *, is_beating: bool = False) -> bool:
        hung = False
        for _ in range(seconds):
            self.now += 1
            self.beat[0] = is_beating
            hung = hung or self.heartbeats.look({PID: self.beat}, self.now) == [PID]
        return hung


def test_a_worker_hangs_that_has_not_beaten_for_as_long_as_there_is_patience() -> None:
    server = Server()
    assert not server.hangs_within(20, is_beating=True)
    assert not server.hangs_within(3)
    assert not server.hangs_within(1, is_beating=True), "it was only slow"
    assert not server.hangs_within(3)
    assert server.hangs_within(1)


def test_who_a_debugger_holds_does_not_hang_and_has_its_time_when_it_goes_on() -> None:
    server = Server()
    server.is_stopped = True
    assert not server.hangs_within(50)
    server.is_stopped = False
    assert not server.hangs_within(3)
    assert server.hangs_within(1)


def test_nobody_hangs_when_the_machine_was_suspended() -> None:
    server = Server()
    assert not server.hangs_within(2, is_beating=True)
    server.now += 3_600
    assert not server.hangs_within(4)
    assert server.hangs_within(1)


def test_a_worker_that_has_just_begun_to_serve_has_its_time() -> None:
    heartbeats, beat = Heartbeats(4.0, lambda _: False), memoryview(bytearray(1))
    for now in range(10):
        assert heartbeats.look({}, float(now)) == []
    assert not any(heartbeats.look({PID: beat}, float(now)) for now in range(10, 14))
    assert heartbeats.look({PID: beat}, 14.0) == [PID]


def test_with_no_patience_set_nobody_ever_hangs() -> None:
    heartbeats, beat = Heartbeats(0.0, lambda _: False), memoryview(bytearray(1))
    assert not any(heartbeats.look({PID: beat}, float(now)) for now in range(100))
