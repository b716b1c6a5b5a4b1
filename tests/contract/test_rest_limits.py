"""Rate limits by address: creating sessions, wrong links, wrong credentials; and none with LIMITS=off."""

from pathlib import Path

import pytest

from codesala.api.limits import Limits, network_of
from codesala.errors import RateLimited
from tests.support.rest import OPERATORS_KEY, bearer, serving


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


async def test_limits_can_be_off(sqlite_url: str, tmp_path: Path) -> None:
    rates = {"create_rate": "1/minute", "link_failure_rate": "1/minute"}
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
