"""Code and files of sessions whose rooms are closed: read from their logs for many who ask, and for whoever asks."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from codesala.recordings.rows_log import SqlSessionLog
from tests.contract.test_rest_files import UTIL, Files
from tests.support.rest import Rest, serving
from tests.support.waiting import eventually


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder) as rest:
        yield rest


@pytest.fixture
async def files(rest: Rest) -> Files:
    return Files(rest, await rest.create(initial_code="main\n", language="java", files=[UTIL]))


class SlowLog:
    """Says which sessions' logs are read, and holds whoever reads them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.at_once: set[str] = set()
        """Sessions that are not held."""
        self.may_go = asyncio.Event()
        load = SqlSessionLog.load

        async def held(log: SqlSessionLog, session_id: str) -> Any:
            self.read.append(session_id)
            found = await load(log, session_id)
            if session_id not in self.at_once:
                await self.may_go.wait()
            return found

        monkeypatch.setattr(SqlSessionLog, "load", held)


async def test_many_who_ask_at_once_for_the_code_of_a_closed_room_have_its_log_read_once(
    rest: Rest, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, candidate = SlowLog(monkeypatch), f"/api/links/{files.session['room_id']}"
    first = asyncio.create_task(rest.http.get(f"{candidate}/code"))
    await eventually(lambda: log.read)
    paths = ["/code", "/files", "/files.zip", "/files/main"] * 5
    others = [asyncio.create_task(rest.http.get(candidate + path)) for path in paths]
    for _ in range(20):
        await rest.link(files.session["room_id"])  # they have all asked by then
    log.may_go.set()
    assert [answer.status_code for answer in await asyncio.gather(first, *others)] == [200] * 21
    assert len(log.read) <= 2, "for the first, and once for all who asked while that was read"


async def test_who_asks_for_the_files_after_a_change_is_told_of_it_whoever_asked_before(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = SlowLog(monkeypatch)
    before = asyncio.create_task(files.paths())
    await eventually(lambda: log.read)
    await files.create("new.txt")
    after = asyncio.create_task(files.paths())
    log.may_go.set()
    assert await before == ["Main.java", "lib/util.py"]
    assert await after == ["Main.java", "lib/util.py", "new.txt"]


async def test_the_code_of_many_closed_rooms_is_read_for_a_few_at_a_time(
    rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = [(await rest.create(initial_code=str(number)))["room_id"] for number in range(6)]
    log = SlowLog(monkeypatch)
    asked = [asyncio.create_task(rest.http.get(f"/api/links/{room}/code")) for room in rooms]
    await eventually(lambda: log.read)
    for _ in range(20):
        await rest.link(rooms[0])  # whoever did not have to wait is read by then
    assert len(log.read) <= 2
    log.may_go.set()
    assert [answer.text for answer in await asyncio.gather(*asked)] == list("012345")


async def test_whatever_one_address_asks_for_another_is_answered(rest: Rest, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [(await rest.create())["room_id"] for _ in range(6)]
    mine = await rest.create(initial_code="mine")
    log = SlowLog(monkeypatch)
    log.at_once.add(mine["session_id"])
    asked = [asyncio.create_task(rest.http.get(f"/api/links/{room}/code")) for room in [*many, mine["room_id"]]]
    await eventually(lambda: log.read)
    for _ in range(20):
        await rest.link(mine["room_id"])  # they have all asked by then, for what another asks for too
    answer = await rest.from_address("192.0.2.2").http.get(f"/api/links/{mine['room_id']}/code")
    assert (answer.status_code, answer.text) == (200, "mine")
    log.may_go.set()
    assert [answer.status_code for answer in await asyncio.gather(*asked)] == [200] * 7
