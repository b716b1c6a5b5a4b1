"""What pages tell of their people: whom they follow, pastes, absences, and when offline edits were made."""

from pathlib import Path
from typing import Any

import pytest
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import ROSTER, STATE, SUBPROTOCOL, RawClient
from tests.support.waiting import deadline
from tests.support.yjs import typed, update_frame

from codesala.db.database import open_database
from codesala.identity import participant_of
from codesala.recordings.rows_log import SqlSessionLog
from codesala.wire.entries import EntryKind, unpack

ME, OTHER = 77, 88
ANA, BEN = "a" * 32, "b" * 32


def page(node: Node, token: str) -> RawClient:
    return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL)


async def follows(client: RawClient, expected: dict[str, str | None]) -> None:
    """Wait until the list of people says who follows whom, by name."""
    while True:
        people = (await client.receive_json(ROSTER))["people"]
        names = {one["participant"]: one["name"] for one in people}
        if {one["name"]: names.get(one["follows"]) for one in people} == expected:
            return


async def test_everybody_sees_who_follows_whom_on_all_nodes(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    async with page(first, host.token) as ana, page(second, host.candidate) as ben:
        await ana.hello(ANA, "Ana")
        await ben.hello(BEN, "Ben")
        await follows(ana, {"Ana": None, "Ben": None})
        await ana.request(type="follow", participant=participant_of(host.session_id, BEN))
        await follows(ben, {"Ana": "Ben", "Ben": None})
        await ana.request(type="follow", participant="x" * 16)  # somebody who has just left
        await ana.request(type="follow", participant=None)
        await follows(ben, {"Ana": None, "Ben": None})
        await ana.request(type="follow", participant=participant_of(host.session_id, BEN))
        await follows(ana, {"Ana": "Ben", "Ben": None})
        await ben.connection.close()
        await follows(ana, {"Ana": None})
        async with page(first, host.candidate) as back:
            await back.hello(BEN, "Ben")
            await follows(back, {"Ana": "Ben", "Ben": None})


async def test_pastes_and_absences_are_told_to_all_and_recorded(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    async with page(first, host.token) as ana, page(second, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        await ana.receive_json(STATE)
        await ben.request(type="paste", characters=120, lines=4, away_ms=3000)
        await ben.request(type="away", duration_ms=45_000)
        paste = await ana.receive_event("paste")
        assert (paste["name"], paste["characters"], paste["lines"], paste["away_ms"]) == ("Ben", 120, 4, 3000)
        assert (await ana.receive_event("away"))["duration_ms"] == 45_000


async def test_hosts_alone_see_who_has_left_the_page_until_they_are_back(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)

    async def sees(client: RawClient, expected: dict[str, bool | None]) -> None:
        async with deadline():
            while {
                one["name"]: one.get("left_page") for one in (await client.receive_json(ROSTER))["people"]
            } != expected:
                pass

    async with (
        page(first, host.token) as ana,
        page(second, host.candidate) as ben,
        page(second, host.candidate) as bens_other_tab,
        page(first, host.observer) as olga,
    ):
        await ana.hello(ANA, "Ana")
        for tab in (ben, bens_other_tab):
            await tab.hello(BEN, "Ben")
        await olga.hello("o" * 32, "Olga")
        await sees(ana, {"Ana": False, "Ben": False, "Olga": False})
        await ben.request(type="left")
        await olga.request(type="left")  # of observers nothing is recorded
        await bens_other_tab.request(type="left")
        await sees(ana, {"Ana": False, "Ben": True, "Olga": False})
        await ben.request(type="away", duration_ms=7_000)
        assert (await ana.receive_event("away"))["duration_ms"] == 7_000
        await sees(ana, {"Ana": False, "Ben": False, "Olga": False})
        await sees(olga, {"Ana": None, "Ben": None, "Olga": None})


async def test_what_was_noticed_offline_was_then_but_not_before_the_server_last_heard_of_them(node: Node) -> None:
    host = await Host.create(node)
    async with page(node, host.token) as ana, page(node, host.candidate) as ben:
        await ana.receive_json(STATE)
        await ben.hello(BEN, "Ben")
        await ben.request(type="paste", characters=1, lines=1, away_ms=0, ago_ms=0)
        paste = await ana.receive_event("paste")
        assert "ago_ms" not in paste
        await ben.request(type="away", duration_ms=1000, ago_ms=10**9)
        away = await ana.receive_event("away")
        assert paste["at"] - 10**9 < away["at"] <= paste["at"] <= away["at"] + away["ago_ms"]


async def test_what_observers_and_the_locked_tell_is_not_recorded(node: Node) -> None:
    host = await Host.create(node)
    async with page(node, host.token) as ana, page(node, host.observer) as olga, page(node, host.candidate) as ben:
        for client in (ana, olga, ben):
            await client.receive_json(STATE)
        await olga.request(type="paste", characters=1, lines=1, away_ms=0)
        await olga.request(type="away", duration_ms=2000)
        await host.patch(is_locked=True)
        await ben.receive_state(notice="locked")
        await ben.request(type="paste", characters=2, lines=1, away_ms=0)
        await host.patch(is_locked=False)
        await ben.receive_state(notice=None)
        await ben.request(type="paste", characters=3, lines=1, away_ms=0)
        assert (await ana.receive_event("paste", "away"))["characters"] == 3


@pytest.mark.parametrize(
    "request_",
    [
        {"type": "follow", "participant": 3},
        {"type": "follow", "participant": "x" * 5000},
        {"type": "paste", "characters": -1, "lines": 1, "away_ms": 0},
        {"type": "paste", "characters": 1, "lines": 1},
        {"type": "paste", "characters": True, "lines": 1, "away_ms": 0},
        {"type": "paste", "characters": 1e300, "lines": 1, "away_ms": 0},
        {"type": "paste", "characters": 1, "lines": [1], "away_ms": 0},
        {"type": "paste", "characters": 1, "lines": 1, "away_ms": 10_001},
        {"type": "away"},
        {"type": "away", "duration_ms": 1000, "ago_ms": -1},
        {"type": "away", "duration_ms": 1000, "ago_ms": "long"},
        {"type": "away", "duration_ms": "long"},
        {"type": "away", "duration_ms": 10**18},
        {"type": "offline"},
        {"type": "offline", "ages_ms": []},
        {"type": "offline", "ages_ms": {"0": 1}},
        {"type": "offline", "ages_ms": [1.5]},
        {"type": "offline", "ages_ms": [-1]},
        {"type": "offline", "ages_ms": [None]},
        {"type": "offline", "ages_ms": [10**18]},
        {"type": "offline", "ages_ms": [0] * 5_001},
        {"type": ["follow"]},
        {"type": None},
        {},
    ],
    ids=lambda request: str(request)[:50],
)
async def test_what_makes_no_sense_closes_only_its_sender(node: Node, request_: dict[str, Any]) -> None:
    host = await Host.create(node)
    async with page(node, host.token) as ana, page(node, host.candidate) as eve:
        await ana.receive_json(STATE)
        await eve.send(yjs.request(request_))
        assert await eve.close_code() == 4400
        await ana.request(type="follow", participant=None)
        await ana.hello(ANA, "Ana")
        await follows(ana, {"Ana": None})


async def recorded(node: Node, session_id: str, key: str) -> list[tuple[int | None, bytes]]:
    """One person's updates in the order of the log: how old each was said to be (None: it was typed then), and what
    it was."""
    author = participant_of(session_id, key)
    database = open_database(f"sqlite:///{Path(str(node.settings['data_dir'])) / 'codesala.db'}", 1, 10)
    _, stored = await SqlSessionLog(database, 10).load(session_id)
    await database.aclose()
    found: list[tuple[int | None, bytes]] = []
    age: int | None = None
    for batch in stored.batches:
        for entry in unpack(batch.data):
            if entry.author != author:
                continue
            if entry.kind is EntryKind.UPDATE:
                found.append((age, entry.body))
                age = None
            elif b'"offline"' in entry.body:
                (age,) = yjs.read_json(entry.body)["ages_ms"]
    return found


def letter(clock: int) -> bytes:
    return typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)


async def test_offline_edits_keep_their_times_each_with_its_own_update(node: Node) -> None:
    host = await Host.create(node, initial_code="")
    async with page(node, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        await ben.send(update_frame(letter(0)))
        await ben.receive_saved(1)
    async with page(node, host.candidate) as ben, page(node, host.candidate) as other_tab:
        for tab in (ben, other_tab):
            await tab.hello(BEN, "Ben")
        # Five were made offline: of these the second is known already, and the fourth builds on what is not there.
        await ben.request(type="offline", ages_ms=[50, 40, 30, 20, 10])
        await ben.send(update_frame(letter(1)))
        await ben.send(update_frame(letter(0)))
        await ben.send(update_frame(letter(2)))
        await ben.send(update_frame(letter(9)))
        await ben.send(update_frame(letter(3)))
        await ben.send(yjs.step2(letter(4)))
        await ben.send(yjs.step2(letter(4)))
        await ben.send(update_frame(letter(5)))  # typed now
        await ben.receive_saved(8)
        await other_tab.send(update_frame(typed(OTHER, 0, "y")))
        await other_tab.receive_saved(1)
    entries = await recorded(node, host.session_id, BEN)
    bodies = [body for _, body in entries]
    assert bodies == [letter(0), letter(1), letter(2), letter(3), letter(4), letter(5), typed(OTHER, 0, "y")]
    ages = [age for age, _ in entries]
    assert [age is not None for age in ages] == [False, True, True, True, False, False, False]


async def test_nobody_typed_before_the_server_last_heard_of_them_nor_backwards(node: Node) -> None:
    host = await Host.create(node, initial_code="")
    day_ms = 86_400_000
    async with page(node, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        await ben.request(type="offline", ages_ms=[day_ms, 0, day_ms])
        for clock in range(3):
            await ben.send(update_frame(letter(clock)))
        await ben.receive_saved(3)
    ages = [age for age, _ in await recorded(node, host.session_id, BEN)]
    assert None not in ages
    assert ages[0] is not None
    assert 0 < ages[0] < 60_000  # the session is not older than this test
    assert ages[1:] == [max(0, age or 0) for age in ages[1:]]
    assert max(age or 0 for age in ages[1:]) < 1_000  # what came after an edit of now is of now too
    async with page(node, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        await ben.request(type="offline", ages_ms=[day_ms])
        await ben.send(update_frame(letter(3)))
        await ben.receive_saved(1)
    last = (await recorded(node, host.session_id, BEN))[-1][0]
    assert last is not None
    assert last < ages[0] + 60_000
