"""How much a connection may send before it is read more slowly."""

from codesala.web.socket.allowance import Allowance, ConnectionLimits

LIMITS = ConnectionLimits(messages_per_s=10, bytes_per_s=1_000, outbox_bytes=1, outbox_stall_s=1.0)


def test_ten_seconds_worth_may_come_at_once_and_what_is_more_must_wait() -> None:
    allowance = Allowance(LIMITS, now=5.0)
    assert allowance.spend(10_000, 0, now=5.0)
    assert allowance.wait_s == 0
    assert not allowance.spend(500, 0, now=5.0)
    assert allowance.wait_s == 0.5
    assert allowance.spend(0, 0, now=5.5)


def test_a_message_costs_its_share_of_a_second_besides_its_size() -> None:
    allowance = Allowance(LIMITS, now=0.0)
    assert allowance.spend(0, 100, now=0.0)
    assert not allowance.spend(1, 1, now=0.0)
    assert allowance.wait_s == 0.101


def test_what_was_not_used_for_long_is_not_more_than_ten_seconds_worth() -> None:
    allowance = Allowance(LIMITS, now=0.0)
    assert not allowance.spend(10_001, 0, now=1_000.0)
