"""Who may do what: each operation of the description, by each credential, in each state of a session, against a table
that people read (authorization.md). What was refused has changed nothing."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.house.test_docs import rows
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.processes import ROOT
from tests.support.rest import OPERATORS_KEY, bearer

TABLE = ROOT / "tests/contract/authorization.md"
CREDENTIALS = (
    *("none", "candidate", "observer", "replay", "report", "session id"),
    *("host", "other host", "replaced host", "operator", "wrong operator"),
)
STATES = ("live", "locked", "lobby", "ended", "deleted")
GROUPS = {"any": STATES, "not deleted": STATES[:-1]}
UNKNOWN = "A" * 22
KEY = {"Codesala-Key": "k" * 20}
PARTICIPANT = "P" * 16
NO_SESSIONS = {"GET /api/sessions", "POST /api/sessions", "POST /api/libraries"}
BODIES: dict[str, Any] = {
    "ErasePerson": {"text": "keep", "preview": False},
    "EndSession": {},
    "ChangeNote": {"title": "Changed"},
}
"""Where the description has no example, or one that is about a moment."""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    body: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def changes(self) -> bool:
        return self.method != "GET" and self.name not in NO_SESSIONS


class Subject:
    """A session in a state, with everything by which somebody may try to reach it."""

    host: Host
    note_id: str
    file_id: str
    credentials: dict[str, str | None]

    @classmethod
    async def create(
        cls, node: Node, state: str, other: Host, wanted: Sequence[str] = CREDENTIALS, path: str = ""
    ) -> "Subject":
        """For who holds the `wanted` credentials, and with that which `path` names: all of it, where it is empty."""
        subject = cls()
        has_files, has_notes, has_questions = (not path or word in path for word in ("file", "note", "question"))
        begins = {"initial_code": "x = 1\n", "files": [{"path": "given.py", "text": "y = 2\n"}]} if has_files else {}
        subject.host = host = await Host.create(node, has_lobby=state == "lobby", **begins)
        replaced = host.token
        made = {
            role: (await host.post(f"links/{role}", 201))["token"]
            for role in ("replay", "report")
            if role in wanted or "{role}" in path
        }
        if "replaced host" in wanted:
            host.token = (await host.post("links/host", 201))["token"]
        subject.note_id = (await host.post("notes", 201))["note_id"] if has_notes else UNKNOWN
        if has_files:
            files = await node.http.get(f"{host.url}/files", headers=bearer(host.token))
            subject.file_id = files.json()[1]["id"]
        else:
            subject.file_id = UNKNOWN
        subject.credentials = {
            "none": None,
            "candidate": host.candidate,
            "observer": host.observer,
            "replay": made.get("replay"),
            "report": made.get("report"),
            "session id": host.session_id,
            "host": host.token,
            "other host": other.token,
            "replaced host": replaced,
            "operator": OPERATORS_KEY,
            "wrong operator": OPERATORS_KEY[::-1],
        }
        assert all(subject.credentials[by] for by in wanted if by != "none")
        if has_questions:
            await host.post("questions", 201, question_id="sample.two-that-add-up")
        if state == "locked":
            await host.patch(is_locked=True)
        elif state == "ended":
            await host.post("end", shares_code=True)
        elif state == "deleted":
            answer = await node.http.delete(host.url, headers=bearer(host.token))
            assert answer.status_code == 204
        return subject

    async def ask(self, operation: Operation, by: str) -> int:
        credential = self.credentials[by]
        path = operation.path.format(
            session_id=self.host.session_id,
            note_id=self.note_id,
            file=self.file_id,
            participant=PARTICIPANT,
            role="replay" if operation.method == "DELETE" else "observer",
            token=credential or UNKNOWN,
            library_id=UNKNOWN,
            question_id=UNKNOWN,
            template_id=UNKNOWN,
            right="use",
            number=1,
            run="run-0001",
        )
        headers = KEY if credential is None or "{token}" in operation.path else KEY | bearer(credential)
        sent = {} if operation.body is None else {"json": operation.body}
        answer = await self.host.node.http.request(operation.method, path, headers=headers, **sent)
        return int(answer.status_code)

    async def everything(self) -> list[Any]:
        """What its host can read of it, but for how many people are here."""
        get, key = self.host.node.http.get, bearer(self.host.token) | {"X-Request-ID": "the-same"}
        places = ("", "/code", "/files?deleted=true", "/notes", "/scorecards", "/rubric", "/questions", "/test-reports")
        answers = [await get(self.host.url + path, headers=key) for path in places]
        return [(answer.status_code, answer.text) for answer in answers]


async def operations_of(node: Node) -> list[Operation]:
    description = (await node.http.get("/openapi.json")).json()
    schemas = description["components"]["schemas"]

    def body_of(told: dict[str, Any]) -> Any:
        if "requestBody" not in told:
            return None
        content = told["requestBody"]["content"]
        if "application/json" not in content:
            return None
        schema = content["application/json"]["schema"]
        names = [kind["$ref"].rpartition("/")[2] for kind in schema.get("anyOf", [schema]) if "$ref" in kind]
        return BODIES[names[0]] if names[0] in BODIES else schemas[names[0]]["examples"][0]

    return [
        Operation(method.upper(), path, body_of(told))
        for path, methods in description["paths"].items()
        for method, told in methods.items()
    ]


def expected() -> dict[tuple[str, str], dict[str, set[int]]]:
    """By operation and state: what it may answer, by credential."""
    table: dict[tuple[str, str], dict[str, set[int]]] = {}
    for operation, states, *statuses in rows(TABLE.read_text(), "operation"):
        for state in GROUPS.get(states) or states.split(", "):
            assert (operation, state) not in table, "twice in the table"
            answers = [{int(status) for status in cell.split("/")} for cell in statuses]
            table[operation, state] = dict(zip(CREDENTIALS, answers, strict=True))
    return table


@pytest.fixture(scope="module")
async def strict_node(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Node]:
    folder = tmp_path_factory.mktemp("strict")
    node = await Node(folder, admin_token=OPERATORS_KEY, metrics_for="operator").start()
    yield node
    await node.end()


async def test_the_table_of_rights_has_each_operation_of_the_description(strict_node: Node) -> None:
    wanted = {(operation.name, state) for operation in await operations_of(strict_node) for state in STATES}
    assert set(expected()) == wanted


@pytest.mark.parametrize("state", STATES)
async def test_each_operation_is_for_those_whom_the_table_names(strict_node: Node, state: str) -> None:
    other = await Host.create(strict_node)
    shared = await Subject.create(strict_node, state, other)
    before, table, wrong = await shared.everything(), expected(), []
    for operation in await operations_of(strict_node):
        told, found = table[operation.name, state], {}
        for by in CREDENTIALS:
            changes = operation.changes and min(told[by]) < 400
            subject = await Subject.create(strict_node, state, other, (by,), operation.path) if changes else shared
            found[by] = await subject.ask(operation, by)
        if any(status not in told[by] for by, status in found.items()):
            wrong.append(f"| {operation.name} | {state} | {' | '.join(map(str, found.values()))} |")
    assert not wrong, "\n".join(["it answers:", *wrong])
    assert await shared.everything() == before, "what was refused changed something"
