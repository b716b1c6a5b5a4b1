"""Rate limits by address: creating sessions, wrong links, wrong credentials; and none with LIMITS=off."""

import threading
from pathlib import Path
from typing import Any

import pytest

from codesala.errors import RateLimited
from codesala.web import shares
from codesala.web.limits import DAY_S, MANY_KEYS, DayWindow, Limits, MovingWindow, network_of, read_rate
from codesala.web.shares import MOST_WAIT_S
from tests.support.libraries import Shelf, content
from tests.support.rest import OPERATORS_KEY, bearer, serving
from tests.unit.test_questions_packages import in_folder, zipped


async def test_who_creates_too_many_sessions_is_told_when_to_come_back(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, create_rate="3/minute") as rest:
        for _ in range(3):
            await rest.create()
        answer = await rest.http.post("/api/sessions")
        assert answer.status_code == 429
        assert answer.json()["code"] == "rate_limited"
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        await rest.from_address("192.0.2.2").create()
        assert (await rest.http.get("/api/languages")).status_code == 200


async def test_who_tries_many_wrong_links_is_refused_but_right_links_work(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, link_failure_rate="3/minute") as rest:
        made = await rest.create()
        statuses = [(await rest.http.get(f"/api/links/{token}")).status_code for token in ("a", "A" * 22, "%00")]
        assert statuses == [404, 404, 404]
        answer = await rest.http.get(f"/api/links/{'B' * 22}")
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert (await rest.link(made["room_id"]))["role"] == "candidate"
        assert (await rest.from_address("192.0.2.2").http.get("/api/links/a")).status_code == 404


async def test_wrong_keys_are_refused_and_right_ones_never(sqlite_url: str, tmp_path: Path) -> None:
    """Hosts and operators share their address with candidates, in an office or behind one provider."""
    async with serving(sqlite_url, tmp_path, link_failure_rate="3/minute") as rest:
        made = await rest.create()
        url = f"/api/sessions/{made['session_id']}"
        assert (await rest.http.get("/api/sessions", headers=bearer("guess"))).status_code == 401
        assert (await rest.http.delete(url, headers=bearer("guess"))).status_code == 404
        assert (await rest.http.patch(url, json={}, headers=bearer("guess"))).status_code == 404
        for method, path in (("GET", "/api/sessions"), ("DELETE", url), ("PATCH", url), ("GET", f"{url}/notes")):
            refused = await rest.http.request(method, path, headers=bearer("guess"))
            assert refused.status_code == 429, path
            assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (await rest.http.get("/api/sessions", headers=bearer(OPERATORS_KEY))).status_code == 200
        key = bearer(made["host_token"])
        assert (await rest.http.patch(url, json={"is_locked": True}, headers=key)).status_code == 200
        assert (await rest.http.get(f"{url}/notes", headers=key)).status_code == 200
        assert (await rest.http.post(f"{url}/end", headers=key)).status_code == 200
        elsewhere = rest.from_address("192.0.2.2").http
        assert (await elsewhere.get("/api/sessions", headers=bearer("guess"))).status_code == 401


async def test_a_library_is_changed_only_so_often_and_can_still_be_deleted(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, change_rate="3/minute") as rest:
        shelf, other = await Shelf.create(rest), await Shelf.create(rest)
        question_id = (await shelf.add("tree"))["summary"]["question_id"]
        nothing: dict[str, Any] = {"content": zipped(in_folder("graph")), "params": {"dry_run": "true"}}
        assert (await shelf.ask("POST", "/import", **nothing)).status_code == 200
        assert (await shelf.ask("POST", "/links/use")).status_code == 201
        writing: list[tuple[str, str, dict[str, Any]]] = [
            ("POST", "/links/use", {}),
            ("POST", "/import", nothing),
            ("PATCH", "", {"json": {"name": "Another"}}),
            ("PATCH", f"/questions/{question_id}", {"json": {"is_archived": True}}),
            ("POST", "/questions", {"json": {"content": content("graph")}}),
            ("POST", "/templates", {"json": {"name": "Ours", "content": {}}}),
        ]
        for method, path, sent in writing:
            refused = await shelf.ask(method, path, **sent)
            assert refused.status_code == 429, (method, path, refused.text)
            assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (await shelf.ask("GET", f"/questions/{question_id}")).status_code == 200
        assert (await other.ask("POST", "/links/use")).status_code == 201
        assert (await shelf.ask("DELETE", f"/questions/{question_id}")).status_code == 204
        assert (await shelf.ask("DELETE", "")).status_code == 204


async def test_who_asks_for_more_than_a_share_of_the_server_is_told_when_to_come_back(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "BURST_S", 0.0)
    async with serving(sqlite_url, tmp_path, request_share=0.000_001) as rest:
        assert (await rest.http.get("/api/languages")).status_code == 200
        answer = await rest.http.get("/api/languages")
        assert answer.status_code == 429
        assert answer.json()["code"] == "rate_limited"
        assert int(answer.headers["retry-after"]) > MOST_WAIT_S
        assert answer.headers["x-request-id"]
        assert (await rest.from_address("192.0.2.2").http.get("/api/languages")).status_code == 200


async def test_limits_can_be_off(sqlite_url: str, tmp_path: Path) -> None:
    rates = {"create_rate": "1/minute", "link_failure_rate": "1/minute", "request_share": 0.000_000_001}
    async with serving(sqlite_url, tmp_path, limits="off", **rates) as rest:
        for _ in range(5):
            await rest.create()
            assert (await rest.http.get("/api/links/a")).status_code == 404
            assert (await rest.http.get("/api/sessions", headers=bearer("guess"))).status_code == 401


def test_the_addresses_of_one_ipv6_network_count_as_one() -> None:
    limits = Limits(
        create_rate="1/minute", create_bytes_a_day=10_000, change_rate="1/minute", link_failure_rate="1/minute"
    )
    limits.count_creation("2001:db8:1:2::1")
    with pytest.raises(RateLimited):
        limits.count_creation("2001:db8:1:2:ffff::9")
    limits.count_creation("2001:db8:1:3::1")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::5", "2001:db8::"),
        ("", ""),
        ("x", "x"),
    ],
)
def test_what_is_counted_for_an_address(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("30/minute", (30, 60)),
        (" 5 per 2 Hours ", (5, 7_200)),
        ("1000/day", (1_000, DAY_S)),
        ("1/0 seconds", (1, 1)),
        ("30/minute; 500/day", (30, 60)),
    ],
)
def test_a_rate_is_so_often_in_so_long(text: str, rate: tuple[int, int]) -> None:
    assert read_rate(text) == rate


@pytest.mark.parametrize(
    "text", ["", "30", "many/minute", "-1/minute", "0/day", "1.5/minute", "1/week", "1/minute!", "1/day;x"]
)
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="like 30/minute"):
        read_rate(text)


def test_a_moving_window_lets_in_again_what_has_left_it() -> None:
    clock = [100.0]
    window = MovingWindow(read_rate("2/minute"), now=lambda: clock[0])
    assert window.hit("a") == 0
    clock[0] += 20
    assert window.hit("a") == 0
    assert window.hit("a") == 40, "until the first of them is a minute ago"
    assert window.hit("b") == 0
    clock[0] += 40
    assert window.hit("a") == 0
    assert window.hit("a") == 20
    assert window.hit("a", share=16) == 0, "a site may do more than one of its networks"


def test_a_day_begins_with_what_is_first_added() -> None:
    clock = [100.0]
    window = DayWindow(10, now=lambda: clock[0])
    assert window.wait_s("a", 10) == 0
    window.add("a", 10)
    clock[0] += 60
    assert window.wait_s("a", 1) == DAY_S - 60
    assert window.wait_s("a", 1, share=16) == 0
    clock[0] += DAY_S - 60
    assert window.wait_s("a", 10) == 0


def test_addresses_that_were_last_seen_long_ago_are_forgotten() -> None:
    clock = [100.0]
    moving = MovingWindow(read_rate("2/minute"), now=lambda: clock[0])
    day = DayWindow(10, now=lambda: clock[0])
    for number in range(MANY_KEYS + 1):
        moving.hit(str(number))
        day.add(str(number), 1)
    clock[0] += DAY_S
    moving.hit("a")
    day.add("a", 1)
    assert len(moving._done) == len(day._added) == 1


def test_counting_starts_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[threading.Thread] = []
    monkeypatch.setattr(threading.Thread, "start", started.append)
    limits = Limits(
        create_rate="100/minute", create_bytes_a_day=10_000, change_rate="100/minute", link_failure_rate="100/minute"
    )
    limits.count_creation("192.0.2.1")
    limits.count_created_bytes("192.0.2.1", 10)
    limits.count_change("session")
    assert not started
