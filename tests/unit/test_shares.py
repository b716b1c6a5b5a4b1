"""Who asks for more than an address's share of the process waits for it, and nobody else does."""

import asyncio
import time
from typing import Any

import pytest

from codesala.errors import RateLimited
from codesala.web.limits import MANY_KEYS
from codesala.web.shares import BURST_S, MOST_OWED_S, MOST_WAIT_S, REFUSED_AFTER_S, Lines, Shares, Sharing, Spent, timed
from codesala.web.visitors import Proxies
from tests.support.waiting import eventually, pause

ADDRESS, ANOTHER = "192.0.2.1", "192.0.2.2"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def computing(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shares(clock: Clock) -> Shares:
    return Shares(0.125, clock)


def test_a_burst_waits_for_nothing_and_what_is_more_waits_eight_times_what_it_computes(shares: Shares) -> None:
    assert shares.take(ADDRESS, BURST_S) == 0
    assert shares.take(ADDRESS, 0.01) == 0, "it is taken before what it costs is known"
    assert shares.take(ADDRESS, 0.01) == pytest.approx(0.08)
    assert shares.take(ADDRESS, 0.01) == pytest.approx(0.16), "after the one before"
    assert shares.take(ANOTHER, 0.01) == 0


def test_what_costs_less_than_was_taken_lets_the_next_come_sooner_and_what_costs_more_later(shares: Shares) -> None:
    shares.take(ADDRESS, BURST_S + 0.1)
    shares.settle(ADDRESS, -0.1)
    assert shares.take(ADDRESS, 0.0) == 0
    shares.settle(ADDRESS, 0.25)
    assert shares.take(ADDRESS, 0.0) == pytest.approx(2)


def test_time_makes_up_for_what_was_used_and_no_more_than_that(shares: Shares, clock: Clock) -> None:
    shares.take(ADDRESS, BURST_S + 0.5)
    assert shares.take(ADDRESS, 0.0) == pytest.approx(4)
    clock.now += 4
    assert shares.take(ADDRESS, 0.0) == 0
    clock.now += 1_000_000
    shares.take(ADDRESS, BURST_S + 0.5)
    assert shares.take(ADDRESS, 0.0) == pytest.approx(4)


def test_who_would_wait_too_long_is_told_when_to_come_and_owes_nothing_for_it(shares: Shares, clock: Clock) -> None:
    shares.take(ADDRESS, BURST_S + 0.125 * (MOST_WAIT_S + 2))
    for _ in range(3):
        with pytest.raises(RateLimited) as refusal:
            shares.take(ADDRESS, 1.0)
        assert refusal.value.retry_after_s == 11
    clock.now += 11
    assert shares.take(ADDRESS, 1.0) == 0


def test_a_line_of_who_would_wait_too_long_is_read_to_be_told_so_and_not_when_they_ask_on(shares: Shares) -> None:
    lines = Lines(shares, Proxies())
    shares.take(ADDRESS, BURST_S + 0.125 * (MOST_WAIT_S + 2))
    assert lines.open(ADDRESS) == REFUSED_AFTER_S
    shares.settle(ADDRESS, 0.125 * (MOST_OWED_S - MOST_WAIT_S))
    with pytest.raises(RateLimited):
        lines.open(ADDRESS)


def test_the_addresses_of_one_ipv6_network_share(shares: Shares) -> None:
    shares.take("2001:db8:1:2::1", BURST_S + 0.1)
    assert shares.take("2001:db8:1:2:ffff::9", 0.0) > 0
    assert shares.take("2001:db8:1:3::1", 0.0) == 0


def test_the_networks_of_one_ipv6_site_have_four_times_as_much_together(shares: Shares) -> None:
    for number in range(4):
        assert shares.take(f"2001:db8:1:{number:x}::1", BURST_S) == 0
    shares.settle("2001:db8:1:1::1", 4 * 0.25)
    assert shares.take("2001:db8:1:ff::1", 0.0) == pytest.approx(2), "the network has taken nothing, its site has"
    assert shares.take("2001:db8:2:ff::1", 0.0) == 0
    assert shares.take(ADDRESS, 0.0) == 0


def test_addresses_that_owe_nothing_are_forgotten(shares: Shares, clock: Clock) -> None:
    for number in range(MANY_KEYS + 1):
        shares.take(str(number), 0.001)
    clock.now += 1
    shares.take(ADDRESS, 0.001)
    assert len(shares._paid_until) == 1


async def test_computing_is_counted_and_waiting_is_not() -> None:
    async def work() -> None:
        computing(0.02)
        await pause(0.2)
        computing(0.02)
        raise ValueError

    spent = Spent()
    with pytest.raises(ValueError):
        await timed(work(), spent)
    assert 0.04 <= spent.seconds < 0.15


async def test_what_is_cancelled_or_fails_while_it_waits_learns_of_it() -> None:
    heard: list[str] = []

    async def work() -> None:
        failing = asyncio.get_running_loop().create_future()
        failing.set_exception(ConnectionError())
        try:
            await failing
        except ConnectionError:
            heard.append("failed")
        try:
            await asyncio.Event().wait()
        finally:
            heard.append("cancelled")

    async def all_of_it() -> None:
        await timed(work(), Spent())

    task = asyncio.create_task(all_of_it())
    await eventually(lambda: heard == ["failed"])
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["failed", "cancelled"]


async def test_a_websocket_of_who_would_wait_too_long_is_refused_before_it_opens(shares: Shares) -> None:
    async def never(*_: Any) -> Any:
        raise AssertionError("nobody is let in")

    shares.take(ADDRESS, 2 * BURST_S)
    heard: list[dict[str, Any]] = []
    extensions: dict[str, Any] = {"websocket.http.response": {}}
    scope = {"type": "websocket", "path": "/ws/x", "client": (ADDRESS, 1), "extensions": extensions}

    async def send(message: Any) -> None:
        heard.append(message)

    await Sharing(never, shares)(scope, never, send)
    assert heard[0]["status"] == 429
    assert (b"retry-after", b"25") in heard[0]["headers"]
