"""/api/libraries as authors, interviewers and strangers meet them. On both databases."""

from pathlib import Path
from typing import Any

import pytest

from codesala.links.service import hash_token
from codesala.questions import service
from tests.support.libraries import Shelf, content
from tests.support.rest import OPERATORS_KEY, UNKNOWN, Rest, bearer, serving


@pytest.fixture
async def shelf(rest: Rest) -> Shelf:
    return await Shelf.create(rest)


async def test_a_library_opens_by_its_two_links(rest: Rest, shelf: Shelf) -> None:
    for token, may_edit in ((shelf.edit, True), (shelf.use, False)):
        opened = (await rest.http.get(f"/api/library-links/{token}")).json()
        assert (opened["library_id"], opened["name"], opened["may_edit"]) == (
            shelf.library_id,
            "Backend team",
            may_edit,
        )
        listed = (await rest.http.get("/api/libraries", headers=bearer(token))).json()
        assert [one["library_id"] for one in listed] == [shelf.library_id, "samples"]


async def test_only_hashes_of_its_links_are_kept(rest: Rest, shelf: Shelf) -> None:
    async with rest.app.state.parts.database.transaction(read_only=True) as db:
        found = (await (await db.connection()).exec_driver_sql("SELECT * FROM library_links")).all()
    kept = str(found)
    assert hash_token(shelf.edit) in kept
    assert shelf.edit not in kept
    assert shelf.use not in kept


async def test_who_may_use_a_library_reads_it_and_changes_nothing(shelf: Shelf) -> None:
    question = await shelf.add(guide="Ask about overflow.")
    path = f"/questions/{question['summary']['question_id']}"
    read = await shelf.ask("GET", path, shelf.use)
    assert read.json()["content"]["guide"] == "Ask about overflow."
    body = {"content": content("other"), "based_on": 1}
    for method, where, sent in (
        ("POST", "/questions", {"content": content("other")}),
        ("PUT", path, body),
        ("PATCH", path, {"is_archived": True}),
        ("DELETE", path, None),
        ("PATCH", "", {"name": "Mine"}),
        ("POST", "/links/edit", None),
        ("DELETE", "", None),
    ):
        answer = await shelf.ask(method, where, shelf.use, json=sent)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), (method, where)
    assert await shelf.slugs() == ["sum-of-two"]


async def test_another_librarys_token_opens_nothing_here(rest: Rest, shelf: Shelf) -> None:
    other = await Shelf.create(rest)
    question = await shelf.add()
    path = f"/questions/{question['summary']['question_id']}"
    assert (await shelf.ask("GET", path, other.edit)).status_code == 404
    assert (await other.ask("GET", path)).status_code == 404
    assert (await rest.http.get(shelf.url + path)).status_code == 401


async def test_the_operators_key_opens_all_libraries(rest: Rest, shelf: Shelf) -> None:
    await shelf.add()
    listed = (await rest.http.get("/api/libraries", headers=bearer(OPERATORS_KEY))).json()
    assert {shelf.library_id, "samples"} <= {one["library_id"] for one in listed}
    assert (await shelf.ask("PATCH", "", OPERATORS_KEY, json={"name": "Ours"})).json()["name"] == "Ours"
    assert (await shelf.ask("GET", "/questions", OPERATORS_KEY)).headers["X-Total-Count"] == "1"


async def test_wrong_tokens_count_as_wrong_links(rest: Rest, database_url: str, tmp_path: Path) -> None:
    async with serving(database_url, tmp_path, link_failure_rate="2/minute") as own:
        shelf = await Shelf.create(own)
        wrong = [await own.http.get(f"/api/library-links/{UNKNOWN}") for _ in range(3)]
        assert [answer.status_code for answer in wrong] == [404, 404, 429]
        wrong = [await shelf.ask("GET", "/questions", UNKNOWN) for _ in range(3)]
        assert [answer.status_code for answer in wrong] == [404, 404, 429]
        assert (await shelf.ask("GET", "/questions")).status_code == 200, "right ones are never refused"


async def test_a_new_link_is_the_only_one_with_its_right(shelf: Shelf) -> None:
    made = (await shelf.ask("POST", "/links/use")).json()
    assert made["url"].endswith(f"/l/{made['token']}")
    assert (await shelf.ask("GET", "/questions", shelf.use)).status_code == 404
    assert (await shelf.ask("GET", "/questions", made["token"])).status_code == 200
    assert (await shelf.ask("GET", "/questions", shelf.edit)).status_code == 200


async def test_where_libraries_are_the_operators_nobody_else_makes_one(database_url: str, tmp_path: Path) -> None:
    async with serving(database_url, tmp_path, libraries="operator") as rest:
        assert (await rest.http.post("/api/libraries", json={"name": "Mine"})).status_code == 401
        made = await rest.http.post("/api/libraries", json={"name": "Ours"}, headers=bearer(OPERATORS_KEY))
        assert made.status_code == 201


async def test_each_saving_is_a_version_that_stays_as_it_was(shelf: Shelf) -> None:
    first = await shelf.add(tags=["Arrays"], minutes=20)
    assert (first["version"], first["changed_by"], first["summary"]["tags"]) == (1, None, ["arrays"])
    second = (await shelf.change(first, 1, title="Three sum")).json()
    assert (second["version"], second["changed_by"], second["content"]["title"]) == (2, "Bo", "Three sum")
    same = (await shelf.change(second, 2)).json()
    assert same["version"] == 2, "nothing is different"
    path = f"/questions/{first['summary']['question_id']}"
    old = (await shelf.ask("GET", path, params={"version": 1})).json()
    assert (old["content"], old["digest"]) == (first["content"], first["digest"])
    versions = (await shelf.ask("GET", f"{path}/versions")).json()
    assert [(one["version"], one["changed_by"]) for one in versions] == [(2, "Bo"), (1, None)]
    assert (await shelf.ask("GET", path, params={"version": 3})).status_code == 404


async def test_a_change_of_an_older_version_is_outdated(shelf: Shelf) -> None:
    question = await shelf.add()
    assert (await shelf.change(question, 1, title="Mine")).status_code == 200
    late = await shelf.change(question, 1, title="Yours")
    assert (late.status_code, late.json()["code"]) == (409, "outdated")


async def test_of_many_versions_the_oldest_are_forgotten(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MAX_VERSIONS", 2)
    question = await shelf.add()
    for version in (1, 2):
        assert (await shelf.change(question, version, title=f"Title {version}")).status_code == 200
    versions = (await shelf.ask("GET", f"/questions/{question['summary']['question_id']}/versions")).json()
    assert [one["version"] for one in versions] == [3, 2]


async def test_a_slug_is_taken_once_in_a_library(rest: Rest, shelf: Shelf) -> None:
    await shelf.add("graph")
    again = await shelf.ask("POST", "/questions", json={"content": content("graph")})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    other = await shelf.add("tree")
    assert (await shelf.change(other, 1, slug="graph")).status_code == 409
    await (await Shelf.create(rest)).add("graph")


async def test_questions_are_found_by_words_tag_language_and_difficulty(shelf: Shelf) -> None:
    starter = {"python": {"files": {"main.py": "pass\n"}}}
    await shelf.add("shortest-path", tags=["Graphs", "BFS"], difficulty="easy", languages=starter)
    await shelf.add("spanning-tree", tags=["graphs"], difficulty="hard")
    await shelf.add("numbers", title="100% Ünique_numbers", difficulty="easy")
    assert await shelf.slugs(text="graph easy") == ["shortest-path"]
    assert await shelf.slugs(text="GRAPHS") == ["spanning-tree", "shortest-path"]
    assert await shelf.slugs(text="100% üNIQUE_") == ["numbers"]
    assert await shelf.slugs(text="_____") == []
    assert await shelf.slugs(tag="bfs") == ["shortest-path"]
    assert await shelf.slugs(language="python") == ["shortest-path"]
    assert await shelf.slugs(difficulty="easy") == ["numbers", "shortest-path"]
    page = await shelf.ask("GET", "/questions", params={"skip": 1, "limit": 1})
    assert [one["slug"] for one in page.json()] == ["spanning-tree"]
    assert page.headers["X-Total-Count"] == "3"


async def test_an_archived_question_is_listed_apart(shelf: Shelf) -> None:
    question = await shelf.add("old")
    await shelf.add("new")
    path = f"/questions/{question['summary']['question_id']}"
    assert (await shelf.ask("PATCH", path, json={"is_archived": True})).json()["is_archived"] is True
    assert (await shelf.slugs(), await shelf.slugs(archived=True)) == (["new"], ["old"])
    await shelf.ask("PATCH", path, json={"is_archived": False})
    assert len(await shelf.slugs()) == 2


async def test_what_is_deleted_is_gone(rest: Rest, shelf: Shelf) -> None:
    question = await shelf.add()
    path = f"/questions/{question['summary']['question_id']}"
    assert (await shelf.ask("DELETE", path)).status_code == 204
    assert (await shelf.ask("GET", path)).status_code == 404
    assert (await shelf.ask("DELETE")).status_code == 204
    assert (await shelf.ask("GET", "/questions")).status_code == 404


async def test_a_full_library_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    question = await shelf.add("one")
    monkeypatch.setattr(service, "MAX_QUESTIONS", 1)
    assert (await shelf.ask("POST", "/questions", json={"content": content("two")})).status_code == 409
    monkeypatch.setattr(service, "MAX_LIBRARY_BYTES", 200)
    assert (await shelf.change(question, 1, guide="x" * 200)).status_code == 409


IO = {"id": "1", "kind": "io", "stdout": "1\n"}
CALL = {"id": "2", "kind": "call", "input": {}, "expected": 1}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("slug", {"slug": "Two Sum"}),
        ("title", {"title": ""}),
        ("title", {"title": "a\x00b"}),
        ("statements", {"statements": {}}),
        ("statements.en", {"statements": {"en": "é" * 40_000}}),
        ("statements.english_.[key]", {"statements": {"english_": "x"}}),
        ("languages.cobol.[key]", {"languages": {"cobol": {}}}),
        ("languages.python.files.../x.[key]", {"languages": {"python": {"files": {"../x": ""}}}}),
        ("", {"languages": {"python": {"files": {"other.py": ""}}}}),
        ("assets.a.exe.[key]", {"assets": {"a.exe": "AA=="}}),
        ("difficulty", {"difficulty": "fiendish"}),
        ("minutes", {"minutes": 0}),
        ("tests.cases.0.io.stdout", {"tests": {"cases": [IO | {"stdout": "x" * 70_000}]}}),
        ("tests", {"tests": {"cases": [IO, IO]}}),
        ("tests.cases.0.call.expected", {"tests": {"cases": [CALL | {"expected": 2**53}]}}),
        ("tests.cases.0.call.expected", {"tests": {"cases": [CALL | {"expected": "x" * 70_000}]}}),
        ("tests.function.name", {"tests": {"function": {"name": "two sum"}}}),
        ("tests.time_limit_s", {"tests": {"time_limit_s": 31}}),
        ("surprise", {"surprise": 1}),
    ],
)
async def test_what_is_wrong_with_a_question_is_said_by_field(shelf: Shelf, field: str, wrong: dict[str, Any]) -> None:
    answer = await shelf.ask("POST", "/questions", json={"content": content() | wrong})
    assert answer.status_code == 422, answer.text
    fields = [error["field"] for error in answer.json()["errors"]]
    assert f"body.content.{field}".rstrip(".") in fields


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (None, "Case 2 calls a function: say in `function` how it is called"),
        ({"name": "f", "parameters": [{"name": "a"}]}, "Case 2: `input` has to give a value to each parameter: a."),
        ({"name": "f", "parameters": [{"name": "a"}, {"name": "a"}]}, "Two parameters of the function have the same"),
        ({"name": "f", "result": "b"}, "`result` has to name a parameter, or to be left out: b is none."),
    ],
)
async def test_a_case_that_cannot_be_called_says_why(shelf: Shelf, function: Any, sentence: str) -> None:
    answer = await shelf.ask(
        "POST", "/questions", json={"content": content(tests={"function": function, "cases": [CALL]})}
    )
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == ["body.content.tests"]
    assert sentence in answer.text


async def test_everybody_reads_the_samples_and_nobody_changes_them(rest: Rest, shelf: Shelf) -> None:
    url = "/api/libraries/samples/questions"
    listed = await rest.http.get(url, params={"text": "graph medium", "language": "cpp"})
    assert [one["slug"] for one in listed.json()] == ["way-through-a-grid"]
    assert listed.headers["X-Total-Count"] == "1"
    titles = {"es": "Camino por una cuadrícula"}
    assert listed.json()[0]["titles"] == titles
    found = await rest.http.get(url, params={"text": titles["es"]})
    assert [one["titles"] for one in found.json()] == [titles]
    sample = (await rest.http.get(f"{url}/sample.way-through-a-grid")).json()
    assert sample["content"]["license"] == "cc0"
    assert sample["statements"].keys() == {"en", "es"}
    assert (await rest.http.get(f"{url}/sample.nothing")).status_code == 404
    for key in (shelf.edit, OPERATORS_KEY):
        made = await rest.http.post(url, json={"content": content()}, headers=bearer(key))
        assert made.status_code == 403
    copied = await shelf.ask("POST", "/questions", json={"content": sample["content"]})
    assert (copied.status_code, copied.json()["digest"]) == (201, sample["digest"])


async def test_a_statement_is_shown_as_safe_html(shelf: Shelf) -> None:
    question = await shelf.add(statements={"en": "# Add\n<b>two</b>", "es": "Suma"})
    shown = {"html": "<h3>Add</h3>\n<p>&lt;b&gt;two&lt;/b&gt;</p>\n", "warnings": []}
    assert question["statements"]["en"] == shown
    preview = await shelf.ask("POST", "/preview", json={"markdown": "# Add\n<b>two</b>"})
    assert preview.json() == shown
    assert (await shelf.ask("POST", "/preview", shelf.use, json={"markdown": ""})).status_code == 403


async def test_a_question_is_checked_while_it_is_written_and_nothing_is_saved(shelf: Shelf) -> None:
    wrong = content("sum", minutes=0, statements={}, tests={"cases": [{"id": "a", "kind": "io", "stdout": "\0"}]})
    answer = await shelf.ask("POST", "/check", json={"content": wrong})
    wanted = {"minutes", "statements", "tests.cases.0.io.stdout"}
    assert {one["field"] for one in answer.json()["errors"]} == {f"body.content.{field}" for field in wanted}
    refused = await shelf.ask("POST", "/questions", json={"content": wrong})
    assert (refused.status_code, refused.json()["errors"]) == (422, answer.json()["errors"])
    good = await shelf.ask("POST", "/check", json={"content": content("sum")})
    assert (good.status_code, good.json()) == (200, {"errors": []})
    assert (await shelf.ask("POST", "/check", shelf.use, json={"content": content("sum")})).status_code == 403
    assert (await shelf.ask("GET", "/questions")).json() == []


async def test_previews_are_counted_by_library(shelf: Shelf) -> None:
    answers = [await shelf.ask("POST", "/preview", json={"markdown": "x"}) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [200] * 60 + [429]


async def test_a_question_of_two_mebibytes_is_the_largest(shelf: Shelf) -> None:
    big = {f"{number}.txt": "x" * 1_000_000 for number in range(2)}
    assert (await shelf.add(files=big))["version"] == 1
    too_big = {f"{number}.txt": "é" * 180_000 for number in range(2)}
    answer = await shelf.ask("POST", "/questions", json={"content": content("big", files=too_big)})
    assert answer.status_code == 422, "as JSON it is longer than what was sent"
    answer = await shelf.ask("POST", "/questions", content=b'{"content":' + b" " * 2_200_000)
    assert answer.status_code == 413
