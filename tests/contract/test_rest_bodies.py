"""What is asked of a request before its body is read, and how long a body may be."""

import json
from collections.abc import AsyncIterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest

from tests.support.rest import UNKNOWN, Rest, bearer, operations_of, serving

JSON = {"Content-Type": "application/json"}
FOR_ANYBODY = {"/api/sessions", "/api/libraries"}
"""What anybody may begin, within rates."""


@pytest.fixture
async def rest(shared_sqlite_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_sqlite_url, shared_folder) as rest:
        yield rest


class Body:
    """A body that says whether anybody has read it."""

    def __init__(self, content: bytes = b"{}") -> None:
        self._content = content
        self.is_read = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.is_read = True
        yield self._content


def operations_with_bodies(rest: Rest) -> list[tuple[str, str]]:
    return [(method, path) for method, path, operation in operations_of(rest) if "requestBody" in operation]


async def test_nothing_is_read_of_who_may_not_send_it(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, create_rate="1/minute") as rest:
        await rest.create()
        operations = operations_with_bodies(rest)
        assert len(operations) >= 7
        for method, path in operations:
            for credential, status in (({}, 401), (bearer(UNKNOWN), 404)):
                body = Body()
                answer = await rest.http.request(method, path, content=body, headers=JSON | credential)
                assert answer.status_code == (429 if path in FOR_ANYBODY else status), path
                assert not body.is_read, path


async def test_a_body_is_as_long_as_its_operation_needs(rest: Rest) -> None:
    made = await rest.create(initial_code="x" * 1_000_000)
    url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
    for method, path in operations_with_bodies(rest):
        if path in FOR_ANYBODY or path.startswith("/api/libraries/"):  # those: test_rest_libraries.py
            continue
        if path.endswith("/files"):  # may have as much as a new session: test_rest_files.py
            continue
        body = Body(b'{"x":"' + b"x" * 300_000)
        own = path.replace(f"/api/sessions/{UNKNOWN}", url)
        answer = await rest.http.request(method, own, content=body, headers=JSON | key)
        assert answer.status_code == 413, own
        assert answer.json()["code"] == "too_large"
    short = await rest.http.patch(url, content=b'{"title":"' + b"x" * 70_000, headers=JSON | key)
    assert short.status_code == 413
    note = await rest.http.post(f"{url}/notes", json={"content": "🎉" * 10_000}, headers=key)
    assert note.status_code == 201, "a longest note, escaped"
    me = {"Codesala-Key": "k" * 20}
    skills = [{"name": "🎉" * 100, "score": None}] * 30
    card = {"name": "🎉" * 40, "skills": skills, "comment": "🎉" * 10_000}
    written = await rest.http.put(f"{url}/scorecards/own", json=card, headers=key | me)
    assert written.status_code == 200, "a longest card, escaped"


@pytest.mark.parametrize("count", [21, 150_000])
async def test_many_unknown_fields_are_one_error(rest: Rest, count: int) -> None:
    fields: dict[str, Any] = {f"k{number}": 1 for number in range(count)}
    made = await rest.create()
    url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
    nested = {"skills": [fields]} if count < 100 else fields
    for method, path in (("POST", "/api/sessions"), ("PUT", f"{url}/scorecards/own")):
        sent = fields if method == "POST" else nested
        headers = JSON | key | {"Codesala-Key": "k" * 20}
        answer = await rest.http.request(method, path, content=json.dumps(sent), headers=headers)
        assert answer.status_code in (413, 422), path
        assert len(answer.json().get("errors", [])) <= 1
        assert len(answer.content) < 1_000


def test_no_body_may_hold_a_list_or_a_map_without_end(rest: Rest) -> None:
    """Each item that is wrong would be an error of its own, and is one before anybody can count them."""
    description = rest.app.openapi()
    schemas, endless, seen = description["components"]["schemas"], list[str](), set[str]()

    def look(schema: Any, place: str) -> None:
        for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
            look(part, place)
        if not isinstance(schema, dict):
            return
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            look(schemas[name], name)
        is_list = schema.get("type") == "array" and "maxItems" not in schema
        is_map = isinstance(schema.get("additionalProperties"), dict) and "maxProperties" not in schema
        if is_list or is_map:
            endless.append(f"{place}: {schema}")

    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            look(operation.get("requestBody", {}), f"{method} {path}")
    assert "CreateSession" in seen
    assert not endless


async def test_a_long_list_of_a_known_field_is_one_error(rest: Rest) -> None:
    answer = await rest.http.post("/api/sessions", json={"files": [1] * 300_000})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["body.files"]


async def test_an_answer_names_at_most_twenty_errors(rest: Rest) -> None:
    made = await rest.create()
    skills = [{"name": 1, "score": "x"}] * 30
    answer = await rest.http.put(
        f"/api/sessions/{made['session_id']}/scorecards/own",
        json={"skills": skills},
        headers=bearer(made["host_token"]) | {"Codesala-Key": "k" * 20},
    )
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 20


async def test_whoever_may_not_begins_nothing_that_writes(rest: Rest, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite has one writer, and what people type waits for it."""
    database = rest.app.state.parts.database
    asked, begun = ContextVar("asked", default=""), list[str]()
    transaction = database.transaction

    def noted(*, read_only: bool = False) -> Any:
        if not read_only and (operation := asked.get()):  # else it is one of the server's own
            begun.append(operation)
        return transaction(read_only=read_only)

    monkeypatch.setattr(database, "transaction", noted)
    tried = 0
    for method, path, _ in operations_of(rest):
        if method == "GET" or path in FOR_ANYBODY:  # anybody may create one, within rates
            continue
        for credential in ({}, bearer(UNKNOWN)):
            asked.set(f"{method} {path}")
            answer = await rest.http.request(method, path, content=b"{}", headers=JSON | credential)
            assert answer.status_code in (401, 404, 422), path
            tried += 1
    assert tried > 20
    assert begun == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b'{"title":', b"[" * 60_000])
async def test_what_is_no_json_is_said_to_be_none(rest: Rest, content: bytes) -> None:
    answer = await rest.http.post("/api/sessions", content=content, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "body", "message": "This is not valid JSON."}]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "", {"shares_code": 0}),
        ("POST", "", {"has_lobby": "yes"}),
        ("POST", "", {"retention_days": "7"}),
        ("POST", "", {"retention_days": True}),
        ("PATCH", "/own", {"timer_s": "60"}),
        ("POST", "/own/end", {"shares_code": 1}),
        ("POST", "/own/notes", {"moment": 0}),
        ("POST", "/own/notes", {"moment": "0"}),
    ],
)
async def test_what_is_of_another_kind_than_the_description_says_is_refused(
    rest: Rest, method: str, path: str, body: dict[str, Any]
) -> None:
    made = await rest.create(retention_days=7.0)
    address = "/api/sessions" + path.replace("own", made["session_id"])
    answer = await rest.http.request(method, address, json=body, headers=bearer(made["host_token"]))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [f"body.{name}" for name in body]
