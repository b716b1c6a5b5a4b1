"""A session that kills its worker does so twice at most: then it is read-only, and all other sessions go on."""

import contextlib
import re
from functools import partial
from pathlib import Path

import httpx2
import pytest
from tests.support.cluster import Node
from tests.support.command import forked
from tests.support.host import Host
from tests.support.metrics import all_rooms_are_closed
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame
from websockets.exceptions import WebSocketException

ME = 77

# The process dies, as by a fault in compiled code, in the middle of a function of the product, at certain bytes.
DIES_AT_TAKING = """
import os
from codesala.rooms.documents.document import Document
take = Document.take
Document.take = lambda self, update, verdict: os.abort() if b"DEADLY" in update else take(self, update, verdict)
"""
DIES_AT_READING = """
import os
from codesala.rooms.node import opening
rebuild = opening.rebuild
opening.rebuild = lambda log, *also: (
    os.abort() if any(b"DEADLY" in one.data for one in log.batches) else rebuild(log, *also)
)
"""
DIES_AT_EXPORTING = """
import os
from datetime import timedelta
from codesala.jobs import exports
from codesala.recordings import export_queue
export_queue.LEASE = timedelta(seconds=1)
make = exports.make_export
exports.make_export = lambda material, player: (
    os.abort() if any(b"DEADLY" in one.data for one in material.stored.batches) else make(material, player)
)
"""
DIES_AT_LOOKING_BACK = """
import os
from codesala.participants import api as participants
from codesala.recordings import api as replay
from codesala.recordings import api_report as report
def deadly(module, name, stored_of):
    work = getattr(module, name)
    def dies(given, *arguments, **keywords):
        is_deadly = any(b"DEADLY" in one.data for one in stored_of(given))
        return os.abort() if is_deadly else work(given, *arguments, **keywords)
    setattr(module, name, dies)
deadly(replay.service, "page_as_json", lambda stored: stored.batches)
deadly(report, "report_as_html", lambda material: material.stored.batches)
deadly(participants, "_people", lambda stored: stored.batches)
"""
DIES_AT_A_CHECKPOINT = """
import os
from codesala.rooms.journal import checkpointer
checkpointer.make_checkpoint = lambda log: os.abort()
"""
HANGS_AT_TAKING = """
from threading import Event
from codesala.rooms.documents.document import Document
take = Document.take
Document.take = lambda self, update, verdict: b"ENDLESS" in update and Event().wait() or take(self, update, verdict)
"""

HANG_S = 15
"""Longer than any worker of a busy machine gets no turn: who is ended for that has nobody to blame."""


def was_counted(node: Node, times: int) -> bool:
    return node.logs.count("a worker died at a session") == times


async def ended_by(node: Node, token: str, text: str) -> None:
    """Somebody writes a text, everybody's connection is lost, and another worker is there."""
    before = node.logs.count("has died")
    async with RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL) as writer:
        await writer.receive_state(notice=None)
        await writer.send(update_frame(typed(ME, 0, text)))
        await eventually(lambda: node.logs.count("has died") > before)
    await node.ready()


async def test_a_session_whose_text_kills_the_server_is_read_only_after_the_second_time(tmp_path: Path) -> None:
    node = Node(tmp_path, fault=DIES_AT_TAKING)
    try:
        await node.start()
        deadly, other = await Host.create(node, initial_code="kept"), await Host.create(node, initial_code="")
        async with StockClient(node.ws_url, other.candidate) as ana:
            await _writes(ana, "on", other)
            await ended_by(node, deadly.candidate, "DEADLY")
            async with RawClient(node.ws_url, deadly.candidate, subprotocol=SUBPROTOCOL) as ben:
                assert (await ben.receive_state(notice=None))["can_write"], "once may be an accident"
            await _writes(ana, "goes ", other)
            await ended_by(node, deadly.candidate, "DEADLY")
            async with (
                RawClient(node.ws_url, deadly.candidate, subprotocol=SUBPROTOCOL) as ben,
                RawClient(node.ws_url, deadly.token, subprotocol=SUBPROTOCOL) as host,
            ):
                for person in (ben, host):
                    assert not (await person.receive_state(notice="frozen"))["can_write"]
                    await person.send(update_frame(typed(ME, 0, "DEADLY")))
                await ana.insert(0, "all ")
                assert (await node.http.get(f"/api/sessions/{deadly.session_id}/code")).text == "kept"
                await deadly.post("unfreeze")
                await ben.receive_state(notice=None)
            async with StockClient(node.ws_url, other.candidate) as cleo:
                await cleo.sees("all goes on")
        assert node.logs.count("has died") == 2
        assert node.logs.count("a worker died at a session") == 2
        await ended_by(node, deadly.candidate, "DEADLY")
        async with RawClient(node.ws_url, deadly.candidate, subprotocol=SUBPROTOCOL) as ben:
            await ben.receive_state(notice=None)
        assert (await node.http.get(f"/api/sessions/{other.session_id}/code")).text == "all goes on"
    finally:
        await node.kill()


async def test_a_session_that_kills_the_server_when_it_is_read_stays_shut_after_the_third_time(tmp_path: Path) -> None:
    node = Node(tmp_path, fault=DIES_AT_READING)
    try:
        await node.start()
        deadly = await Host.create(node, initial_code="DEADLY")
        for times in (1, 2, 3):
            with pytest.raises((WebSocketException, OSError)):
                async with RawClient(node.ws_url, deadly.candidate, subprotocol=SUBPROTOCOL) as ben:
                    await ben.receive_state(notice=None)
            await eventually(partial(was_counted, node, times))
            await node.ready()
        async with RawClient(node.ws_url, deadly.candidate, subprotocol=SUBPROTOCOL) as ben:
            assert await ben.close_code() == 4013
        answer = await node.http.get(f"/api/sessions/{deadly.session_id}/code")
        assert answer.status_code == 503
        assert "has ended the server three times" in answer.json()["detail"]
        await node.ready()
        assert node.logs.count("has died") == 3
    finally:
        await node.kill()


@pytest.mark.parametrize("when", ["nobody is there", "people are in a room"])
async def test_nobody_is_blamed_for_the_death_of_a_server_that_had_nothing_to_do(tmp_path: Path, when: str) -> None:
    node = Node(tmp_path)
    try:
        await node.start()
        host = await Host.create(node, initial_code="")
        async with contextlib.AsyncExitStack() as people:
            ana = None
            if when == "people are in a room":
                ana = await people.enter_async_context(StockClient(node.ws_url, host.candidate))
            for death in range(2):
                if ana is not None:
                    await _writes(ana, str(death), host)
                await node.kill_worker()
        assert "a worker died at a session" not in node.logs
    finally:
        await node.kill()


async def _writes(person: StockClient, text: str, host: Host) -> None:
    """At the beginning; until the room has it, however late the line is up. Nothing is being done for it then."""
    await person.insert(0, text)

    async def is_there() -> bool:
        answer = await host.node.http.get(f"{host.url}/code", headers=bearer(host.token))
        return answer.text.startswith(text)

    await eventually(is_there)


async def test_a_session_whose_text_hangs_the_server_is_blamed_and_all_others_go_on(tmp_path: Path) -> None:
    node = Node(tmp_path, fault=HANGS_AT_TAKING, hang_s=HANG_S)
    try:
        await node.start()
        endless, other = await Host.create(node, initial_code="kept"), await Host.create(node, initial_code="")
        async with StockClient(node.ws_url, other.candidate) as ana:
            await _writes(ana, "before ", other)
            await ended_by(node, endless.candidate, "ENDLESS")
            await ana.insert(0, "after ")
            async with StockClient(node.ws_url, other.candidate) as cleo:
                await cleo.sees("after before ")
        assert node.logs.count(f"hangs: it has not gone on for {HANG_S} s, and is ended") == 1
        # By whoever is there again, once it gets to it.
        await eventually(partial(was_counted, node, 1), what=lambda: f"counted, in {node.logs}")
        assert re.search(rf"deaths=1 .*session={endless.session_id[:8]}", node.logs)
    finally:
        await node.kill()


async def test_a_session_whose_export_kills_the_server_is_not_exported_again_and_again(tmp_path: Path) -> None:
    node = Node(tmp_path, fault=DIES_AT_EXPORTING, job_interval_s=0.5)
    try:
        await node.start()
        deadly, other = await Host.create(node, initial_code="DEADLY"), await Host.create(node, initial_code="")
        await deadly.post("end")
        await eventually(partial(was_counted, node, 2))
        await node.ready()
        await other.post("end")

        async def export(host: Host) -> httpx2.Response:
            return await node.http.get(f"{host.url}/export", headers=bearer(host.token))

        async def is_exported() -> bool:
            return (await export(other)).status_code == 200

        await eventually(is_exported)
        answer = await export(deadly)
        assert answer.status_code == 503
        assert "has ended the server twice" in answer.json()["detail"]
        assert (await node.http.get(f"/api/sessions/{deadly.session_id}/code")).text == "DEADLY"
        assert node.logs.count("has died") == 2
    finally:
        await node.kill()


async def test_a_session_that_kills_the_server_when_it_is_looked_back_at_is_read_only_and_then_shut(
    tmp_path: Path,
) -> None:
    node = Node(tmp_path, fault=DIES_AT_LOOKING_BACK)
    try:
        await node.start()
        deadly, other = await Host.create(node, initial_code="DEADLY"), await Host.create(node, initial_code="")
        for times, asked in enumerate(("replay", "report", "participants"), 1):
            assert (await node.http.get(f"{other.url}/{asked}", headers=bearer(other.token))).status_code == 200
            with pytest.raises(httpx2.TransportError):
                await node.http.get(f"{deadly.url}/{asked}", headers=bearer(deadly.token))
            await eventually(partial(was_counted, node, times))
            await node.ready()
            if times == 2:
                async with RawClient(node.ws_url, deadly.candidate, subprotocol=SUBPROTOCOL) as ben:
                    await ben.receive_state(notice="frozen")
        for asked in ("replay", "report", "participants", "export"):
            answer = await node.http.get(f"{deadly.url}/{asked}", headers=bearer(deadly.token))
            assert (answer.status_code, answer.json()["code"]) == (503, "shut")
            assert ("twice" if asked == "export" else "three times") in answer.json()["detail"]
        assert node.logs.count("has died") == 3
    finally:
        await node.kill()


async def test_a_session_whose_checkpoint_kills_the_server_stays_open_to_be_read(tmp_path: Path) -> None:
    node = Node(tmp_path, fault=DIES_AT_A_CHECKPOINT, checkpoint_entries=10, room_idle_s=0)
    try:
        await node.start()
        host = await Host.create(node, initial_code="kept")
        for times in (1, 2):  # as everybody has left
            async with RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ben:
                await ben.receive_state(notice=None)
            await eventually(partial(was_counted, node, times))
            await node.ready()
        async with RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ben:
            await ben.receive_state(notice="frozen")
        await all_rooms_are_closed(node)
        assert await host.code(node) == "kept"
        assert node.logs.count("has died") == 2
        data = {"DATA_DIR": str(node.settings["data_dir"])}
        for unknown in ("unknown", "-as-ids-may-begin"):
            assert forked("unfreeze", unknown, **data).returncode == 1
        done = forked("unfreeze", host.session_id, **data)
        assert (done.returncode, done.stdout) == (0, f"{host.session_id}: people may write again.\n")
        async with RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ben:
            await ben.receive_state(notice=None)
    finally:
        await node.kill()
