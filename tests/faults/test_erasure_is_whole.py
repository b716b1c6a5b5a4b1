"""The server is killed in the middle of erasing somebody: afterwards they are erased, or nothing has begun."""

import asyncio
from pathlib import Path

import pytest

from codesala.identity import participant_of
from tests.support.cluster import Node
from tests.support.dump import dump
from tests.support.host import Host
from tests.support.metrics import all_rooms_are_closed
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.recording import read_replay
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

ANA = "a" * 32
SECRETS = ("Anastasia", "what only she wrote")
STEPS = ("rewrite_log", "replace_person", "forget_names", "want_export_again", "_remember", "session_rewritten")
COMMITTED = "session_rewritten"
"""What comes first after the commit; all before is in one transaction."""

STANDS_STILL = """
import threading
from codesala.erasures import rows_log, service
from codesala.rooms.node.changes import Changes
owner = {{"_remember": service, "session_rewritten": Changes}}.get({step!r}, rows_log)
work = getattr(owner, {step!r})
async def stands_still(*given, **named):
    await work(*given, **named)
    print("stands still after {step}", flush=True)
    threading.Event().wait()
setattr(owner, {step!r}, stands_still)
"""


async def erase(host: Host, participant: str) -> None:
    """Asked again while the server says that what happened last may still be written."""

    async def is_erased() -> bool:
        address = f"{host.url}/participants/{participant}/erase"
        body = {"text": "remove", "preview": False}
        return (await host.node.http.post(address, json=body, headers=bearer(host.token))).status_code == 200

    await eventually(is_erased)


@pytest.mark.parametrize("step", STEPS)
async def test_a_server_that_is_killed_while_it_erases_somebody_leaves_nothing_half_done(
    tmp_path: Path, step: str
) -> None:
    killed = Node(tmp_path, room_idle_s=0, fault=STANDS_STILL.format(step=step))
    node = Node(tmp_path, room_idle_s=0)
    try:
        await killed.start()
        host = await Host.create(killed, initial_code="")
        session = {"session_id": host.session_id, "host_token": host.token}
        me = participant_of(host.session_id, ANA)
        async with RawClient(killed.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ana:
            await ana.hello(ANA, SECRETS[0])
            await ana.send(update_frame(typed(7, 0, SECRETS[1])))
            await ana.receive_saved(1)
        await all_rooms_are_closed(killed)
        await host.post("end")
        before = (await read_replay(killed.http, session))["entries"]
        asking = asyncio.create_task(erase(host, me))
        await eventually(lambda: f"stands still after {step}" in killed.logs)
        await killed.kill()
        asking.cancel()

        await node.start()
        host.node = node
        if step != COMMITTED:
            assert (await read_replay(node.http, session))["entries"] == before
            await erase(host, me)
        after = str(await read_replay(node.http, session))
        assert not [word for word in (me, SECRETS[0]) if word in after]
        assert await host.code(node) == ""
        await node.stop()
        left = await dump(f"sqlite:///{tmp_path}/data/codesala.db")
        assert not [word for word in (me, *SECRETS) if word.encode() in left]
    finally:
        await killed.kill()
        await node.kill()
