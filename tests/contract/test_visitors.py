"""Whose request it is behind proxies: whatever visitors write into headers, they are counted by their own address."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from tests.conftest import StartNode
from tests.support.raw import RawClient
from tests.support.rest import Rest, serving

ANA, BEN = "198.51.100.7", "203.0.113.9"
CLOUDFLARE, RENDER = "172.71.95.118", "10.19.64.237"


@dataclass(frozen=True)
class Place:
    """A way to be deployed: its settings, the address from which its proxy connects, and what that proxy sends for a
    visitor who wrote an X-Forwarded-For of their own."""

    peer: str
    settings: dict[str, Any]
    forwarded: str
    others: dict[str, str] = field(default_factory=dict)

    def headers(self, visitor: str, spoof: str) -> dict[str, str]:
        shapes = {"X-Forwarded-For": self.forwarded, **self.others}
        return {name: shape.format(visitor=visitor, spoof=spoof) for name, shape in shapes.items()}


PLACES = {
    # As seen on a service of Render: Cloudflare appends the visitor, Render's own two proxies the one before them.
    "Render": Place(
        "10.21.157.68",
        {"forwarded_allow_ips": "*", "client_address_header": "CF-Connecting-IP"},
        "{spoof},{visitor}, " + f"{CLOUDFLARE}, {RENDER}",
        {"CF-Connecting-IP": "{visitor}", "True-Client-IP": "{visitor}"},
    ),
    "Render, counted": Place(
        "10.21.157.68",
        {"forwarded_allow_ips": "*", "trusted_hops": 3},
        "{spoof},{visitor}, " + f"{CLOUDFLARE}, {RENDER}",
    ),
    "Cloudflare alone": Place(CLOUDFLARE, {"forwarded_allow_ips": "172.64.0.0/13"}, "{spoof},{visitor}"),
    "Cloudflare before nginx": Place(
        "127.0.0.1",
        {"client_address_header": "CF-Connecting-IP"},
        "{spoof},{visitor}, " + CLOUDFLARE,
        {"CF-Connecting-IP": "{visitor}", "X-Real-IP": CLOUDFLARE},
    ),
    "Cloudflare before nginx, by networks": Place(
        "127.0.0.1", {"forwarded_allow_ips": "127.0.0.1,172.64.0.0/13"}, "{spoof},{visitor}, " + CLOUDFLARE
    ),
    "nginx, which appends": Place("127.0.0.1", {}, "{spoof}, {visitor}"),
    "nginx, by its own header": Place(
        "127.0.0.1", {"client_address_header": "X-Real-IP"}, "{spoof}, {visitor}", {"X-Real-IP": "{visitor}"}
    ),
    "a proxy that appends the port": Place("127.0.0.1", {}, "{spoof}, {visitor}:40312"),
    "Compose, behind a proxy on its host": Place(
        "172.18.0.1", {"forwarded_allow_ips": "172.18.0.1"}, "{spoof}, {visitor}"
    ),
    "Compose, which is not told of the proxy's address": Place(
        "172.18.0.1", {"forwarded_allow_ips": "*"}, "{spoof}, {visitor}"
    ),
}


@pytest.mark.parametrize("name", PLACES)
async def test_a_visitor_is_counted_by_their_own_address(sqlite_url: str, tmp_path: Path, name: str) -> None:
    place = PLACES[name]
    async with serving(sqlite_url, tmp_path, create_rate="3/minute", **place.settings) as rest:
        proxy = rest.from_address(place.peer).http
        for number, spoof in enumerate(("10.0.0.1", BEN, "127.0.0.1, 10.0.0.3", "nonsense, ,")):
            answer = await proxy.post("/api/sessions", headers=place.headers(ANA, spoof))
            assert answer.status_code == (201 if number < 3 else 429), f"{number} with {spoof}"
        other = await proxy.post("/api/sessions", headers=place.headers(BEN, ANA))
        assert other.status_code == 201, "somebody else has come"


async def test_who_is_no_proxy_is_not_believed(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also where the operator forgot to name the proxy, which is told once."""
    async with serving(sqlite_url, tmp_path, create_rate="3/minute") as rest:
        for number in range(4):
            headers = {"X-Forwarded-For": f"10.0.0.{number}", "CF-Connecting-IP": f"10.0.0.{number}"}
            answer = await rest.http.post("/api/sessions", headers=headers)
            assert answer.status_code == (201 if number < 3 else 429)
    warnings = [record for record in caplog.records if "FORWARDED_ALLOW_IPS" in record.message]
    assert len(warnings) == 1


@pytest.mark.parametrize("told", [{}, {"CF-Connecting-IP": "nonsense"}, {"X-Forwarded-For": f"{BEN}, {ANA}"}])
async def test_without_its_header_a_trusted_proxy_is_counted_itself(
    sqlite_url: str, tmp_path: Path, told: dict[str, str]
) -> None:
    settings = {"forwarded_allow_ips": "*", "client_address_header": "CF-Connecting-IP", "create_rate": "1/minute"}
    async with serving(sqlite_url, tmp_path, **settings) as rest:
        assert await creates(rest) == 201
        assert (await rest.http.post("/api/sessions", headers=told)).status_code == 429


async def creates(rest: Rest) -> int:
    return int((await rest.http.post("/api/sessions")).status_code)


async def test_a_real_server_counts_requests_and_rooms_by_what_its_proxy_tells(start_node: StartNode) -> None:
    node = await start_node(forwarded_allow_ips="*", create_rate="2/minute", max_address_room_peers=1)
    made: list[httpx2.Response] = [
        await node.http.post("/api/sessions", headers={"X-Forwarded-For": f"10.0.0.{number}, {ANA}"})
        for number in range(3)
    ]
    assert [answer.status_code for answer in made] == [201, 201, 429]
    token = made[0].json()["room_id"]
    async with (
        RawClient(node.ws_url, token, X_Forwarded_For=f"10.0.0.1, {ANA}"),
        RawClient(node.ws_url, token, X_Forwarded_For=f"10.0.0.1, {ANA}") as second,
        RawClient(node.ws_url, token, X_Forwarded_For=f"10.0.0.1, {BEN}") as ben,
    ):
        assert await second.close_code() == 1013
        await ben.receive()
        assert ben.connection.state is websockets.State.OPEN
