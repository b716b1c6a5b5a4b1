"""The rules of sessions and links, on both databases, without the web in between."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from codesala.db.database import Database
from codesala.db.models import Link, LogBatch, Session
from codesala.errors import InvalidInput, NotFound, Unauthorized
from codesala.links import service as links
from codesala.records import Batch
from codesala.sessions import service as sessions
from codesala.sessions.idle import record_attendance


def draft(title: str | None = None, initial_code: str | None = None) -> sessions.Draft:
    return sessions.draft_session(
        title=title, language=None, initial_code=initial_code, default_language="python", max_code_bytes=1000
    )


async def make(database: Database) -> sessions.Created:
    wanted = draft()
    return await sessions.add_session(database, wanted, Batch(wanted.session_id, "initial", 1, 1, b"code"))


async def test_the_initial_code_is_in_the_log_exactly_once(database: Database) -> None:
    made = await make(database)
    async with database.transaction() as db:
        batches = (await db.execute(select(LogBatch))).scalars().all()
    assert [(one.session_id, one.number, one.data) for one in batches] == [(made.session.session_id, 1, b"code")]


async def test_of_all_tokens_only_the_candidates_is_kept_readable(database: Database) -> None:
    made = await make(database)
    async with database.transaction() as db:
        rows = {one.role: one for one in (await db.execute(select(Link))).scalars()}
    assert set(rows) == {"host", "candidate", "observer"}
    for role, token in made.tokens.items():
        assert rows[role].token_hash == links.hash_token(token)
        assert rows[role].token == (token if role == "candidate" else None)


async def test_each_link_carries_its_role(database: Database) -> None:
    made = await make(database)
    for role, token in made.tokens.items():
        async with database.transaction() as db:
            found = await links.resolve_link(db, token)
            row = select(Link.id, Session.revision).join(Session, Session.id == Link.session_id)
            link_id, revision = (await db.execute(row.where(Link.role == role))).one()
        assert found.role == role
        assert found.session_id == made.session.session_id
        assert found.can_write == (role != "observer")
        assert found.room_id == (None if role == "observer" else made.tokens["candidate"])
        assert await links.find_door(database, token) == links.Door(link_id, found.session_id, found.role, revision)


async def test_nobody_writes_in_a_session_that_has_ended(database: Database) -> None:
    made = await make(database)
    async with database.transaction() as db:
        await db.execute(update(Session).values(status="ended"))
    async with database.transaction() as db:
        assert not (await links.resolve_link(db, made.tokens["host"])).can_write


async def test_a_link_to_the_replay_or_to_nothing_opens_no_room(database: Database) -> None:
    made = await make(database)
    async with database.transaction() as db:
        await db.execute(update(Link).where(Link.role == "observer").values(role="replay"))
    for token in (made.tokens["observer"], links.mint_token(), "not a token", ""):
        with pytest.raises(NotFound):
            await links.find_door(database, token)


async def test_a_revoked_link_opens_nothing_and_is_told_to_nobody(database: Database) -> None:
    made = await make(database)
    async with database.transaction() as db:
        await db.execute(update(Link).where(Link.role == "candidate").values(revoked_at=datetime.now(UTC)))
    async with database.transaction() as db:
        with pytest.raises(NotFound):
            await links.resolve_link(db, made.tokens["candidate"])
        with pytest.raises(NotFound):
            await links.find_door(database, made.tokens["candidate"])
        assert (await links.resolve_link(db, made.tokens["host"])).room_id is None
        assert (await sessions.read_session(db, made.session.session_id)).room_id is None
        [listed], _total = await sessions.list_sessions(db, 0, 10)
        assert listed.room_id is None


async def test_a_revoked_host_link_manages_nothing(database: Database) -> None:
    made = await make(database)
    async with database.transaction() as db:
        await db.execute(update(Link).where(Link.role == "host").values(revoked_at=datetime.now(UTC)))
    with pytest.raises(NotFound):
        await sessions.authorize(database, made.session.session_id, made.tokens["host"], "")


async def test_an_empty_operators_key_lets_nobody_in(database: Database) -> None:
    made = await make(database)
    with pytest.raises(NotFound):
        await sessions.authorize(database, made.session.session_id, "", "")
    with pytest.raises(Unauthorized):
        sessions.authorize_operator("", "")


async def test_attendance_is_written_for_the_sessions_that_are_named_and_reset_for_the_others(
    database: Database,
) -> None:
    first, second = (await make(database)).session.session_id, (await make(database)).session.session_id

    async def report(counts: dict[str, int]) -> dict[str, int]:
        async with database.transaction() as db:
            await record_attendance(db, counts)
        async with database.transaction() as db:
            listed, _total = await sessions.list_sessions(db, 0, 10)
        return {one.session_id: one.active_users for one in listed}

    assert await report({first: 2, "nobody's": 5}) == {first: 2, second: 0}
    assert await report({first: 3, second: 1}) == {first: 3, second: 1}
    assert await report({second: 1}) == {first: 0, second: 1}
    assert await report({}) == {first: 0, second: 0}


async def test_the_database_itself_refuses_what_cannot_be(database: Database) -> None:
    made = await make(database)
    for impossible in ({"status": "paused"}, {"active_users": -1}):
        with pytest.raises(IntegrityError):
            async with database.transaction() as db:
                await db.execute(update(Session).values(impossible))
    with pytest.raises(IntegrityError):
        async with database.transaction() as db:
            await db.execute(update(Link).where(Link.role == "host").values(token=made.tokens["host"]))


def test_a_token_is_128_random_bits_in_characters_that_survive_any_address() -> None:
    tokens = {links.mint_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(links.is_token(token) for token in tokens)


@pytest.mark.parametrize("text", ["", "A" * 21, "A" * 23, "A" * 21 + "\n", "A" * 22 + "\n", "A" * 21 + "=", "ñ" * 22])
def test_what_has_not_the_shape_of_a_token_is_never_looked_up(text: str) -> None:
    assert not links.is_token(text)


def test_code_is_measured_in_utf8_after_its_line_ends_are_made_one_character() -> None:
    assert draft(initial_code="\r\n" * 1000).initial_code == "\n" * 1000
    assert draft(initial_code="é" * 500).initial_code == "é" * 500
    with pytest.raises(InvalidInput) as refusal:
        draft(initial_code="é" * 501)
    assert refusal.value.field == "body.initial_code"


def test_titles_are_kept_as_they_are() -> None:
    assert draft(title="").title == ""
    assert draft(title=" Ana ").title == " Ana "
