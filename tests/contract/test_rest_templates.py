"""/api/libraries/{library_id}/templates, and sessions that are made by them. On both databases."""

from typing import Any

import httpx2
import pytest

from codesala.templates import service
from tests.support.libraries import Shelf
from tests.support.rest import OPERATORS_KEY, UNKNOWN, Rest, bearer

LEVELS = ["None", "When asked", "On their own", "Edge cases first"]
PATH = "/templates"


@pytest.fixture
async def shelf(rest: Rest) -> Shelf:
    return await Shelf.create(rest)


async def save(shelf: Shelf, name: str = "First round", **content: Any) -> dict[str, Any]:
    answer = await shelf.ask("POST", PATH, json={"name": name, "content": content})
    assert answer.status_code == 201, answer.text
    template: dict[str, Any] = answer.json()
    return template


async def begin(rest: Rest, template: dict[str, Any], token: str | None, **body: Any) -> httpx2.Response:
    headers = {} if token is None else {"Codesala-Library": token}
    return await rest.http.post("/api/sessions", json={"template_id": template["template_id"], **body}, headers=headers)


async def full(shelf: Shelf) -> dict[str, Any]:
    """A template with everything."""
    starter = {"files": {"main.py": "start\n"}}
    question = await shelf.add("graphs", skills=[{"name": "Graphs"}], languages={"python": starter})
    own = question["summary"]["question_id"]
    return await save(
        shelf,
        title="Backend interview",
        language="python",
        questions=[{"question_id": own}, {"question_id": "sample.two-that-add-up", "version": 1}],
        has_lobby=True,
        shares_code=False,
        retention_days=7,
        rubric=[{"name": "Testing", "levels": LEVELS}],
        timer_s=2700,
        guide="Begin with the task.",
    )


class Made:
    """A session that was made by a template, as its host reads it."""

    def __init__(self, rest: Rest, answer: httpx2.Response) -> None:
        assert answer.status_code == 201, answer.text
        self.http, self.session = rest.http, answer.json()

    async def reads(self, path: str = "") -> Any:
        url = f"/api/sessions/{self.session['session_id']}{path and f'/{path}'}"
        return (await self.http.get(url, headers=bearer(self.session["host_token"]))).json()


async def test_a_template_makes_a_session_that_is_ready(rest: Rest, shelf: Shelf) -> None:
    made = Made(rest, await begin(rest, await full(shelf), shelf.use))
    wanted = {"title": "Backend interview", "language": "python", "has_lobby": True, "shares_code": False}
    wanted |= {"retention_days": 7, "timer_s": 2700, "timer_started_at": None, "initial_code": "start\n"}
    assert {name: made.session[name] for name in wanted} == wanted
    questions = [(one["title"], one["state"]) for one in await made.reads("questions")]
    assert questions == [("Graphs", "prepared"), ("Two that add up", "prepared")]
    assert [skill["name"] for skill in (await made.reads("rubric"))["skills"]][:2] == ["Testing", "Graphs"]
    (note,) = await made.reads("notes")
    assert (note["title"], note["content"]) == ("First round", "Begin with the task.")
    seen = await rest.http.get(f"/api/links/{made.session['observer_url'].rpartition('/')[2]}/questions")
    assert "Graphs" not in seen.text


async def test_what_is_sent_holds_instead_of_what_the_template_says(rest: Rest, shelf: Shelf) -> None:
    body: dict[str, Any] = {"title": None, "language": "java", "has_lobby": False, "shares_code": True, "guide": ""}
    body |= {"retention_days": None, "rubric": [], "questions": [], "timer_s": None, "initial_code": "mine"}
    made = Made(rest, await begin(rest, await full(shelf), shelf.use, **body))
    told = ("title", "language", "has_lobby", "shares_code", "retention_days", "timer_s", "initial_code")
    assert {name: made.session[name] for name in told} == {name: body[name] for name in told}
    assert await made.reads("questions") == await made.reads("notes") == (await made.reads("rubric"))["skills"] == []


async def test_a_countdown_that_was_planned_waits_for_a_host(rest: Rest, shelf: Shelf) -> None:
    session = Made(rest, await begin(rest, await full(shelf), shelf.use)).session
    url, key = f"/api/sessions/{session['session_id']}", bearer(session["host_token"])
    taken_away = (await rest.http.patch(url, json={"timer_s": None}, headers=key)).json()
    assert (taken_away["timer_s"], taken_away["timer_started_at"]) == (None, None)
    started = (await rest.http.patch(url, json={"timer_s": 60}, headers=key)).json()
    assert started["timer_s"] == 60
    assert started["timer_started_at"]
    replay = await rest.http.get(f"{url}/replay", headers=key)
    assert replay.text.count('"timer"') == 1, "nobody saw the one that was planned"


async def test_templates_are_read_changed_and_deleted(rest: Rest, shelf: Shelf) -> None:
    template = await save(shelf, "Second", title="Before")
    await save(shelf, "First")
    listed = (await shelf.ask("GET", PATH, shelf.use)).json()
    assert [one["name"] for one in listed] == ["First", "Second"]
    made = Made(rest, await begin(rest, template, shelf.use))
    path = f"{PATH}/{template['template_id']}"
    body = {"name": "Third", "content": {"title": "After"}, "based_on": 1}
    changed = (await shelf.ask("PUT", path, json=body)).json()
    assert (changed["name"], changed["version"], changed["content"]["title"]) == ("Third", 2, "After")
    assert (await shelf.ask("GET", path, shelf.use)).json() == changed
    again = await shelf.ask("PUT", path, json=body)
    assert (again.status_code, again.json()["code"]) == (409, "outdated")
    assert (await shelf.ask("DELETE", path)).status_code == 204
    for method in ("GET", "DELETE"):
        assert (await shelf.ask(method, path)).status_code == 404
    assert (await begin(rest, template, shelf.use)).status_code == 404
    assert (await made.reads())["title"] == "Before"


async def test_who_may_use_a_library_makes_sessions_by_its_templates_and_changes_none(rest: Rest, shelf: Shelf) -> None:
    template = await save(shelf, title="Ours")
    path = f"{PATH}/{template['template_id']}"
    body = {"name": "Mine", "content": {}, "based_on": 1}
    for method, where in (("POST", PATH), ("PUT", path), ("DELETE", path)):
        sent = {"name": "Mine", "content": {}} if method == "POST" else body
        assert (await shelf.ask(method, where, shelf.use, json=sent)).status_code == 403
    for token in (shelf.use, shelf.edit, OPERATORS_KEY):
        assert (await begin(rest, template, token)).status_code == 201
    other = await Shelf.create(rest)
    assert (await shelf.ask("GET", path, other.edit)).status_code == 404
    assert (await other.ask("GET", path)).status_code == 404
    for token in (other.use, UNKNOWN):
        refused = await begin(rest, template, token)
        unknown = await begin(rest, {"template_id": UNKNOWN}, token)
        assert refused.status_code == unknown.status_code == 404
        assert refused.json()["detail"] == unknown.json()["detail"]
    nameless = await begin(rest, template, None)
    assert [one["field"] for one in nameless.json()["errors"]] == ["body.template_id"]
    assert (await rest.http.get("/api/libraries/samples/templates")).json() == []


async def test_a_question_that_is_gone_is_named_and_can_be_left_out(rest: Rest, shelf: Shelf) -> None:
    template = await full(shelf)
    gone = template["content"]["questions"][0]["question_id"]
    await shelf.ask("DELETE", f"/questions/{gone}")
    refused = await begin(rest, template, shelf.use)
    assert (refused.status_code, "Question 1 " in refused.json()["detail"]) == (409, True)
    assert (await begin(rest, template, shelf.use, questions=[])).status_code == 201


async def test_a_question_is_taken_in_the_version_that_is_named_or_the_newest(rest: Rest, shelf: Shelf) -> None:
    question = await shelf.add("graphs")
    own = question["summary"]["question_id"]
    template = await save(shelf, questions=[{"question_id": own, "version": 1}, {"question_id": own}])
    await shelf.change(question, 1, title="Newer")
    made = Made(rest, await begin(rest, template, shelf.use))
    assert [one["title"] for one in await made.reads("questions")] == ["Graphs", "Newer"]


async def test_a_name_is_taken_once_and_a_full_library_says_so(
    rest: Rest, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await save(shelf, "First"), await save(shelf, "Second")
    taken = await shelf.ask("POST", PATH, json={"name": "First", "content": {}})
    assert (taken.status_code, taken.json()["code"]) == (409, "conflict")
    path = f"{PATH}/{second['template_id']}"
    assert (await shelf.ask("PUT", path, json={"name": "First", "content": {}, "based_on": 1})).status_code == 409
    same = {"name": "First", "content": {"title": "Same name"}, "based_on": 1}
    assert (await shelf.ask("PUT", f"{PATH}/{first['template_id']}", json=same)).status_code == 200
    await save(await Shelf.create(rest), "First")
    monkeypatch.setattr(service, "MAX_TEMPLATES", 2)
    assert (await shelf.ask("POST", PATH, json={"name": "Third", "content": {}})).status_code == 409


TESTING = {"name": "Testing"}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", {"title": "x" * 201}),
        ("title", {"title": "a\x00b"}),
        ("language", {"language": "cobol"}),
        ("questions.0", {"questions": [{"question_id": UNKNOWN}]}),
        ("questions.0", {"questions": [{"question_id": "sample.nothing"}]}),
        ("questions.0", {"questions": [{"question_id": "sample.two-that-add-up", "version": 2}]}),
        ("questions.0.version", {"questions": [{"question_id": "sample.two-that-add-up", "version": 0}]}),
        ("questions", {"questions": [{"question_id": "sample.two-that-add-up"}] * 21}),
        ("has_lobby", {"has_lobby": "yes"}),
        ("retention_days", {"retention_days": 0}),
        ("rubric.1.name", {"rubric": [TESTING, TESTING]}),
        ("rubric", {"rubric": [{"name": str(number)} for number in range(31)]}),
        ("timer_s", {"timer_s": 0}),
        ("guide", {"guide": "x" * 10_001}),
        ("files", {"files": []}),
    ],
)
async def test_what_no_template_can_say_is_refused_with_its_place(shelf: Shelf, field: str, wrong: Any) -> None:
    answer = await shelf.ask("POST", PATH, json={"name": "First", "content": wrong})
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [f"body.content.{field}"])
    assert (await shelf.ask("GET", PATH)).json() == []


async def test_a_template_goes_with_its_library(rest: Rest, shelf: Shelf) -> None:
    template = await save(shelf)
    made = Made(rest, await begin(rest, template, shelf.use))
    assert (await shelf.ask("DELETE")).status_code == 204
    assert (await begin(rest, template, shelf.use)).status_code == 404
    assert (await made.reads("rubric"))["skills"] == []
