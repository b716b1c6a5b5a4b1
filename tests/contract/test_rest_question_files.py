"""The files that a question begins with, laid into a live session: where they go, and what is refused."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.libraries import Shelf
from tests.support.rest import Rest, bearer, serving

LANGUAGES = {
    "python": {"files": {"main.py": "import helper\r\n", "helper.py": "x = 1\n", "lib/deep.py": ""}},
    "java": {"files": {"Main.java": "class Main {}\n"}},
}
DATA = {"data/rows.csv": "a,b\n"}


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder, max_files=12) as rest:
        yield rest


@pytest.fixture(scope="module")
async def shelf(rest: Rest) -> Shelf:
    return await Shelf.create(rest)


class Session:
    """A session with one question, as its host sees it."""

    def __init__(self, rest: Rest, made: dict[str, Any]) -> None:
        self.rest, self.url, self.key = rest, f"/api/sessions/{made['session_id']}", bearer(made["host_token"])

    @classmethod
    async def with_question(cls, rest: Rest, shelf: Shelf, *, is_shown: bool = True, **fields: Any) -> "Session":
        session = cls(rest, await rest.create(initial_code="typed"))
        await session.add(shelf, await shelf.add(f"q-{next(NUMBERS)}", **fields), is_shown=is_shown)
        return session

    async def add(self, shelf: Shelf, question: dict[str, Any], *, is_shown: bool = True) -> str:
        """A copy for the session: its slug."""
        summary = question["summary"]
        body = {"library_id": shelf.library_id, "question_id": summary["question_id"], "is_shown": is_shown}
        headers = self.key | {"Codesala-Library": shelf.use}
        answer = await self.rest.http.post(f"{self.url}/questions", headers=headers, json=body)
        assert answer.status_code == 201, answer.text
        self.question, self.slug = question, summary["slug"]
        return str(summary["slug"])

    async def lay_in(self, number: int = 1, status: int = 200, **wanted: Any) -> dict[str, Any]:
        url = f"{self.url}/questions/{number}/files"
        answer = await self.rest.http.post(url, headers=self.key, json=wanted)
        assert answer.status_code == status, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def texts(self) -> dict[str, str]:
        files = (await self.rest.http.get(f"{self.url}/files", headers=self.key)).json()
        of = {file["path"]: f"{self.url}/files/{file['id']}" for file in files}
        return {path: (await self.rest.http.get(url, headers=self.key)).text for path, url in of.items()}

    async def create(self, path: str) -> None:
        answer = await self.rest.http.post(f"{self.url}/files", headers=self.key, json={"path": path, "text": "theirs"})
        assert answer.status_code == 201, answer.text


NUMBERS = iter(range(1000))


async def test_a_questions_files_come_in_a_folder_of_their_own_where_somebody_has_typed(
    rest: Rest, shelf: Shelf
) -> None:
    session = await Session.with_question(rest, shelf, languages=LANGUAGES, files=DATA)
    folder = session.slug
    assert await session.lay_in() == {"folder": folder, "main": None, "is_new": True}
    laid_in = {
        "main.py": "typed",
        f"{folder}/main.py": "import helper\n",
        f"{folder}/helper.py": "x = 1\n",
        f"{folder}/lib/deep.py": "",
        f"{folder}/data/rows.csv": "a,b\n",
    }
    assert await session.texts() == laid_in
    assert await session.lay_in() == {"folder": folder, "main": None, "is_new": False}
    assert await session.texts() == laid_in, "once"
    replay = (await rest.http.get(f"{session.url}/replay", headers=session.key)).json()
    told = [entry["event"] for entry in replay["entries"] if entry.get("event", {}).get("type") == "file.created"]
    assert [(event["path"], event["question"]) for event in told].count((f"{folder}/helper.py", 1)) == 1
    assert {event["path"] for event in told} == laid_in.keys() - {"main.py"}


async def test_they_are_beside_the_main_file_where_nobody_has_typed_and_whoever_asked_first_gives_it_its_text(
    rest: Rest, shelf: Shelf
) -> None:
    session = await Session.with_question(rest, shelf, languages=LANGUAGES, files=DATA)
    assert await session.lay_in(into_main=True) == {"folder": "", "main": "import helper\n", "is_new": True}
    assert await session.lay_in(into_main=True) == {"folder": "", "main": None, "is_new": False}
    beside = {"main.py": "typed", "helper.py": "x = 1\n", "lib/deep.py": "", "data/rows.csv": "a,b\n"}
    assert await session.texts() == beside
    await session.add(shelf, session.question)
    assert (await session.lay_in(2, into_main=True))["folder"] == session.slug, "their names are taken"
    assert beside.items() <= (await session.texts()).items()


async def test_data_alone_is_beside_the_main_file_and_a_folder_whose_name_is_taken_gets_a_number(
    rest: Rest, shelf: Shelf
) -> None:
    session = await Session.with_question(rest, shelf, files=DATA)
    assert (await session.lay_in())["folder"] == ""
    slug = await session.add(shelf, await shelf.add("of-a-name", languages=LANGUAGES))
    await session.create(f"{slug.upper()}/mine.py")
    assert (await session.lay_in(2))["folder"] == f"{slug}-2"
    assert (await session.texts())[f"{slug.upper()}/mine.py"] == "theirs"
    await session.add(shelf, await shelf.add("con", languages=LANGUAGES))
    assert (await session.lay_in(3, language="java"))["folder"] == "con-2", "Windows has no folder con"


async def test_another_language_than_the_sessions_is_never_put_into_its_main_file(rest: Rest, shelf: Shelf) -> None:
    session = await Session.with_question(rest, shelf, languages={"java": LANGUAGES["java"]})
    assert await session.lay_in(into_main=True) == {"folder": session.slug, "main": None, "is_new": True}
    assert f"{session.slug}/Main.java" in await session.texts()


async def test_another_language_is_laid_in_after_the_first_once_and_nothing_that_is_there_is_touched(
    rest: Rest, shelf: Shelf
) -> None:
    session = await Session.with_question(rest, shelf, languages=LANGUAGES, files=DATA)
    folder = session.slug
    await session.lay_in()
    before = await session.texts()
    assert await session.lay_in(language="java") == {"folder": folder, "main": None, "is_new": True}
    assert await session.texts() == before | {f"{folder}/Main.java": "class Main {}\n"}
    for language in ("java", "python", "lua"):
        assert await session.lay_in(language=language, into_main=True) == {
            "folder": folder,
            "main": None,
            "is_new": False,
        }

    beside = await Session.with_question(rest, shelf, languages=LANGUAGES, files=DATA)
    assert (await beside.lay_in(into_main=True))["folder"] == ""
    before = await beside.texts()
    for is_new in (True, False):
        told = await beside.lay_in(language="java", into_main=True)
        assert told == {"folder": beside.slug, "main": None, "is_new": is_new}, "a main file is somebody's by now"
    added = {f"{beside.slug}/Main.java": "class Main {}\n", f"{beside.slug}/data/rows.csv": "a,b\n"}
    assert await beside.texts() == before | added

    both = {one: {"files": {f"main.{end}": one, "own.txt": one}} for one, end in (("lua", "lua"), ("ruby", "rb"))}
    same = await Session.with_question(rest, shelf, languages=both)
    assert (await same.lay_in(language="lua"))["folder"] == same.slug
    assert (await same.lay_in(language="ruby"))["folder"] == f"{same.slug}-2", "a name of its own is taken"
    assert (await same.texts())[f"{same.slug}/own.txt"] == "lua"


async def test_files_that_cannot_be_laid_in_are_refused_and_none_of_them_is_there(rest: Rest, shelf: Shelf) -> None:
    prepared = await Session.with_question(rest, shelf, is_shown=False, languages=LANGUAGES)
    assert "show it first" in (await prepared.lay_in(status=409))["detail"]
    without = await Session.with_question(rest, shelf)
    assert "no files" in (await without.lay_in(status=409))["detail"]
    many = await Session.with_question(rest, shelf, files={f"{number}.txt": "x" for number in range(13)})
    assert "at most 12 files" in (await many.lay_in(status=409))["detail"]
    deep = await Session.with_question(rest, shelf, languages=LANGUAGES, files={"a/b/c/d/e.txt": "x"})
    assert "folders" in (await deep.lay_in(status=409))["detail"]
    assert (await deep.lay_in(7, status=404))["code"] == "not_found"
    for session in (prepared, without, many, deep):
        assert list(await session.texts()) == ["main.py"]
    await rest.http.post(f"{many.url}/end", headers=many.key, json={})
    await many.lay_in(status=409)
