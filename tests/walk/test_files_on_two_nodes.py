"""Files of people on two nodes: what a host adds by REST is there once for all, and who is in which is seen."""

import asyncio
from typing import Any

from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.rest import bearer
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually

TEXT = "def twice(x): ...\n"


async def test_text_that_a_host_lays_in_appears_once_for_people_on_both_nodes(two_nodes: tuple[Node, Node]) -> None:
    here, there = two_nodes
    host = await Host.create(here, initial_code="main\n", files=[{"path": "given.txt", "text": "given\n"}])
    async with StockClient(here.ws_url, host.candidate) as ana, StockClient(there.ws_url, host.candidate) as ben:
        await ana.synced()
        await ben.synced()
        answer = await here.http.post(
            f"{host.url}/files", json={"path": "lib/util.py", "text": TEXT}, headers=bearer(host.token)
        )
        assert answer.status_code == 201, answer.text
        made = answer.json()
        assert (made["path"], made["bytes"]) == ("lib/util.py", len(TEXT))

        async def both_have_it() -> bool:
            return [await person.text(made["root"]) for person in (ana, ben)] == [TEXT, TEXT]

        await eventually(both_have_it)
        await ben.insert(0, "# Ben's\n", made["root"])

        async def texts() -> list[str]:
            read = [await node.http.get(f"{host.url}/files/{made['id']}") for node in two_nodes]
            return [one.text for one in read]

        async def both_nodes_tell_it() -> bool:
            return await texts() == [f"# Ben's\n{TEXT}"] * 2

        await eventually(both_nodes_tell_it)
        files = (await there.http.get(f"{host.url}/files")).json()
        assert [(file["path"], file["bytes"]) for file in files] == [
            ("main.py", 5),
            ("given.txt", 6),
            ("lib/util.py", len(TEXT) + 8),
        ]


async def test_who_is_in_which_file_is_seen_from_the_other_node_also_after_going_to_another(
    two_nodes: tuple[Node, Node],
) -> None:
    here, there = two_nodes
    host = await Host.create(here, initial_code="", files=[{"path": path, "text": ""} for path in ("a.py", "b/c.py")])
    roots = [file["root"] for file in (await here.http.get(f"{host.url}/files")).json()]
    assert len(roots) == 3
    async with StockClient(here.ws_url, host.candidate) as ana, StockClient(there.ws_url, host.candidate) as ben:
        await asyncio.gather(ana.synced(), ben.synced())
        client = await ana.client_id()
        for root in (*roots, roots[1]):
            place = {"type": None, "tname": root, "item": None, "assoc": 0}
            await ana.set_awareness({"user": {"name": "Ana"}, "cursor": {"anchor": place, "head": place}})

            async def is_seen(root: str = root) -> bool:
                state = (await ben.awareness()).get(client) or {}
                anchor: dict[str, Any] = state.get("cursor", {}).get("anchor", {})
                return anchor.get("tname") == root

            await eventually(is_seen, what=f"Ana in {root}")
