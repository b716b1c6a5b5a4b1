"""A disk that is full: what is asked over REST is refused, nothing is called saved, people go on typing and running,
and what they typed is saved as soon as there is space."""

import resource

import pytest
from tests.conftest import StartNode
from tests.faults.test_disks_fill import NO_LIMIT, let_files_grow_no_more
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.walk.test_outages import in_order


async def test_on_a_full_disk_everything_is_refused_honestly_and_nothing_lost(start_node: StartNode) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="", title="before")
    url, key = f"/api/sessions/{session['session_id']}", bearer(session["host_token"])
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await in_order(ana, 0, 10)
        await ana.receive_saved(10)
        let_files_grow_no_more(node)
        await in_order(ana, 10, 50)
        await ana.request_language("java")
        for method, path, body in (
            ("POST", "/api/sessions", {"initial_code": "x" * 10_000}),
            ("POST", "/api/libraries", {"name": "refused"}),
            ("PATCH", url, {"title": "refused"}),
            ("POST", f"{url}/notes", {"content": "n" * 9_000}),
            ("POST", f"{url}/files", {"path": "refused.py", "text": "x" * 100_000}),
            ("POST", f"{url}/questions", {"question_id": "sample.two-that-add-up"}),
            ("POST", f"{url}/links/observer", None),
            ("POST", f"{url}/end", {}),
        ):
            answer = await node.http.request(method, path, json=body, headers=key)
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable"), (
                f"{method} {path}: {answer.text}"
            )
        run = await ana.run("run-on-a-full-disk")
        assert run["type"] == "run.started", "a program runs where its people are, and is told of"
        async with PycrdtClient(node.ws_url, session["host_token"]) as newcomer:
            await newcomer.sees("x" * 60)  # who comes is let in, and has all
            with pytest.raises(TimeoutError):
                await ana.receive_saved(11, within_s=2)  # time in which it would come, were the disk not full
        assert (await node.http.get(url, headers=key)).json()["title"] == "before"
        resource.prlimit(node.worker_pid, resource.RLIMIT_FSIZE, NO_LIMIT)
        await ana.receive_saved(60)
    await node.kill()
    await node.start()
    kept = (await node.http.get(url, headers=key)).json()
    assert (kept["title"], kept["language"], kept["status"]) == ("before", "python", "live")
    assert (await node.http.get(f"{url}/code", headers=key)).text == "x" * 60
    assert (await node.http.get(f"{url}/notes", headers=key)).json() == []
