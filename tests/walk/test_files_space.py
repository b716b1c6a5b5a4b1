"""How much text the files of a session hold together, the deleted ones included."""

from typing import Any

from tests.conftest import StartNode
from tests.support.host import Host
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.yjs import typed, update_frame

ME = 77
KIB = 1024


async def ask(client: RawClient, kind: str, **of: str) -> dict[str, Any]:
    await client.request(type=f"file.{kind}", nonce="n", **of)
    while True:
        event = await client.receive_event("file.created", "file.deleted", "file.restored", "file.refused")
        if event.get("nonce") == "n":
            return event


async def test_deleted_files_leave_room_until_they_hold_four_times_as_much_and_come_back_where_there_is_room(
    start_node: StartNode, database_url: str
) -> None:
    node = await start_node(database_url=database_url, max_code_bytes=KIB, max_document_bytes=KIB)
    session = await Host.create(node, initial_code="")
    files: list[str] = []

    async def fill(client: RawClient) -> None:
        files.append((await ask(client, "create", path=f"{len(files)}.txt"))["file"])
        clock = 900 * (len(files) - 1)
        await client.send(update_frame(typed(ME, clock, "x" * 900, root=f"file:{files[-1]}")))

    async with RawClient(node.ws_url, session.candidate, subprotocol=SUBPROTOCOL) as ana:
        for number in range(4):
            await fill(ana)
            await ana.receive_saved(number + 1)
            if number == 1:
                refused = await ask(ana, "restore", file=files[0])
                assert (refused["type"], refused["reason"]) == ("file.refused", "too_big")
            await ask(ana, "delete", file=files[number])
        await fill(ana)
        assert await ana.close_code() == 4413
    async with RawClient(node.ws_url, session.candidate, subprotocol=SUBPROTOCOL) as ana:
        assert (await ask(ana, "restore", file=files[3]))["type"] == "file.restored"
    answer = await node.http.post(f"{session.url}/files/{files[0]}/restore", headers=bearer(session.token))
    assert answer.status_code == 413, answer.text
