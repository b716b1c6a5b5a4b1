"""How much a connection may send before it is read more slowly."""

from codesala.rooms.peer import COST_BYTES_PER_S
from codesala.web.limits import DAY_S, SITE_SHARE, SITE_WORK_SHARE
from codesala.web.socket.allowance import (
    ADDRESS_BYTES_SHARE,
    ADDRESS_SHARE,
    BURST_S,
    COST_A_TURN_BYTES,
    LEAST_PAUSE_S,
    Allowance,
    Allowances,
    ConnectionLimits,
    pause_s,
)

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


def test_all_connections_of_an_address_share_bytes_and_those_of_others_do_not() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=2**40)
    at_once = BURST_S * LIMITS.bytes_per_s
    for _ in range(ADDRESS_BYTES_SHARE):
        assert allowances.of_connection("192.0.2.1", now=0.0).spend(at_once, 0, now=0.0)
    another = allowances.of_connection("192.0.2.1", now=0.0)
    assert not another.spend(ADDRESS_BYTES_SHARE * 500, 0, now=0.0)
    assert another.shared_wait_s(now=0.0) == 0.5
    assert another.shared_wait_s(now=0.5) == 0
    assert allowances.of_connection("192.0.2.2", now=0.0).spend(at_once, 0, now=0.0)


def test_who_must_wait_is_not_looked_at_again_at_once_and_who_need_not_is() -> None:
    assert pause_s(0.0) == 0
    assert pause_s(0.001) == LEAST_PAUSE_S
    assert pause_s(3.0) == 3.0


def test_they_share_what_messages_cost_besides_however_short_those_are() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=2**40)
    for _ in range(ADDRESS_BYTES_SHARE):
        assert allowances.of_connection("192.0.2.1", now=0.0).spend(0, BURST_S * LIMITS.messages_per_s, now=0.0)
    another = allowances.of_connection("192.0.2.1", now=0.0)
    assert not another.spend(0, ADDRESS_BYTES_SHARE * LIMITS.messages_per_s // 2, now=0.0)
    assert another.shared_wait_s(now=0.0) == 0.5
    assert not allowances.of_connection("192.0.2.2", now=0.0).shared_wait_s(now=0.0)


def test_what_a_connection_is_charged_alone_is_not_shared() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=2**40)
    allowances.of_connection("192.0.2.1", now=0.0).charge(100 * ADDRESS_BYTES_SHARE * LIMITS.bytes_per_s, now=0.0)
    assert not allowances.of_connection("192.0.2.1", now=0.0).shared_wait_s(now=0.0)


def test_beyond_its_bytes_of_a_day_an_address_goes_on_as_fast_as_a_day_makes_them() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=DAY_S)
    one = allowances.of_connection("192.0.2.1", now=0.0)
    seconds = DAY_S // 900
    assert all(one.spend(900, 0, now) for now in range(seconds))
    assert not one.spend(1_000, 0, seconds)
    wait_s = one.shared_wait_s(seconds)
    assert wait_s == 900 * seconds + 1_000 - DAY_S - seconds
    another = allowances.of_connection("192.0.2.1", seconds)
    assert another.shared_wait_s(seconds) == wait_s, "who comes back begins with what is left"
    assert not another.shared_wait_s(seconds + wait_s)
    assert not allowances.of_connection("192.0.2.2", seconds).shared_wait_s(seconds)


def test_work_and_the_price_of_messages_are_no_bytes_of_a_day() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=1_000)
    one = allowances.of_connection("192.0.2.1", now=0.0)
    one.charge(5_000, now=0.0)
    one.spend(999, 40, now=0.0)
    assert not one.shared_wait_s(now=0.0)


def test_what_a_connection_sent_counts_when_it_ends_though_it_was_little() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=1_000)
    for _ in range(11):
        one = allowances.of_connection("192.0.2.1", now=0.0)
        one.spend(100, 0, now=0.0)
        one.settle(now=0.0)
    assert allowances.of_connection("192.0.2.1", now=0.0).shared_wait_s(now=0.0) > 0


def test_networks_of_networks_have_bytes_of_a_day_of_their_own() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=1_000)
    for number in range(SITE_SHARE + 1):
        one = allowances.of_connection(f"2001:db8:1:{number:x}::1", now=0.0)
        one.spend(1_000, 0, now=0.0)
    assert allowances.of_connection("2001:db8:1:ffff::1", now=0.0).shared_wait_s(now=0.0) > 0
    assert not allowances.of_connection("2001:db8:2::1", now=0.0).shared_wait_s(now=0.0)


def test_where_nothing_is_limited_addresses_are_not_counted() -> None:
    allowances = Allowances(LIMITS)
    allowances.of_connection("192.0.2.1", now=0.0).spend(10**9, 0, now=0.0)
    assert not allowances.of_connection("192.0.2.1", now=0.0).shared_wait_s(now=0.0)


def test_networks_of_networks_have_computing_of_their_own() -> None:
    allowances = Allowances(LIMITS)
    most = int(ADDRESS_SHARE * BURST_S * LIMITS.bytes_per_s)
    for number in range(SITE_WORK_SHARE):
        one = allowances.of_address(f"2001:db8:1:{number:x}::1", now=0.0)
        assert one.spend(most, 0, now=0.0)
    another = allowances.of_address("2001:db8:1:ffff::1", now=0.0)
    assert not another.owed_s(now=0.0)
    another.spend(int(SITE_WORK_SHARE * ADDRESS_SHARE * LIMITS.bytes_per_s), 0, now=0.0)
    assert allowances.of_address("2001:db8:1:fffe::1", now=0.0).owed_s(now=0.0) == 1.0
    assert allowances.of_address("2001:db8:1:fffe::1", now=1.0).owed_s(now=1.0) == 0
    assert not allowances.of_address("2001:db8:2::1", now=0.0).owed_s(now=0.0)


def test_networks_of_networks_have_messages_and_bytes_of_a_second_of_their_own() -> None:
    allowances = Allowances(LIMITS, write_bytes_a_day=2**40)
    for number in range(SITE_WORK_SHARE + 1):
        one = allowances.of_connection(f"2001:db8:1:{number:x}::1", now=0.0)
        one.spend(ADDRESS_BYTES_SHARE * BURST_S * LIMITS.bytes_per_s, 0, now=0.0)
    assert allowances.of_connection("2001:db8:1:ffff::1", now=0.0).shared_wait_s(now=0.0) > 0
    assert not allowances.of_connection("2001:db8:2::1", now=0.0).shared_wait_s(now=0.0)


def test_who_has_made_the_server_compute_rests_for_as_long_as_that_took() -> None:
    one = Allowances(LIMITS).of_address("192.0.2.1", now=0.0)
    one.take_turn(COST_BYTES_PER_S, now=10.0)
    assert one.rest_s(now=10.25) == 0.75
    assert one.rest_s(now=11.0) == 0


def test_what_took_a_moment_makes_nobody_rest_until_many_of_them_come_one_after_the_other() -> None:
    one = Allowances(LIMITS).of_address("192.0.2.1", now=0.0)
    for now in range(1, 10):
        one.take_turn(COST_A_TURN_BYTES, now)
        assert not one.rest_s(now)
    one.take_turn(COST_A_TURN_BYTES, 9 + COST_A_TURN_BYTES / COST_BYTES_PER_S)
    assert one.rest_s(9 + COST_A_TURN_BYTES / COST_BYTES_PER_S)
