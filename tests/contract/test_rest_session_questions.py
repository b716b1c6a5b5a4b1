"""Questions of a session: prepared, shown, hidden, and what each of its people reads of them. On both databases."""

import json
from typing import Any

import httpx2
import pytest

from codesala.questions import sessions as service
from codesala.recordings import rows
from codesala.recordings.verify import verify
from tests.support.exports import files_of
from tests.support.libraries import Shelf, content
from tests.support.rest import UNKNOWN, Rest, bearer

CASES = [
    {"id": "s", "kind": "io", "is_visible": True, "stdin": "1 2\n", "stdout": "3\n"},
    {"id": "h", "kind": "io", "stdin": "hidden-in", "stdout": "hidden-out"},
]
STARTER = {"python": {"files": {"main.py": "print('start')\n"}, "solution": {"main.py": "the solution"}}}


@pytest.fixture
async def shelf(rest: Rest) -> Shelf:
    return await Shelf.create(rest)


class Session:
    """A session through the API: its host, and its candidate."""

    def __init__(self, rest: Rest, made: dict[str, Any]) -> None:
        self.http, self.made = rest.http, made
        self.url = f"/api/sessions/{made['session_id']}/questions"

    async def host(self, method: str, path: str = "", shelf: Shelf | None = None, **more: Any) -> httpx2.Response:
        headers = bearer(self.made["host_token"]) | ({"Codesala-Library": shelf.use} if shelf else {})
        return await self.http.request(method, self.url + path, headers=headers, **more)

    async def add(self, shelf: Shelf, question: dict[str, Any], **more: Any) -> dict[str, Any]:
        body = {"library_id": shelf.library_id, "question_id": question["summary"]["question_id"], **more}
        answer = await self.host("POST", shelf=shelf, json=body)
        assert answer.status_code == 201, answer.text
        added: dict[str, Any] = answer.json()
        return added

    async def seen_by(self, token: str, key: str | None = None) -> httpx2.Response:
        return await self.http.get(f"/api/links/{token}/questions", headers={"Codesala-Key": key} if key else {})

    async def candidate_sees(self) -> list[str]:
        return [one["title"] for one in (await self.seen_by(self.made["room_id"])).json()]


@pytest.fixture
async def session(rest: Rest) -> Session:
    return Session(rest, await rest.create(initial_code=""))


async def test_a_prepared_question_is_the_hosts_alone_until_it_is_shown(session: Session, shelf: Shelf) -> None:
    question = await shelf.add(tests={"cases": CASES}, languages=STARTER, guide="Ask *why*.")
    added = await session.add(shelf, question)
    assert (added["number"], added["state"], added["version"]) == (1, "prepared", 1)
    assert "<em>why</em>" in added["guide"]["html"]
    assert await session.candidate_sees() == []
    shown = (await session.host("POST", "/1/show")).json()
    assert shown["state"] == "shown"
    (seen,) = (await session.seen_by(session.made["room_id"])).json()
    assert seen["digest"] == added["digest"]
    assert "<em>two</em>" in seen["statements"]["en"]
    assert "1 2" in seen["statements"]["en"]
    assert (seen["languages"], seen["hidden_cases"]) == (["python"], 1)
    assert [(one["id"], one["stdin"], one["stdout"]) for one in seen["examples"]] == [("s", "1 2\n", "3\n")]
    assert (seen["compare"]["case_sensitive"], seen["time_limit_s"]) == (False, 2)
    for secret in ("hidden-in", "hidden-out", "the solution", "why"):
        assert secret not in (await session.seen_by(session.made["room_id"])).text
    assert (await session.host("POST", "/1/hide")).json()["state"] == "hidden"
    assert await session.candidate_sees() == []
    assert (await session.host("GET")).json()[0]["content"]["guide"] == "Ask *why*."


async def test_candidates_get_what_a_function_is_called_with_but_for_hidden_cases(
    session: Session, shelf: Shelf
) -> None:
    function = {"name": "add", "parameters": [{"name": "b", "type": "int"}, {"name": "a", "type": "int"}]}
    call = {"kind": "call", "name": "one"}
    cases = [
        {**call, "id": "s", "is_visible": True, "input": {"a": 1, "b": 2}, "expected": 3},
        {**call, "id": "h", "name": "hidden-name", "input": {"a": 404, "b": 0}, "expected": {"error": "hidden-error"}},
    ]
    added = await session.add(shelf, await shelf.add(tests={"function": function, "cases": cases}), is_shown=True)
    assert [one["expected"] for one in added["content"]["tests"]["cases"]] == [3, {"error": "hidden-error"}]
    answer = await session.seen_by(session.made["room_id"])
    (seen,) = answer.json()
    assert [(one["kind"], one["input"], one["expected"]) for one in seen["examples"]] == [("call", {"a": 1, "b": 2}, 3)]
    assert [one["name"] for one in seen["function"]["parameters"]] == ["b", "a"]
    assert seen["hidden_cases"] == 1
    assert not [secret for secret in ("404", "hidden-name", "hidden-error") if secret in answer.text]
    assert "b = 2\na = 1" in seen["statements"]["en"], "in the order in which the function takes them"
    (asked,) = (await session.host("GET", "/../replay")).json()["questions"]
    assert [one["name"] for one in asked["function"]["parameters"]] == ["b", "a"]
    assert verify((await session.host("GET", "/../export")).content).findings == []


async def test_a_session_keeps_its_copy_whatever_becomes_of_the_library(session: Session, shelf: Shelf) -> None:
    question = await shelf.add()
    await session.add(shelf, question, is_shown=True)
    await shelf.change(question, 1, title="Another title")
    assert await session.candidate_sees() == ["Sum of two"]
    await session.add(shelf, question, version=1, is_shown=True)
    await session.add(shelf, question, is_shown=True)
    assert (await shelf.ask("DELETE")).status_code == 204
    assert await session.candidate_sees() == ["Sum of two", "Sum of two", "Another title"]


async def test_a_question_that_was_never_shown_can_be_taken_away(session: Session, shelf: Shelf) -> None:
    question = await shelf.add()
    await session.add(shelf, question)
    assert (await session.host("POST", "/1/hide")).status_code == 409
    assert (await session.host("DELETE", "/1")).status_code == 204
    assert (await session.host("GET")).json() == []
    await session.add(shelf, question, is_shown=True)
    assert (await session.host("DELETE", "/1")).status_code == 409
    assert (await session.host("POST", "/7/show")).status_code == 404


@pytest.mark.parametrize(("method", "place"), [("POST", "/show"), ("POST", "/hide"), ("DELETE", "")])
async def test_a_number_that_no_question_can_have_is_refused(session: Session, method: str, place: str) -> None:
    assert (await session.host(method, f"/{2**31}{place}")).status_code == 422
    assert (await session.host(method, f"/{2**31 - 1}{place}")).status_code == 404


async def test_what_was_shown_is_in_the_recording_and_what_was_prepared_is_not(session: Session, shelf: Shelf) -> None:
    question = await shelf.add("secret-question")
    await session.add(shelf, question)
    added = await session.add(shelf, await shelf.add("shown-question"), is_shown=True)
    await session.host("POST", "/2/hide")
    answer = await session.host("GET", "/../replay")
    events = [entry["event"] for entry in answer.json()["entries"] if entry.get("event")]
    told = [(event["type"], event["question"], event["title"], event["digest"]) for event in events]
    facts = (2, "Shown question", added["digest"])
    assert told == [("question.shown", *facts), ("question.hidden", *facts)]


async def test_the_recording_has_what_was_asked_and_nothing_of_what_only_hosts_know(
    session: Session, shelf: Shelf
) -> None:
    secrets: dict[str, Any] = {"guide": "hidden-guide", "tags": ["hidden-tag"], "source": "hidden-source"}
    question = await shelf.add(tests={"cases": CASES}, languages=STARTER, **secrets)
    assert "questions" not in (await session.host("GET", "/../replay")).json(), "as before there were any"
    await session.add(shelf, await shelf.add("hidden-for-another-day"))
    added = await session.add(shelf, question, is_shown=True)
    answer = await session.host("GET", "/../replay")
    (asked,) = answer.json()["questions"]
    assert (asked["number"], asked["digest"]) == (2, added["digest"])
    assert asked["statements"] == {"en": "Add *two* numbers."}
    assert (len(asked["cases"]), asked["hidden_cases"]) == (1, 1)
    await session.host("POST", "/2/hide")
    exported = await session.host("GET", "/../export")
    files = files_of(exported.content)
    assert verify(exported.content).findings == []
    assert files["questions/2-sum-of-two.md"].startswith(b"# Sum of two\n")
    assert json.loads(files["questions.json"])[0]["digest"] == added["digest"]
    for told in (answer.content, *files.values()):
        assert not any(secret in told for secret in (b"hidden-", b"the solution"))


async def test_a_session_may_begin_with_questions(rest: Rest, shelf: Shelf) -> None:
    question = await shelf.add(languages=STARTER)
    ids = {"library_id": shelf.library_id, "question_id": question["summary"]["question_id"]}
    wanted = [ids | {"is_shown": True}, {"question_id": "sample.two-that-add-up"}]
    answer = await rest.http.post("/api/sessions", json={"questions": wanted}, headers={"Codesala-Library": shelf.use})
    assert answer.status_code == 201, answer.text
    made = Session(rest, answer.json())
    assert (made.made["language"], made.made["initial_code"]) == ("python", "print('start')\n")
    assert await made.candidate_sees() == ["Sum of two"]
    assert [one["state"] for one in (await made.host("GET")).json()] == ["shown", "prepared"]
    replay = (await made.host("GET", "/../replay")).json()
    assert [entry["event"]["type"] for entry in replay["entries"] if entry.get("event")] == ["question.shown"]


async def test_a_question_that_cannot_be_had_makes_no_session(rest: Rest, shelf: Shelf) -> None:
    question = await shelf.add()
    wanted = {"library_id": shelf.library_id, "question_id": question["summary"]["question_id"]}
    answer = await rest.http.post("/api/sessions", json={"questions": [wanted]})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["body.questions.0.library_id"]
    for wrong in ({"Codesala-Library": UNKNOWN}, {"Codesala-Library": (await Shelf.create(rest)).use}):
        answer = await rest.http.post("/api/sessions", json={"questions": [wanted]}, headers=wrong)
        assert answer.status_code == 404


async def test_who_waits_in_the_lobby_is_shown_no_question(rest: Rest, session: Session, shelf: Shelf) -> None:
    lobby = Session(rest, await rest.create(has_lobby=True))
    await lobby.add(shelf, await shelf.add(), is_shown=True)
    assert (await lobby.seen_by(lobby.made["room_id"], "k" * 20)).status_code == 403
    assert (await lobby.seen_by(lobby.made["host_token"])).status_code == 200
    observer = lobby.made["observer_url"].rpartition("/")[2]
    assert len((await lobby.seen_by(observer)).json()) == 1


async def test_after_the_end_questions_are_for_those_who_may_have_the_code(rest: Rest, shelf: Shelf) -> None:
    question = await shelf.add()
    for shares_code, status in ((True, 200), (False, 403)):
        session = Session(rest, await rest.create())
        await session.add(shelf, question, is_shown=True)
        await session.host("POST", "/../end", json={"shares_code": shares_code})
        assert (await session.seen_by(session.made["room_id"])).status_code == status
        assert (await session.host("POST", "/1/hide")).status_code == 409
        assert (await session.host("GET")).status_code == 200


async def test_a_session_has_as_many_questions_as_it_may(
    session: Session, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_QUESTIONS", 1)
    question = await shelf.add()
    await session.add(shelf, question)
    body = {"library_id": shelf.library_id, "question_id": question["summary"]["question_id"]}
    assert (await session.host("POST", shelf=shelf, json=body)).status_code == 409


async def test_deleting_a_session_deletes_its_questions(rest: Rest, session: Session, shelf: Shelf) -> None:
    await session.add(shelf, await shelf.add("of-a-deleted-session"))
    assert (await session.host("DELETE", "/..")).status_code == 204
    async with rest.app.state.parts.database.transaction(read_only=True) as db:
        connection = await db.connection()
        found = (await connection.exec_driver_sql("SELECT title FROM session_questions")).scalars().all()
    assert "Of a deleted session" not in found
    assert content("of-a-deleted-session")["title"] == "Of a deleted session"


async def test_a_question_that_is_shown_while_the_session_is_exported_is_in_all_of_the_export_or_in_nothing(
    session: Session, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    await session.add(shelf, await shelf.add())
    read_batches = rows.read_batches

    async def read_and_then_show(*given: Any) -> Any:
        monkeypatch.undo()
        found = await read_batches(*given)
        assert (await session.host("POST", "/1/show")).status_code == 200
        return found

    monkeypatch.setattr(rows, "read_batches", read_and_then_show)
    address = f"/api/sessions/{session.made['session_id']}/export"
    for _ in range(2):
        exported = await session.http.get(address, headers=bearer(session.made["host_token"]))
        assert verify(exported.content).findings == []
    assert b"question.shown" in files_of(exported.content)["log.jsonl"]
