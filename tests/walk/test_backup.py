"""The rehearsal of a restore: backed up under typing, lost, restored elsewhere; people come back with the rest."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import StartNode, fresh_database
from tests.support.cluster import Node
from tests.support.command import backup, restore
from tests.support.host import Host
from tests.support.metrics import everything_is_stored
from tests.support.notes import Notes
from tests.support.page import Page
from tests.support.recording import read_replay, replayed_texts
from tests.support.rest import bearer
from tests.support.waiting import eventually

from codesala.recordings.verify import verify


@pytest.fixture
async def other_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    async with fresh_database(database_kind, request, tmp_path / "elsewhere") as url:
        yield url


async def ended_interview(node: Node) -> tuple[Host, bytes]:
    """One with a note, and its export as it was made."""
    made = await node.create_session(initial_code="print('over')\n")
    host = Host(node, made)
    await Notes(node, made).add(title="private", content="think again")
    await host.post("end")
    return host, await export(host, node)


async def export(host: Host, node: Node) -> bytes:
    async def made() -> bytes | None:
        answer = await node.http.get(f"{host.url}/export", headers=bearer(host.token))
        return answer.content if answer.status_code == 200 else None

    data = await eventually(made, what=lambda: node.logs[-3000:])
    assert data
    return data


def log_rows(said: str) -> int:
    found = re.search(r"(\d+) log rows", said)
    assert found, said
    return int(found[1])


async def test_people_who_know_more_than_the_backup_heal_it(
    start_node: StartNode, database_url: str, other_url: str, tmp_path: Path
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=0.5)
    over, file = await ended_interview(node)
    session = await node.create_session(initial_code="")
    async with (
        Page(node.ws_url, session["room_id"]) as ana,
        Page(node.ws_url, session["host_token"]) as ben,
    ):
        for page in (ana, ben):
            page.insert(0, "begun ")
            await page.is_saved()
        backing_up = asyncio.create_task(asyncio.to_thread(backup, database_url, tmp_path / "backup"))
        while not backing_up.done():  # "Saved" goes on being said meanwhile
            ana.insert(len(ana.text), "a")
            ben.insert(0, "b")
            await asyncio.gather(ana.is_saved(), ben.is_saved())
        made = await backing_up
        assert made.returncode == 0, made.stderr
        for page in (ana, ben):
            page.insert(0, "not in the backup ")
            await page.is_saved()
        await node.kill()
        again = await asyncio.to_thread(backup, database_url, tmp_path / "of-the-end")
        restored = await asyncio.to_thread(restore, other_url, tmp_path / "backup")
        assert restored.returncode == 0, restored.stderr
        assert log_rows(made.stdout) == log_rows(restored.stdout) < log_rows(again.stdout)

        successor = await start_node(database_url=other_url, port=node.port)
        ana.insert(0, "and on ")

        async def both_have_everything() -> bool:
            assert ana.text == ben.text == await code(successor, session)
            assert ana.text.count("not in the backup") == 2
            return "and on" in ana.text

        await eventually(both_have_everything, what=lambda: f"{ana} {ben} {successor.logs[-3000:]}")
        await asyncio.gather(ana.is_saved(), ben.is_saved())
        assert not ana.is_stopped
        assert not ben.is_stopped
    await everything_is_stored(successor)
    *_, last = replayed_texts(await read_replay(successor.http, session))
    assert last == await code(successor, session)
    assert await export(over, successor) == file
    assert verify(file).findings == []
    assert [note["title"] for note in await Notes(successor, notes_of(over)).all()] == ["private"]


async def code(node: Node, session: dict[str, Any]) -> str:
    return (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text


def notes_of(host: Host) -> dict[str, Any]:
    return {"session_id": host.session_id, "host_token": host.token}
