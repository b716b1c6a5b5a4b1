"""Who switches the language of a room, and who is told that they did."""

from tests.support.cluster import Node
from tests.support.raw import EVENT, STATE, SUBPROTOCOL, RawClient

KEY = "0123456789abcdef"


async def test_a_language_change_is_told_to_all_with_who_did_it(node: Node) -> None:
    session = await node.create_session(initial_code="kept")
    async with (
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana,
        RawClient(node.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as ben,
    ):
        await ana.hello(KEY, "Ana")
        await ben.receive_json(STATE)
        await ana.request_language("java")
        assert (await ben.receive_json(STATE))["session"]["language"] == "java"
        event = await ben.receive_json(EVENT)
        told = [event[key] for key in ("type", "name", "language", "previous")]
        assert told == ["language", "Ana", "java", "python"]
    found = await node.http.get(f"/api/sessions/{session['session_id']}")
    assert found.json()["language"] == "java"
    assert (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text == "kept"


async def test_of_two_pages_of_one_person_that_ask_for_a_language_one_is_told_that_it_did(node: Node) -> None:
    session = await node.create_session()
    async with (
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as left,
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as right,
    ):
        for page in (left, right):
            await page.hello(KEY, "Ana")
            await page.receive_json(STATE)
        for page in (left, right):
            await page.request_language("java")
        told = [await page.receive_json(EVENT) for page in (left, right)]
        assert sorted(event.get("yours", False) for event in told) == [False, True]
        await right.request_language("cpp")
        for page, yours in ((left, None), (right, True)):
            event = await page.receive_json(EVENT)
            assert (event["previous"], event["language"], event.get("yours")) == ("java", "cpp", yours)
