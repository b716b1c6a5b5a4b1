"""/api/sessions/{session_id}/rubric: what is judged, and what the scores mean. A session's own, and its hosts'."""

import asyncio
import json
from typing import Any

import httpx2
import pytest

from codesala.recordings.verify import verify
from tests.support.exports import files_of
from tests.support.libraries import Shelf
from tests.support.rest import Rest, bearer
from tests.support.waiting import eventually

LEVELS = ["Did not test", "Tested when asked", "Tested on their own 🎉", ""]
RUBRIC = [{"name": "Testing", "levels": LEVELS}, {"name": "Communication", "levels": [""] * 4}]


class Session:
    """A session through the API, as one of its hosts."""

    def __init__(self, rest: Rest, made: dict[str, Any]) -> None:
        self.http, self.made = rest.http, made
        self.url = f"/api/sessions/{made['session_id']}"
        self.headers = bearer(made["host_token"]) | {"Codesala-Key": "a" * 32}

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        return await self.http.request(method, f"{self.url}/{path}", json=body, headers=self.headers | headers)

    async def rubric(self) -> list[dict[str, Any]]:
        skills: list[dict[str, Any]] = (await self.ask("GET", "rubric")).json()["skills"]
        return skills

    async def export(self) -> dict[str, bytes]:
        async def made() -> bytes | None:
            answer = await self.ask("GET", "export")
            return answer.content if answer.status_code == 200 else None

        data = await eventually(made)
        assert data
        assert verify(data).findings == []
        return files_of(data)


async def test_a_session_begins_with_the_rubric_that_it_is_given(rest: Rest) -> None:
    session = Session(rest, await rest.create(rubric=[RUBRIC[0], {"name": "Communication"}]))
    assert await session.rubric() == RUBRIC
    assert (await session.ask("GET", "scorecards")).json()["rubric"] == RUBRIC
    assert await Session(rest, await rest.create()).rubric() == []


async def test_hosts_say_later_what_is_judged_and_no_card_changes(rest: Rest) -> None:
    session = Session(rest, await rest.create(rubric=RUBRIC))
    card = {"skills": [{"name": "Testing", "score": 3}], "verdict": "yes"}
    written = (await session.ask("PUT", "scorecards/own", card)).json()
    answer = await session.ask("PUT", "rubric", {"skills": [RUBRIC[1]]})
    assert (answer.status_code, answer.json()["skills"]) == (200, [RUBRIC[1]])
    assert (await session.ask("GET", "scorecards")).json()["own"] == written
    assert (await session.ask("PUT", "rubric", {"skills": []})).json()["skills"] == []
    assert await session.rubric() == []


async def test_of_two_hosts_who_save_a_rubric_at_once_the_second_is_told_and_nothing_is_overwritten(rest: Rest) -> None:
    session = Session(rest, await rest.create())
    read = (await session.ask("GET", "rubric")).json()
    wishes = [{"skills": [skill], "based_on": read["version"]} for skill in RUBRIC]
    answers = await asyncio.gather(*(session.ask("PUT", "rubric", wish) for wish in wishes))
    (saved,) = [answer.json() for answer in answers if answer.status_code == 200]
    (refused,) = [answer for answer in answers if answer.status_code != 200]
    assert (refused.status_code, refused.json()["code"]) == (409, "outdated")
    assert (await session.ask("GET", "rubric")).json() == saved
    same = await session.ask("PUT", "rubric", {"skills": saved["skills"], "based_on": read["version"]})
    assert (same.status_code, same.json()) == (200, saved), "the same overwrites nothing"
    decided = await session.ask("PUT", "rubric", {"skills": RUBRIC, "based_on": saved["version"]})
    assert decided.status_code == 200, "who has read what the other wrote"
    assert await session.rubric() == RUBRIC


async def test_questions_bring_their_skills_in_order_each_once(rest: Rest) -> None:
    shelf = await Shelf.create(rest)
    first = await shelf.add("first", skills=[{"name": "testing", "levels": ["other"]}, {"name": "Graphs"}])
    second = await shelf.add("second", skills=[{"name": "Speed", "levels": ["slow", "fine"]}])
    wish = {"library_id": shelf.library_id, "question_id": first["summary"]["question_id"]}
    body = {"rubric": RUBRIC, "questions": [wish]}
    made = await rest.http.post("/api/sessions", json=body, headers={"Codesala-Library": shelf.use})
    session = Session(rest, made.json())
    wish["question_id"] = second["summary"]["question_id"]
    added = await session.ask("POST", "questions", wish, **{"Codesala-Library": shelf.use})
    assert added.status_code == 201, added.text
    graphs = {"name": "Graphs", "levels": [""] * 4}
    speed = {"name": "Speed", "levels": ["slow", "fine", "", ""]}
    assert await session.rubric() == [*RUBRIC, graphs, speed]


async def test_the_export_says_what_was_judged(rest: Rest) -> None:
    session = Session(rest, await rest.create(rubric=RUBRIC))
    card = {"skills": [{"name": "testing", "score": 3}, {"name": "Other", "score": 1}], "verdict": "yes"}
    await session.ask("PUT", "scorecards/own", card)
    await session.http.post(f"{session.url}/end", headers=session.headers)
    assert json.loads((await session.export())["rubric.json"]) == RUBRIC
    await session.ask("PUT", "rubric", {"skills": []})
    assert "rubric.json" not in await session.export(), "also when the file was made already"


@pytest.mark.parametrize(
    ("skills", "field"),
    [
        ([{"name": "", "levels": LEVELS}], "body.rubric.0.name"),
        ([{"name": "x" * 101, "levels": LEVELS}], "body.rubric.0.name"),
        ([{"name": "Testing", "levels": LEVELS[:3]}], "body.rubric.0.levels"),
        ([{"name": "Testing", "levels": [*LEVELS, ""]}], "body.rubric.0.levels"),
        ([{"name": "Testing", "levels": ["x" * 201, "", "", ""]}], "body.rubric.0.levels.0"),
        ([{"name": "Testing", "levels": ["", "", "", "\x00"]}], "body.rubric.0.levels.3"),
        ([{"name": "Testing"}, {"name": "TESTING"}], "body.rubric.1.name"),
        ([{"name": f"{number}"} for number in range(31)], "body.rubric"),
        ([{"name": "Testing", "score": 3}], "body.rubric.0.score"),
    ],
)
async def test_what_no_rubric_can_be_is_refused_with_its_place(rest: Rest, skills: Any, field: str) -> None:
    refused = await rest.http.post("/api/sessions", json={"rubric": skills})
    assert (refused.status_code, [error["field"] for error in refused.json()["errors"]]) == (422, [field])
    session = Session(rest, await rest.create(rubric=RUBRIC))
    later = await session.ask("PUT", "rubric", {"skills": skills})
    assert [error["field"] for error in later.json()["errors"]] == [field.replace("rubric", "skills")]
    assert await session.rubric() == RUBRIC


async def test_a_rubric_is_for_hosts_alone(rest: Rest) -> None:
    session = Session(rest, await rest.create(rubric=RUBRIC))
    observer = session.made["observer_url"].rpartition("/")[2]
    for headers, status in (({}, 401), (bearer(session.made["room_id"]), 404), (bearer(observer), 404)):
        for method in ("GET", "PUT"):
            answer = await rest.http.request(method, f"{session.url}/rubric", json={"skills": []}, headers=headers)
            assert (answer.status_code, "Testing" in answer.text) == (status, False)
    assert await session.rubric() == RUBRIC
