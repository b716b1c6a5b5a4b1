"""Questions in a live room: what sockets hear of them, on all nodes."""

import asyncio
import json
from collections import Counter
from typing import Any

from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.exports import files_of
from tests.support.host import Host
from tests.support.libraries import Shelf
from tests.support.metrics import everything_is_stored
from tests.support.raw import STATE, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.stock_client import StockClient

from codesala.recordings.verify import verify


async def test_of_a_prepared_question_a_candidates_socket_hears_nothing(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    both: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url}
    first, second = await start_node(**both), await start_node(**both)
    host = await Host.create(first)
    async with (
        RawClient(first.ws_url, host.token, subprotocol=SUBPROTOCOL) as in_charge,
        RawClient(second.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as writing,
    ):
        for client in (in_charge, writing):
            assert (await client.receive_json(STATE))["session"]["questions"] == []
        await host.post("questions", 201, question_id="sample.two-that-add-up")
        await host.post("questions", 201, question_id="sample.balanced-brackets")
        while len(told := (await in_charge.receive_json(STATE))["session"]["questions"]) < 2:
            pass
        assert [(one["number"], one["state"]) for one in told] == [(1, "prepared"), (2, "prepared")]
        await host.post("questions/2/show")
        state = await writing.receive_json(STATE)
        (shown,) = state["session"]["questions"]
        assert (shown["number"], shown["title"], "state" in shown) == (2, "Balanced brackets", False)
        assert shown["digest"] == told[1]["digest"]
        await host.post("questions/2/hide")
        assert (await writing.receive_json(STATE))["session"]["questions"] == []


STARTER = {"main.py": "import helper\n", "helper.py": "# helper\n", "data/rows.csv": "a,b\n"}


async def test_of_two_hosts_who_lay_a_questions_files_in_at_the_same_moment_one_does_and_both_are_told_where(
    two_nodes: tuple[Node, Node],
) -> None:
    shelf = await Shelf.create(two_nodes[0])
    session = await Host.create(two_nodes[0], initial_code="main\n")
    async with (
        StockClient(two_nodes[0].ws_url, session.candidate) as ana,
        StockClient(two_nodes[1].ws_url, session.candidate) as ben,
        RawClient(two_nodes[1].ws_url, session.candidate, subprotocol=SUBPROTOCOL) as told,
    ):
        await ana.synced()
        await ben.synced()
        await ana.insert(0, "typed\n")
        for number, into_main in ((1, False), (2, False), (3, True)):
            question = await shelf.add(f"number-{number}", languages={"python": {"files": STARTER}})
            added = {"library_id": shelf.library_id, "question_id": question["summary"]["question_id"]}
            headers = bearer(session.token) | {"Codesala-Library": shelf.use}
            url = f"{session.url}/questions"
            await two_nodes[0].http.post(url, headers=headers, json=added | {"is_shown": True})
            body = {"into_main": into_main}
            answers = await asyncio.gather(
                *(node.http.post(f"{url}/{number}/files", headers=headers, json=body) for node in two_nodes * 2)
            )
            assert [answer.status_code for answer in answers] == [200] * 4, answers[0].text
            laid = [answer.json() for answer in answers]
            assert [one["is_new"] for one in laid].count(True) == 1
            folder = "" if into_main else f"number-{number}"
            assert {one["folder"] for one in laid} == {folder}
            assert [one["main"] for one in laid if one["is_new"]] == ["import helper\n" if into_main else None]
            now: dict[str, Any] = {"questions": []}
            while [one["folder"] for one in now["questions"]][number - 1 :] != [folder]:
                now = (await told.receive_json(STATE))["session"]
            roots = {file["path"]: file["root"] for file in now["files"]}
            prefix = folder and f"{folder}/"
            assert f"{prefix}helper.py" in roots
            for person in (ana, ben):
                await person.sees("# helper\n", root=roots[f"{prefix}helper.py"])
                await person.sees("a,b\n", root=roots[f"{prefix}data/rows.csv"])
            # Text that the server laid in is nobody's, also when somebody builds on it.
            await ben.insert(0, "# built on\n", roots[f"{prefix}helper.py"])
            await ana.sees("# built on\n# helper\n", root=roots[f"{prefix}helper.py"])
        for person in (ana, ben):
            await person.sees("typed\nmain\n")
    for node in two_nodes:
        await everything_is_stored(node)  # what others see may be on its way to the log that is read now
    replay = (await two_nodes[1].http.get(f"{session.url}/replay", headers=bearer(session.token))).json()
    created = [one["event"] for one in replay["entries"] if one.get("event", {}).get("type") == "file.created"]
    assert Counter(event["question"] for event in created) == {1: 3, 2: 3, 3: 2}
    exported = (await two_nodes[0].http.get(f"{session.url}/export", headers=bearer(session.token))).content
    assert verify(exported).findings == []
    files = files_of(exported)
    assert files["files/number-1/helper.py"] == files["files/helper.py"] == b"# built on\n# helper\n"
    assert len(json.loads(files["files.json"])) == 8
