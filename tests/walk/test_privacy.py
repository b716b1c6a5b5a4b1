"""What hosts write for themselves reaches nobody else: not one byte of it, on no way that a link opens."""

import secrets
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.exports import files_of
from tests.support.host import Host
from tests.support.libraries import Shelf
from tests.support.raw import ROSTER, SYNC, RawClient
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.wiretap import Wiretap, holds
from tests.support.yjs import step1, typed, update_frame
from tests.walk.test_runs import ask

PUBLIC = f"public{secrets.token_hex(8)}"
SECRET = f"secret{secrets.token_hex(8)}"

# What a link answers on its own, before and after the end; else tests would pass while nothing is asked for.
OPEN = {"get /api/links/{token}", "get /api/sessions/{session_id}"}


class Interviewer:
    """One of the people behind the host's link, known by the key of their browser."""

    def __init__(self, host: Host, node: Node, key: str) -> None:
        self.host, self.node, self.key = host, node, key
        self.answers: list[bytes] = []

    async def does(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        headers = bearer(self.host.token) | {"Codesala-Key": self.key}
        answer = await self.node.http.request(method, f"{self.host.url}/{path}", json=body, headers=headers)
        assert answer.status_code == status, answer.text
        self.answers.append(answer.content)
        return answer.json() if answer.content and "json" in answer.headers["content-type"] else answer.content

    async def writes_a_note(self) -> str:
        """Begun, changed and, its sibling, deleted."""
        note = {"title": f"{SECRET} title", "content": f"{SECRET} content", "author": f"{SECRET} author"}
        made = await self.does("POST", "notes", note, 201)
        await self.does("PATCH", f"notes/{made['note_id']}", {"content": f"changed {SECRET}"})
        gone = await self.does("POST", "notes", note, 201)
        await self.does("DELETE", f"notes/{gone['note_id']}", status=204)
        return str(made["note_id"])

    async def fills_in_a_card(self) -> None:
        skills = [{"name": f"{SECRET} skill", "score": 1}]
        card = {"name": f"{SECRET} name", "skills": skills, "verdict": "strong_no", "comment": f"{SECRET} comment"}
        await self.does("PUT", "scorecards/own", card)

    async def writes_a_rubric(self) -> None:
        skills = [{"name": f"{SECRET} rubric", "levels": [f"{SECRET} {score}" for score in range(1, 5)]}]
        await self.does("PUT", "rubric", {"skills": skills})

    async def keeps_how_they_went(self) -> None:
        cases = [{"name": f"{SECRET} {kind} case", "outcome": "failed", "kind": kind} for kind in ("io", "call")]
        await self.does("PUT", "test-reports/hidden-1", {"question": 2, "cases": cases})

    async def downloads_the_export(self) -> bytes:
        async def made() -> bytes | None:
            answer = await self.node.http.get(f"{self.host.url}/export", headers=bearer(self.host.token))
            return answer.content if answer.status_code == 200 else None

        data = await eventually(made)
        assert data
        self.answers.append(data)
        return data

    def finds(self, word: str) -> bool:
        return any(holds(answer, word) for answer in self.answers)


@pytest.fixture
async def nodes(start_node: StartNode, postgres_url: str, redis_url: str) -> tuple[Node, Node]:
    quick: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url, "job_interval_s": 0.5}
    return await start_node(**quick), await start_node(**quick)


async def ask_for_everything(node: Node, tap: Wiretap, places: dict[str, str]) -> set[str]:
    """Every operation of the API and every page, as somebody who holds this link; returns what was not refused."""
    granted = set()
    paths: dict[str, Any] = (await node.http.get("/openapi.json")).json()["paths"]
    for path, operations in paths.items():
        for method in operations:
            if await tap.asks(node, method, path, places | {"token": tap.token}) < 300:
                granted.add(f"{method} {path}")
    for page in "hsor":
        await tap.asks(node, "get", f"/{page}/{tap.token}", {}, f"get /{page}/")
    return granted


async def writes(questions: Shelf, slug: str, title: str) -> str:
    """The id of a question of which all is secret but, if it is shown, what candidates see of it."""
    words = {name: f"{SECRET} {name}" for name in ("name", "stdin", "stdout", "hint")}
    call = {name: f"{SECRET} {name} of a call" for name in ("name", "hint", "expected")}
    call["property"] = f"property_{SECRET}"
    cases = [
        {"id": f"{SECRET}-id", "kind": "io", **words},
        {"id": f"{SECRET}-call", "kind": "call", "input": {"n": [f"{SECRET} argument"]}, **call},
    ]
    endings = {"python": "py", "javascript": "js", "typescript": "ts", "cpp": "cpp", "ruby": "rb", "lua": "lua"}
    languages = {
        name: {"files": {f"main.{ending}": ""}, "solution": {f"main.{ending}": f"{SECRET} solution in {name}"}}
        for name, ending in endings.items()
    }
    statements = {"en": f"The {title} statement"}
    question = await questions.add(
        slug,
        title=title,
        statements=statements,
        tags=[f"{SECRET[:20]} tag"],
        guide=f"{SECRET} guide",
        tests={"cases": cases, "function": {"name": "given", "parameters": [{"name": "n"}]}},
        languages=languages,
        skills=[{"name": f"{SECRET} skill", "levels": [f"{SECRET} level"]}],
    )
    return str(question["summary"]["question_id"])


async def begins_by_a_template(node: Node) -> tuple[Host, dict[str, str]]:
    """A session with two questions of a template, which says what only hosts are to know; and where those stand in
    their library, one in two versions."""
    questions = await Shelf.create(node, f"{SECRET[:20]} library")
    wishes = [{"question_id": await writes(questions, *one)} for one in (("prepared", SECRET), ("shown", PUBLIC))]
    shown = (await questions.ask("GET", f"/questions/{wishes[1]['question_id']}")).json()
    later = await questions.change(shown, 1, guide=f"{SECRET} guide of a later version")
    assert later.status_code == 200, later.text
    rubric = [{"name": f"{SECRET} rubric", "levels": [f"{SECRET} {score}" for score in range(1, 5)]}]
    recipe = {"title": "A title", "questions": wishes, "rubric": rubric, "guide": f"{SECRET} guide"}
    answer = await questions.ask("POST", "/templates", json={"name": f"{SECRET} name", "content": recipe})
    assert answer.status_code == 201, answer.text
    body = {"template_id": answer.json()["template_id"], "initial_code": ""}
    made = await node.http.post("/api/sessions", json=body, headers={"Codesala-Library": questions.use})
    assert made.status_code == 201, made.text
    for path in ("", f"/{wishes[1]['question_id']}", f"/{wishes[1]['question_id']}/versions"):
        assert (await questions.ask("GET", f"/questions{path}", questions.use)).status_code == 200, (
            "there it can be read"
        )
    return Host(node, made.json()), {
        "library_id": questions.library_id,
        "question_id": wishes[1]["question_id"],
        "template_id": body["template_id"],
    }


async def runs_hidden_tests(client: RawClient) -> None:
    """As a page would that tells all it knows of them."""
    run, tests = "hidden-1", {"question": 2, "suite": "hidden", "cases": 2}
    told = {name: f"{SECRET} {name}" for name in ("text", "message", "name", "case")}
    await ask(client, 0, "run.start", run, language="python", runtime="Python 3.14", on="browser", tests=tests)
    for index in (0, 1):
        await ask(client, 1 + index, "run.case", run, index=index, outcome="failed", **told)
    await ask(client, 3, "run.end", run, reason="exited", code=1, duration_ms=3, message=f"{SECRET} message")


def names_of_files_with(word: str, export: bytes) -> set[str]:
    return {name for name, content in files_of(export).items() if holds(content, word)}


async def test_notes_and_scorecards_reach_neither_candidate_nor_observer(nodes: tuple[Node, Node]) -> None:
    first, second = nodes
    host, shelf = await begins_by_a_template(first)
    ana, bo = Interviewer(host, first, "a" * 32), Interviewer(host, second, "b" * 32)
    candidate, observer = Wiretap(host.candidate, "c" * 32), Wiretap(host.observer, "d" * 32)
    boss, colleague = Wiretap(host.token, ana.key), Wiretap(host.token, bo.key)
    places = {"session_id": host.session_id, "participant": "somebody", "role": "candidate"}
    places |= shelf | {"right": "edit", "number": "1", "run": "hidden-1", "file": "main"}

    async with (
        boss.joins(first) as in_charge,
        colleague.joins(second) as beside,
        candidate.joins(first) as writing,
        observer.joins(second) as watching,
    ):
        everybody = ((in_charge, boss), (beside, colleague), (writing, candidate), (watching, observer))
        for (client, tap), name in zip(everybody, ("Ana", "Bo", "Cleo", "Dot"), strict=True):
            await client.hello(tap.key, name)
        while not any(one["name"] == "Bo" for one in (await beside.receive_json(ROSTER))["people"]):
            pass
        await writing.send(update_frame(typed(7, 0, PUBLIC)))
        for client in (in_charge, watching):
            await client.receive_update(PUBLIC.encode())
        places["note_id"] = await ana.writes_a_note()
        await ana.writes_a_rubric()
        for interviewer in (ana, bo):
            await interviewer.fills_in_a_card()
            await interviewer.does("POST", "scorecards/own/submit")
        await host.post("questions/2/show")
        for client in (writing, watching):
            assert (await client.receive_event("question.shown"))["question"] == 2
        await runs_hidden_tests(in_charge)
        await ana.keeps_how_they_went()
        for client in (writing, watching):
            assert (await client.receive_event("run.ended"))["tests"] == {"passed": 0, "failed": 2, "skipped": 0}
        assert (await writing.run("run-0001"))["type"] == "run.started"
        await host.patch(title="A title", is_locked=True, timer_s=600)
        await watching.receive_event("timer")
        await host.patch(is_locked=False)
        for tap in (candidate, observer):
            assert await ask_for_everything(second, tap, places) >= OPEN
        await ana.writes_a_note()
        async with candidate.joins(second) as again:  # a newcomer gets the room as it is, from the other node
            await again.hello(candidate.key, "Cleo")
            await again.send(step1())
            while PUBLIC.encode() not in await again.receive_until(SYNC):
                pass
        await bo.does("GET", "scorecards")
        await host.post("end")
        for client, _ in everybody:
            assert (await client.rest())[1] == 4410

    replay = Wiretap((await host.post("links/replay", 201))["token"], "e" * 32)
    export = await ana.downloads_the_export()
    assert names_of_files_with(SECRET, export) == {
        *("notes.json", "scorecards.json", "rubric.json", "test_reports.json")
    }
    assert names_of_files_with(f"The {PUBLIC} statement", export) >= {"questions.json", "questions/2-shown.md"}
    for path in ("notes", "scorecards", "rubric", "report", "questions", "test-reports"):
        await ana.does("GET", path)
    for tap in (candidate, observer, replay):
        assert await ask_for_everything(first, tap, places) >= OPEN

    opened = {route for route in candidate.answers if "{library_id}" in route}
    assert opened >= {f"get /api/libraries/{{library_id}}/{part}" for part in ("questions", "templates", "package")}
    assert "get /api/libraries/{library_id}/questions/{question_id}/versions" in opened
    assert ana.finds(SECRET), "else this test could not fail"
    for tap in (candidate, observer, replay):
        assert tap.finds(SECRET) == set()
    assert boss.finds(SECRET) == {"frame"}, "hosts are told of what is prepared"
    for tap in (candidate, observer, boss):
        assert "frame" in tap.finds(PUBLIC), "else the tap heard nothing"
    for tap in (candidate, observer):
        assert "get /api/links/{token}/questions" in tap.finds(PUBLIC), "else it was never asked what is shown"
    assert "get /api/links/{token}/replay" in replay.finds(PUBLIC)
    # The candidate's link is told to whoever knows the session's id, as these do: contract/test_rest_strangers.py.
    opening = {host.token: (), host.observer: (observer,), replay.token: (replay,)}
    for word, own in (opening | {tap.key: (tap,) for tap in (boss, colleague, candidate, observer)}).items():
        for tap in {candidate, observer, replay} - {*own}:
            assert tap.finds(word) == set(), "what opens the session, or another's key"
