"""Several workers of one server tell one story at /metrics, whichever of them is asked."""

import os
import re
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import psutil
from prometheus_client.parser import text_string_to_metric_families
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.raw import RawClient
from tests.support.waiting import eventually

WORKERS = 2
SCRAPES = 20
SESSIONS = 10
PEERS = 12

CREATED = ("codesala_http_requests_total", ("POST", "/api/sessions", "201"))
IN_ROOMS = ("codesala_peers", ())
RECEIVED = ("codesala_frames_received_total", ())

Numbers = dict[tuple[str, tuple[str, ...]], float]


async def asked_anew(node: Node, method: str, path: str) -> httpx2.Response:
    """By a connection of its own, which any worker may take."""
    async with httpx2.AsyncClient(base_url=node.url, trust_env=False, timeout=60) as http:
        return await http.request(method, path, json={} if method == "POST" else None)


async def scrape(node: Node) -> Numbers:
    text = (await asked_anew(node, "GET", "/metrics")).text
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def every_scrape_says(node: Node, **expected: float) -> None:
    names = {"created": CREATED, "in_rooms": IN_ROOMS}

    async def they_agree() -> bool:
        for _ in range(SCRAPES):
            told = await scrape(node)
            assert {key: told.get(names[key], 0) for key in expected} == expected
        return True

    await eventually(they_agree)


def workers_of(node: Node) -> set[int]:
    return {int(pid) for pid in re.findall(r"Started server process \[(\d+)\]", node.logs)}


def connections_of(pid: int) -> int:
    return sum(one.status == psutil.CONN_ESTABLISHED for one in psutil.Process(pid).net_connections("tcp"))


async def test_the_metrics_of_workers_add_up_and_never_fall(
    start_node: StartNode, redis_url: str, tmp_path: Path
) -> None:
    scratch = {"TMPDIR": str(tmp_path)}  # a killed server leaves its folder of metrics behind
    node = await start_node(workers=WORKERS, redis_url=redis_url, environment=scratch)
    await eventually(lambda: len(workers_of(node)) == WORKERS)
    tokens = [(await asked_anew(node, "POST", "/api/sessions")).json()["room_id"] for _ in range(SESSIONS)]
    async with AsyncExitStack() as stack:
        for n in range(PEERS):
            await stack.enter_async_context(RawClient(node.ws_url, tokens[n % SESSIONS]))
        await every_scrape_says(node, created=SESSIONS, in_rooms=PEERS)
        before = (await scrape(node))[RECEIVED]
        os.kill(max(workers_of(node), key=connections_of), signal.SIGKILL)  # the system may have given one all of them
        await eventually(lambda: len(workers_of(node)) == WORKERS + 1)  # another one takes its place

        async def its_people_are_gone() -> bool:
            return (await scrape(node))[IN_ROOMS] < PEERS

        await eventually(its_people_are_gone)
        assert (await scrape(node))[RECEIVED] >= before
    await every_scrape_says(node, created=SESSIONS, in_rooms=0)
