"""Who is told in a room that an interviewer has submitted a scorecard: the hosts, on every node, and only that."""

import secrets

from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import ROSTER, STATE, SUBPROTOCOL, RawClient
from tests.support.rest import bearer

CARD = {"name": "A name on the card", "skills": [], "verdict": "no", "comment": "private words"}


async def submit(host: Host, key: str) -> None:
    headers = bearer(host.token) | {"Codesala-Key": key}
    url = f"{host.url}/scorecards/own"
    assert (await host.node.http.put(url, headers=headers, json=CARD)).status_code in (200, 409)
    answer = await host.node.http.post(f"{url}/submit", headers=headers)
    assert answer.status_code == 200, answer.text


async def test_hosts_on_every_node_hear_that_a_scorecard_was_submitted_and_nobody_else_does(
    two_nodes: tuple[Node, Node],
) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="")
    key = secrets.token_hex(16)
    async with (
        RawClient(first.ws_url, host.token, subprotocol=SUBPROTOCOL) as ana,
        RawClient(first.ws_url, host.token, subprotocol=SUBPROTOCOL) as cleo,
        RawClient(second.ws_url, host.token, subprotocol=SUBPROTOCOL) as bo,
        RawClient(first.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as marcus,
        RawClient(second.ws_url, host.observer, subprotocol=SUBPROTOCOL) as olga,
    ):
        for person in (ana, bo, cleo, marcus, olga):
            await person.receive_json(STATE)
        await ana.hello(key, "Ana")
        while all(person["name"] != "Ana" for person in (await ana.receive_json(ROSTER))["people"]):
            pass
        for _ in range(2):  # the second time changes nothing
            await submit(host, key)
        await host.patch(is_locked=True)
        for person in (ana, bo, cleo):
            told = await person.receive_event("scorecard", "locked")
            assert (told["type"], told["name"]) == ("scorecard", "Ana")
            assert told.keys() == {"type", "at", "participant", "name"}, "and nothing of what it says"
            assert (await person.receive_event("scorecard", "locked"))["type"] == "locked"
        for person in (marcus, olga):
            assert (await person.receive_event("scorecard", "locked"))["type"] == "locked"
