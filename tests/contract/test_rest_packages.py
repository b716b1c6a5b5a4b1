"""Questions as zip files, out of a library and into one. On both databases."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from codesala.questions import api_packages, service
from tests.support.libraries import Shelf, content
from tests.support.rest import Rest, serving
from tests.support.waiting import eventually
from tests.unit.test_questions_packages import in_folder, zipped

ZIP = {"Content-Type": "application/zip"}


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder, max_import_bytes=4_000_000) as rest:
        yield rest


@pytest.fixture
async def shelf(rest: Rest) -> Shelf:
    return await Shelf.create(rest)


async def told(shelf: Shelf, data: bytes, **query: str) -> dict[str, tuple[str, int | None]]:
    answer = await shelf.http.post(
        f"{shelf.url}/import", content=data, params=query, headers=ZIP | {"Authorization": f"Bearer {shelf.edit}"}
    )
    assert answer.status_code == 200, answer.text
    return {one["slug"]: (one["action"], one["version"]) for one in answer.json()["questions"]}


async def test_a_library_goes_into_another_as_it_is(rest: Rest, shelf: Shelf) -> None:
    samples = await rest.http.get("/api/libraries/samples/package")
    assert samples.headers["content-type"] == "application/zip"
    first = await told(shelf, samples.content, changed_by="git")
    assert set(first.values()) == {("created", 1)}
    assert len(first) == len(await shelf.slugs())
    for one in (await shelf.ask("GET", "/questions")).json():
        question = (await shelf.ask("GET", f"/questions/{one['question_id']}")).json()
        assert (question["version"], question["changed_by"]) == (1, "git")
    assert set((await told(shelf, samples.content)).values()) == {("unchanged", 1)}
    other = await Shelf.create(rest)
    mine = await shelf.ask("GET", "/package", shelf.use)
    assert (await told(other, mine.content)).keys() == first.keys()


async def test_a_dry_run_tells_and_keeps_nothing(shelf: Shelf) -> None:
    await shelf.add("tree")
    data = zipped(in_folder("tree") | in_folder("graph") | in_folder("bad", **{"problem.yaml": "name: ["}))
    wanted = {"bad": ("refused", None), "graph": ("created", 1), "tree": ("updated", 2)}
    assert await told(shelf, data, dry_run="true") == wanted
    assert await shelf.slugs() == ["tree"]
    assert await told(shelf, data) == wanted
    assert set(await shelf.slugs()) == {"tree", "graph"}


async def test_a_question_for_which_there_is_no_room_is_refused_alone(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_QUESTIONS", 1)
    assert await told(shelf, zipped(in_folder("a") | in_folder("b"))) == {"a": ("created", 1), "b": ("refused", None)}
    assert await shelf.slugs() == ["a"]


async def test_nobody_saves_or_imports_under_a_name_that_cannot_be_kept(shelf: Shelf) -> None:
    saved = await shelf.ask("POST", "/questions", json={"content": content(), "changed_by": "Bo\0"})
    imported = await shelf.ask("POST", "/import", params={"changed_by": "Bo\0"}, content=b"")
    for answer, field in (saved, "body.changed_by"), (imported, "query.changed_by"):
        assert answer.status_code == 422, answer.text
        assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_who_may_only_use_a_library_imports_nothing(shelf: Shelf) -> None:
    answer = await shelf.ask("POST", "/import", shelf.use, content=zipped(in_folder("a")))
    assert answer.status_code == 403


async def test_a_zip_is_as_long_as_the_server_takes(shelf: Shelf) -> None:
    answer = await shelf.ask("POST", "/import", content=b"x" * 3_000_000)
    assert answer.status_code == 422, "longer than other bodies may be, and no zip file"
    answer = await shelf.ask("POST", "/import", content=b"x" * 4_000_001)
    assert answer.status_code == 413


async def test_one_question_is_a_package_of_its_own(shelf: Shelf) -> None:
    question = await shelf.add("alone")
    package = await shelf.ask("GET", f"/questions/{question['summary']['question_id']}/package", shelf.use)
    assert 'filename="alone.zip"' in package.headers["content-disposition"]
    assert await told(shelf, package.content) == {"alone": ("unchanged", 1)}


async def test_an_import_too_many_is_refused_before_any_of_it_is_read(sqlite_url: str, tmp_path: Path) -> None:
    sent: list[str] = []

    async def body(name: str) -> AsyncIterator[bytes]:
        sent.append(name)
        yield b"no zip file"

    async with serving(sqlite_url, tmp_path, change_rate="1/minute") as rest:
        shelf = await Shelf.create(rest)
        answers = [await shelf.ask("POST", "/import", content=body(name)) for name in ("first", "second")]
    assert [answer.status_code for answer in answers] == [422, 429]
    assert sent == ["first"]


async def test_of_many_imports_a_few_are_sent_and_the_rest_waits_unread(shelf: Shelf) -> None:
    sent: list[int] = []
    may_end = asyncio.Event()

    async def body(number: int) -> AsyncIterator[bytes]:
        sent.append(number)
        yield b"no zip "
        await may_end.wait()
        yield b"file"

    asked = [asyncio.create_task(shelf.ask("POST", "/import", content=body(number))) for number in range(8)]
    try:
        await eventually(lambda: len(sent) >= 2)
        for _ in range(20):
            await shelf.slugs()  # whoever did not have to wait is read by then
        assert len(sent) <= 4
    finally:
        may_end.set()
        answers = await asyncio.gather(*asked)
    assert [answer.status_code for answer in answers] == [422] * 8, "each got its turn"


async def test_who_sends_a_zip_file_without_end_keeps_nobodys_place(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"no zip "
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(api_packages, "UPLOAD_S", 0.01)
        answers = await asyncio.gather(*(shelf.ask("POST", "/import", content=endless()) for _ in range(8)))
    assert [answer.status_code for answer in answers] == [503] * 8
    assert await told(shelf, zipped(in_folder("a"))) == {"a": ("created", 1)}
