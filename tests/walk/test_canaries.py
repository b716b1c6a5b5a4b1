"""What people write, who they are and what opens their session stands in no log, no metric, no name of a file and no
command line, also where something goes wrong with it. Nor does it write lines of its own into the log."""

import secrets
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.conftest import StartNode
from tests.support.host import Host
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.rest import OPERATORS_KEY, bearer
from tests.support.waiting import eventually
from tests.support.yjs import request, typed, update_frame, var_bytes


async def test_logs_metrics_and_names_of_files_hold_nothing_of_people(start_node: StartNode) -> None:
    words = {name: f"{name}{secrets.token_hex(8)}" for name in ("title", "code", "typed", "name", "note", "comment")}
    words |= {name: f"{name}{secrets.token_hex(8)}" for name in ("key", "wrong", "output", "language")}
    node = await start_node(log_level="debug", log_format="json", admin_token=OPERATORS_KEY, metrics_for="operator")
    host = await Host.create(node, title=words["title"], initial_code=words["code"])
    opening = {"first host": host.token, "candidate": host.candidate, "observer": host.observer}
    async with RawClient(node.ws_url, host.token, subprotocol=SUBPROTOCOL) as person:
        await person.hello(words["key"], words["name"])
        await person.send(update_frame(typed(7, 0, words["typed"])))
        await person.receive_saved(1)
        await person.run("run-0001")
        await person.request(type="run.output", run_id="run-0001", stream="stdout", text=words["output"])
        await person.request_language(words["language"])
        await host.post("notes", 201, key=words["key"], title=words["note"], content=words["note"])
        headers = bearer(host.token) | {"Codesala-Key": words["key"]}
        card = {"comment": words["comment"], "verdict": "yes"}
        assert (await node.http.put(f"{host.url}/scorecards/own", json=card, headers=headers)).status_code == 200
        assert (await node.http.post(f"{host.url}/scorecards/own/submit", headers=headers)).status_code == 200
    opening["replay"] = (await host.post("links/replay", 201))["token"]
    opening["host"] = host.token = (await host.post("links/host", 201))["token"]
    opening |= {"session id": host.session_id, "operator": OPERATORS_KEY}

    wrong = words["wrong"]
    for path in (
        f"/{wrong}",
        f"/h/{wrong}",
        f"/api/links/{wrong}?after={wrong}",
        f"/api/sessions/{wrong}",
        f"/s/{wrong}/",
    ):
        await node.http.get(path, headers=bearer(wrong) | {"User-Agent": wrong, "Referer": wrong, "Origin": wrong})
    for body in (f'{{"{wrong}": 1}}', f'{{"title": "{wrong}', f'["{wrong}"]'):
        await node.http.post("/api/sessions", content=body, headers={"Content-Type": "application/json"})
    for frame in (request({"type": wrong, "run_id": wrong}), wrong.encode(), wrong):
        async with RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as stranger:
            await stranger.hello(words["key"], words["name"])
            await stranger.send(frame)
    await host.post("end")
    names: list[str] = []

    async def export_is_made() -> bool:
        answer = await node.http.get(f"{host.url}/export", headers=bearer(host.token))
        names.append(answer.headers.get("content-disposition", ""))
        return answer.status_code == 200

    await eventually(export_is_made)
    metrics = (await node.http.get("/metrics", headers=bearer(OPERATORS_KEY))).text
    names += [str(path.relative_to(node.folder)) for path in node.folder.rglob("*")]
    places = {
        "log": node.logs,
        "metrics": metrics,
        "names of files": "\n".join(names),
        "command line": Path(f"/proc/{node.worker_pid}/cmdline").read_text(),
    }
    assert "codesala_http_requests_total" in metrics
    assert "room opened" in node.logs
    assert any("codesala-" in name for name in names)
    found = [
        (word, where) for where, text in places.items() for word, told in (words | opening).items() if told in text
    ]
    assert not found


@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_what_people_send_begins_no_line_of_the_log(start_node: StartNode, log_format: str) -> None:
    hostile = "\n[error] FAKE\r\n[error] FAKE\x1b[31m\u2028[error] FAKE\x85[error] FAKE"
    node = await start_node(log_level="debug", log_format=log_format)
    host = await Host.create(node, title=f"title{hostile}", initial_code=hostile)
    frames = (request({"type": hostile}), hostile.encode(), b"\x00\x02" + var_bytes(hostile.encode()), hostile)
    for frame in frames:
        async with RawClient(node.ws_url, host.token, subprotocol=SUBPROTOCOL, User_Agent=quote(hostile)) as person:
            await person.hello("a secret of a browser", hostile)
            await person.request_language(hostile)
            await person.request(type="file.create", path=hostile, nonce=hostile)
            await person.request(type="run.start", run=hostile, seq=0, language=hostile, runtime=hostile, on=hostile)
            await person.send(frame)
            await person.send(hostile)  # no text frame is taken
            await person.rest()
    strange = quote(hostile)
    for path in (f"/{strange}", f"/h/{strange}", f"/api/links/{strange}?after={strange}", f"/ws/{strange}"):
        await node.http.get(path, headers=bearer(strange) | {"User-Agent": strange, "Origin": strange})
    for body in ({hostile: hostile, "language": hostile}, {"title": hostile, "files": [{"path": hostile, "text": ""}]}):
        assert (await node.http.post("/api/sessions", json=body)).status_code == 422
    assert await node.stop() in (0, -15)
    assert "room opened" in node.logs
    assert not [line for line in node.logs.splitlines() if line.lstrip().startswith(("[error] FAKE", "FAKE"))]
