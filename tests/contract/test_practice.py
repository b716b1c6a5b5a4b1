"""Practice: a room of a candidate's own, by the interview's link, and that nothing of it stays. On both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from codesala.db.database import Database
from codesala.db.models import Link, LogBatch, Session
from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.practice import PracticeSessions
from codesala.languages import LANGUAGES
from codesala.links.service import hash_token
from codesala.practice.service import PROGRAMS
from codesala.questions.tables import SessionQuestion
from codesala.sessions.idle import find_empty
from tests.support.rest import OPERATORS_KEY, UNKNOWN, Rest, bearer, serving


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder, job_interval_s=600) as rest:
        yield rest


async def practise(rest: Rest, token: str) -> Any:
    answer = await rest.http.post(f"/api/links/{token}/practice")
    assert answer.status_code == 201, answer.text
    return answer.json()


async def session_of(database: Database, token: str) -> str:
    async with database.transaction(read_only=True) as db:
        return (await db.execute(select(Link.session_id).where(Link.token_hash == hash_token(token)))).scalar_one()


async def test_a_candidate_gets_a_room_of_their_own_in_the_interviews_language(rest: Rest) -> None:
    made = await rest.create(language="lua", has_lobby=True, title="Ana")
    practice = await practise(rest, made["room_id"])
    assert practice["url"] == f"https://sala.test/s/{practice['room_id']}"
    link = await rest.link(practice["room_id"])
    assert (link["kind"], link["role"], link["language"], link["can_write"]) == ("practice", "candidate", "lua", True)
    assert (link["title"], link["has_lobby"], link["share_url"], link["session_id"]) == (None, False, None, None)
    assert (await rest.http.get(f"/api/links/{practice['room_id']}/code")).text == PROGRAMS["lua"]
    assert (await rest.link(made["room_id"]))["kind"] == "interview"


async def test_a_small_question_with_examples_is_shown_where_programs_read_input(rest: Rest) -> None:
    for language in (*PROGRAMS, "sql"):
        token = (await practise(rest, (await rest.create(language=language))["room_id"]))["room_id"]
        answer = await rest.http.get(f"/api/links/{token}/questions", headers={"Codesala-Key": "k" * 43})
        if language == "sql":
            assert answer.json() == []
            continue
        [question] = answer.json()
        assert (question["title"], question["hidden_cases"], question["folder"]) == ("Twice the number", 0, None)
        assert [(case["stdin"], case["stdout"]) for case in question["examples"]] == [("4\n", "8\n"), ("-3\n", "-6\n")]
        assert question["statements"].keys() == {"en", "es"}


async def test_practice_is_in_no_list_and_has_one_link_and_no_replay(rest: Rest) -> None:
    made = await rest.create()
    before = await rest.http.get("/api/sessions", headers=bearer(OPERATORS_KEY))
    token = (await practise(rest, made["room_id"]))["room_id"]
    after = await rest.http.get("/api/sessions", headers=bearer(OPERATORS_KEY))
    assert (after.json(), after.headers["x-total-count"]) == (before.json(), before.headers["x-total-count"])
    database = rest.app.state.parts.database
    session_id = await session_of(database, token)
    async with database.transaction(read_only=True) as db:
        roles = (await db.execute(select(Link.role).where(Link.session_id == session_id))).scalars().all()
    assert roles == ["candidate"]
    for what in ("replay", "report"):
        assert (await rest.http.get(f"/api/links/{token}/{what}")).status_code == 404


async def test_only_a_candidates_link_to_a_live_interview_leads_to_practice(rest: Rest) -> None:
    made = await rest.create()
    practice = await practise(rest, made["room_id"])
    observer = made["observer_url"].rpartition("/")[2]
    for token in (made["host_token"], observer, practice["room_id"], UNKNOWN):
        assert (await rest.http.post(f"/api/links/{token}/practice")).status_code == 404
    url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
    renewed = (await rest.http.post(f"{url}/links/candidate", headers=key)).json()["token"]
    assert (await rest.http.post(f"/api/links/{made['room_id']}/practice")).status_code == 404
    await rest.http.post(f"{url}/end", headers=key)
    ended = await rest.http.post(f"/api/links/{renewed}/practice")
    assert (ended.status_code, ended.json()["code"]) == (409, "ended")


async def test_practice_is_begun_five_times_an_hour_by_a_link_and_as_often_as_an_address_may(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with serving(sqlite_url, tmp_path, create_rate="8/minute") as rest:
        first, second = await rest.create(), await rest.create()
        for _ in range(5):
            await practise(rest, first["room_id"])
        refused = await rest.from_address("192.0.2.2").http.post(f"/api/links/{first['room_id']}/practice")
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 3000
        await practise(rest, second["room_id"])
        assert (await rest.http.post(f"/api/links/{second['room_id']}/practice")).status_code == 429
        await practise(rest.from_address("192.0.2.2"), second["room_id"])


async def aged(rest: Rest, made: Any, **values: timedelta) -> str:
    """A practice session of which these moments are so long ago."""
    database: Database = rest.app.state.parts.database
    session_id = await session_of(database, (await practise(rest, made["room_id"]))["room_id"])
    async with database.transaction() as db:
        row = await db.get_one(Session, session_id)
        for name, value in values.items():
            setattr(row, name, datetime.now(UTC) - value)
    return session_id


async def test_practice_goes_half_an_hour_after_everybody_left_and_after_a_day(rest: Rest) -> None:
    parts = rest.app.state.parts
    database, now = parts.database, datetime.now(UTC)
    made = await rest.create()
    entered = {"created_at": timedelta(hours=2)}
    left = await aged(rest, made, **entered, empty_since=timedelta(minutes=31))
    just_left = await aged(rest, made, **entered, empty_since=timedelta(minutes=29))
    never_entered = await aged(rest, made, created_at=timedelta(minutes=31))
    old = await aged(rest, made, created_at=timedelta(hours=24, minutes=1), empty_since=timedelta(minutes=1))
    async with database.transaction() as db:
        (await db.get_one(Session, made["session_id"])).empty_since = now - timedelta(days=2)
    async with database.transaction(read_only=True) as db:
        assert left not in await find_empty(db, now), "it never ends, so no export is made of it"
    sweep = PracticeSessions(parts.hub, ActiveUsers(parts.hub, parts.broker, database), database)
    for _ in range(2):
        await sweep.delete()
    async with database.transaction(read_only=True) as db:
        there = set((await db.execute(select(Session.id))).scalars())
        for table in (LogBatch, SessionQuestion):
            lost = select(func.count()).where(table.session_id.in_([left, never_entered, old]))
            assert (await db.execute(lost)).scalar_one() == 0, "nothing of them stays"
    assert not {left, never_entered, old} & there
    assert {just_left, made["session_id"]} <= there


async def test_practice_stays_under_who_came_back_while_nobody_could_know_it(rest: Rest) -> None:
    """Redis was away when they came in on another node, and that node's next report is a moment after our sweep."""
    parts, made = rest.app.state.parts, await rest.create()
    session_id = await aged(rest, made, created_at=timedelta(hours=2), empty_since=timedelta(minutes=31))
    sweep = PracticeSessions(parts.hub, ActiveUsers(parts.hub, parts.broker, parts.database), parts.database)

    async def is_there() -> bool:
        async with parts.database.transaction(read_only=True) as db:
            return await db.get(Session, session_id) is not None

    await sweep.delete()
    assert await is_there()
    await parts.broker.report("another-node", {session_id: frozenset({"ana"})})
    for _ in range(2):
        await sweep.delete()
    assert await is_there()
    await parts.broker.report("another-node", {})


def test_each_program_to_practise_with_is_of_a_language_that_runs() -> None:
    assert all(LANGUAGES[language].runs != "nowhere" for language in PROGRAMS)
