"""Erasing a person who made files: others' text in them stays, what that person called and wrote in them is nowhere."""

import json

from tests.conftest import StartNode
from tests.support.dump import dump
from tests.support.exports import files_of
from tests.support.host import Host
from tests.support.metrics import all_rooms_are_closed
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

from codesala.identity import participant_of
from codesala.recordings.verify import verify

ANA, BEN = "a" * 32, "b" * 32
NAME = "anas-canary.py"


async def test_of_an_erased_persons_files_only_what_others_wrote_is_left(
    start_node: StartNode, database_url: str
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=0.5, room_idle_s=0)
    host = await Host.create(node, initial_code="main\n")
    ana, keyed = participant_of(host.session_id, ANA), {"Codesala-Key": ANA}
    async with (
        RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as hers,
        RawClient(node.ws_url, host.token, subprotocol=SUBPROTOCOL) as his,
    ):
        await hers.hello(ANA, "Ana")
        await his.hello(BEN, "Ben")
        await hers.request(type="file.create", path=NAME, nonce="1")
        file_id = (await hers.receive_event("file.created"))["file"]
        run = {"run": "run-of-her-file", "seq": 0, "language": "python", "runtime": "Python", "on": "browser"}
        await hers.request(type="run.start", entry=NAME, **run)
        await hers.receive_event("run.started")
        root = f"file:{file_id}"
        await hers.send(update_frame(typed(7, 0, "hers-in-the-file", root=root)))
        await hers.receive_saved(1)
        await his.receive_update(b"hers-in-the-file")
        await his.send(update_frame(typed(8, 0, "his", after=(7, 15))))
        await his.receive_saved(1)
    await all_rooms_are_closed(node)

    data = (await node.http.get(f"/api/links/{host.candidate}/data", headers=keyed)).json()
    assert [event["path"] for event in data["events"] if event["type"] == "file.created"] == [NAME]
    assert data["edits"][0]["files"] == [file_id]

    await host.post("end")

    async def exported() -> dict[str, bytes]:
        answer = await node.http.get(f"{host.url}/export", headers=bearer(host.token))
        assert answer.status_code == 200
        assert verify(answer.content).findings == []
        return files_of(answer.content)

    async def is_whole() -> bool:
        files = await exported()
        assert files[f"files/{NAME}"] == b"hers-in-the-filehis"
        return True

    async def is_erased() -> bool:
        files = await exported()
        assert files[f"files/file-{file_id}.txt"] == b"his"
        assert [one["path"] for one in json.loads(files["files.json"])] == [f"file-{file_id}.txt"]
        assert not [name for name, content in files.items() if b"hers-in-the-file" in content or NAME in name]
        assert not [name for name, content in files.items() if NAME.encode() in content]
        return True

    async def nothing_is_stored() -> bool:
        kept = await dump(database_url)
        assert NAME.encode() not in kept
        assert b"hers-in-the-file" not in kept
        return True

    await eventually(is_whole)
    await host.post(f"participants/{ana}/erase", text="remove", preview=False)
    await eventually(is_erased)
    listed = (await node.http.get(f"{host.url}/files", headers=bearer(host.token))).json()
    assert [(one["path"], one["bytes"]) for one in listed][1:] == [(f"file-{file_id}.txt", 3)]
    report = await node.http.get(f"{host.url}/report", headers=bearer(host.token))
    assert report.status_code == 200
    assert f"file-{file_id}.txt" in report.text
    replay = await node.http.get(f"{host.url}/replay", headers=bearer(host.token))
    assert replay.status_code == 200
    assert NAME not in report.text + replay.text
    await eventually(nothing_is_stored)
