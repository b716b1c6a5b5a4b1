"""Files of a session by REST: those that it begins with, read, zipped, created, renamed, deleted and brought back."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.support.recording import read_replay
from tests.support.rest import OPERATORS_KEY, UNKNOWN, Rest, bearer, serving

UTIL = {"path": "lib/util.py", "text": "def twice(x): ...\n"}


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(
        shared_database_url, shared_folder, max_code_bytes=1000, max_document_bytes=2500, max_files=4
    ) as rest:
        yield rest


class Files:
    """The files of a session, for its host unless told otherwise."""

    def __init__(self, rest: Rest, session: dict[str, Any]) -> None:
        self.http = rest.http
        self.session = session
        self.url = f"/api/sessions/{session['session_id']}/files"
        self.host = bearer(session["host_token"])

    async def ask(self, method: str, path: str = "", **options: Any) -> httpx2.Response:
        return await self.http.request(method, self.url + path, **{"headers": self.host, **options})

    async def all(self, query: str = "") -> list[dict[str, Any]]:
        answer = await self.ask("GET", query)
        assert answer.status_code == 200, answer.text
        return list(answer.json())

    async def create(self, path: str, text: str = "") -> dict[str, Any]:
        answer = await self.ask("POST", json={"path": path, "text": text})
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def paths(self) -> list[str]:
        return [file["path"] for file in await self.all()]


@pytest.fixture
async def files(rest: Rest) -> Files:
    return Files(rest, await rest.create(initial_code="main\n", language="java", files=[UTIL]))


def assert_refused(answer: httpx2.Response, status: int, code: str, field: str | None = None) -> None:
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    if field is not None:
        assert [error["field"] for error in problem["errors"]] == [field]


async def test_a_session_begins_with_the_files_that_are_sent(rest: Rest) -> None:
    sent = [{"path": "words.txt", "text": "año\r\n😀"}, {"path": "lib/e\u0301.py"}]
    files = Files(rest, await rest.create(language="java", initial_code="x", files=sent))
    main, accent, words = await files.all()
    assert main == {
        "id": "main", "path": "Main.java", "root": "code", "language": "java", "bytes": 1, "is_deleted": False,
    }  # fmt: skip
    assert (accent["path"], accent["language"], accent["bytes"]) == ("lib/é.py", "python", 0)
    assert words == {
        "id": words["id"],
        "path": "words.txt",
        "root": f"file:{words['id']}",
        "language": None,
        "bytes": 9,
        "is_deleted": False,
    }
    for file, text in ((main, "x"), (accent, ""), (words, "año\n😀")):
        answer = await files.ask("GET", f"/{file['id']}")
        assert (answer.status_code, answer.text) == (200, text)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert (await files.ask("GET", "/../code")).text == "x"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ([{"path": "a.py"}, {"path": "../x"}], "body.files.1.path"),
        ([{"path": "a.py"}, {"path": "A.py"}], "body.files.1.path"),
        ([{"path": "a"}, {"path": "a/b.py"}], "body.files.1.path"),
        ([{"path": "main.cpp"}], "body.files.0.path"),
        ([{"path": "a.py", "text": "a\0"}], "body.files.0.text"),
        ([{"path": "a.py", "text": "é" * 501}], "body.files.0.text"),
        ([{"path": 3}], "body.files.0.path"),
        ([{"text": "x"}], "body.files.0.path"),
        ([{"path": "a", "content": "x"}], "body.files.0.content"),
        ([{"path": f"{n}", "text": "x" * 900} for n in range(3)], "body.files"),
        ([{"path": f"{n}"} for n in range(5)], "body.files"),
        ("a.py", "body.files"),
    ],
)
async def test_files_that_a_session_cannot_begin_with_are_refused_naming_the_place(
    rest: Rest, sent: Any, field: str
) -> None:
    assert_refused(await rest.http.post("/api/sessions", json={"files": sent}), 422, "invalid_input", field)


async def test_a_host_creates_renames_deletes_and_brings_back_a_file(files: Files) -> None:
    made = await files.create("util.py", "one\rtwo")
    assert (made["path"], made["bytes"], made["language"]) == ("util.py", 7, "python")
    assert (await files.ask("GET", f"/{made['id']}")).text == "one\ntwo"
    answer = await files.ask("PATCH", f"/{made['id']}", json={"path": "Util.rb"})
    assert answer.json() == {**made, "path": "Util.rb", "language": "ruby"}
    assert (await files.ask("DELETE", f"/{made['id']}")).status_code == 204
    assert await files.paths() == ["Main.java", "lib/util.py"]
    assert (await files.ask("GET", f"/{made['id']}")).status_code == 404
    gone = [file for file in await files.all("?deleted=true") if file["is_deleted"]]
    assert gone == [{**answer.json(), "is_deleted": True}]
    restored = await files.ask("POST", f"/{made['id']}/restore")
    assert restored.json() == answer.json()
    assert (await files.ask("GET", f"/{made['id']}")).text == "one\ntwo"


async def test_what_a_host_does_with_files_is_in_the_recording(rest: Rest, files: Files) -> None:
    made = await files.create("util.py", "text")
    await files.ask("PATCH", f"/{made['id']}", json={"path": "other.py"})
    await files.ask("DELETE", f"/{made['id']}")
    page = await read_replay(rest.http, files.session)
    told = [entry["event"] for entry in page["entries"] if "event" in entry]
    assert [(event["type"], event["path"]) for event in told if event["file"] == made["id"]] == [
        ("file.created", "util.py"),
        ("file.renamed", "other.py"),
        ("file.deleted", "other.py"),
    ]
    assert [(file["path"], file["deleted"]) for file in page["files"]] == [
        ("Main.java", False),
        ("lib/util.py", False),
        ("other.py", True),
    ]


async def test_a_replay_of_one_file_tells_of_no_files(rest: Rest) -> None:
    assert "files" not in await read_replay(rest.http, await rest.create())


@pytest.mark.parametrize(
    ("sent", "status", "code", "field"),
    [
        ({"path": "lib/UTIL.py"}, 409, "taken", None),
        ({"path": "lib"}, 409, "taken", None),
        ({"path": "a//b"}, 422, "invalid_input", "body.path"),
        ({"path": "main.py"}, 422, "invalid_input", "body.path"),
        ({"path": "x.py", "text": "x" * 1001}, 413, "too_large", None),
        ({"path": "x.py", "text": "a\0"}, 422, "invalid_input", "body.text"),
        ({"path": "x.py", "text": None}, 422, "invalid_input", "body.text"),
        ({}, 422, "invalid_input", "body.path"),
    ],
)
async def test_a_file_that_cannot_be_created_is_refused_and_says_why(
    files: Files, sent: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    before = await files.all("?deleted=true")
    assert_refused(await files.ask("POST", json=sent), status, code, field)
    assert await files.all("?deleted=true") == before


async def test_there_is_an_end_to_the_number_and_to_the_length_of_files(files: Files) -> None:
    for number in range(2):
        await files.create(f"{number}.txt", "x" * 1000)
    assert_refused(await files.ask("POST", json={"path": "long.txt", "text": "x" * 1000}), 413, "too_large")
    await files.create("empty.txt")
    assert_refused(await files.ask("POST", json={"path": "more.txt"}), 409, "too_many")


async def test_the_main_file_is_neither_renamed_nor_deleted(files: Files) -> None:
    for method, path, options in (
        ("PATCH", "/main", {"json": {"path": "other.py"}}),
        ("DELETE", "/main", {}),
        ("POST", "/main/restore", {}),
    ):
        assert_refused(await files.ask(method, path, **options), 409, "conflict")
    assert await files.paths() == ["Main.java", "lib/util.py"]


async def test_files_of_an_ended_session_stay_as_they_are_and_can_be_read(rest: Rest, files: Files) -> None:
    file_id = (await files.all())[1]["id"]
    await rest.http.post(f"/api/sessions/{files.session['session_id']}/end", headers=files.host)
    assert_refused(await files.ask("POST", json={"path": "x.py"}), 409, "conflict")
    assert_refused(await files.ask("DELETE", f"/{file_id}"), 409, "conflict")
    assert (await files.ask("GET", f"/{file_id}")).text == UTIL["text"]


async def test_unknown_files_are_not_found(files: Files) -> None:
    for method, path, options in (
        ("GET", f"/{UNKNOWN}", {}),
        ("PATCH", f"/{UNKNOWN}", {"json": {"path": "a.py"}}),
        ("DELETE", f"/{UNKNOWN}", {}),
        ("POST", f"/{UNKNOWN}/restore", {}),
    ):
        assert_refused(await files.ask(method, path, **options), 404, "not_found")


async def test_all_files_come_as_one_zip_file_without_those_that_were_deleted(rest: Rest, files: Files) -> None:
    gone = await files.create("gone.txt", "gone")
    await files.ask("DELETE", f"/{gone['id']}")
    for url in (f"{files.url}.zip", f"/api/links/{files.session['room_id']}/files.zip"):
        answer = await rest.http.get(url)
        assert answer.headers["content-type"] == "application/zip"
        day = files.session["created_at"][:10]
        assert answer.headers["content-disposition"] == f'attachment; filename="codesala-{day}.zip"'
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert {name: archive.read(name).decode() for name in archive.namelist()} == {
                "Main.java": "main\n",
                "lib/util.py": UTIL["text"],
            }


async def test_whoever_may_read_the_code_may_read_the_files_and_nobody_else(rest: Rest, files: Files) -> None:
    session, file_id = files.session, (await files.all())[1]["id"]
    observer = session["observer_url"].rpartition("/")[2]
    by_link = f"/api/links/{session['room_id']}/files"
    places = [f"{base}{path}" for base in (files.url, by_link) for path in ("", f"/{file_id}", ".zip")]

    async def statuses(urls: list[str], **options: Any) -> set[int]:
        return {(await rest.http.get(url, **options)).status_code for url in urls}

    assert await statuses(places) == {200}
    assert await statuses([url.replace(session["room_id"], observer) for url in places[3:]]) == {403}
    await rest.http.patch(f"/api/sessions/{session['session_id']}", json={"shares_code": False}, headers=files.host)
    await rest.http.post(f"/api/sessions/{session['session_id']}/end", headers=files.host)
    assert await statuses(places) == {403}
    assert await statuses(places[:3], headers=files.host) == {200}
    assert await statuses(places[:3], headers=bearer(OPERATORS_KEY)) == {200}
    assert await statuses(places[:3], headers=bearer(UNKNOWN)) == {404}
    assert await statuses([url.replace(session["room_id"], session["host_token"]) for url in places[3:]]) == {200}
