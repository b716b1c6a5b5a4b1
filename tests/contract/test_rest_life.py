"""The life of a session by REST: end and reopen, rights, links, who may come in. On both databases."""

from typing import Any

import pytest

from codesala.identity import participant_of
from tests.support.rest import OPERATORS_KEY, Rest, bearer

KEY = "c" * 32


class Session:
    """A session and its host's verbs; each answers with what the API said."""

    def __init__(self, rest: Rest, made: dict[str, Any]) -> None:
        self.rest = rest
        self.made = made
        self.url = f"/api/sessions/{made['session_id']}"
        self.host = bearer(made["host_token"])

    async def post(self, path: str, status: int = 200, **options: Any) -> Any:
        answer = await self.rest.http.post(f"{self.url}/{path}", headers=self.host, **options)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def patch(self, expected: int = 200, **fields: Any) -> Any:
        answer = await self.rest.http.patch(self.url, json=fields, headers=self.host)
        assert answer.status_code == expected, answer.text
        return answer.json()

    async def read(self) -> dict[str, Any]:
        answer = await self.rest.http.get(self.url, headers=self.host)
        assert answer.status_code == 200
        return dict(answer.json())

    async def code(self, token: str, key: str | None = None) -> int:
        headers = {} if key is None else {"Codesala-Key": key}
        return int((await self.rest.http.get(f"/api/links/{token}/code", headers=headers)).status_code)

    @property
    def observer_token(self) -> str:
        return str(self.made["observer_url"]).rpartition("/")[2]


@pytest.fixture
async def session(rest: Rest) -> Session:
    return Session(rest, await rest.create(initial_code="x = 1\n"))


async def test_a_new_session_is_live_and_open_to_all(session: Session) -> None:
    read = await session.read()
    assert {name: read[name] for name in ("status", "ended_at", "retention_days", "timer_s")} == {
        "status": "live",
        "ended_at": None,
        "retention_days": None,
        "timer_s": None,
    }
    rights = ("is_locked", "runs_disabled", "has_lobby", "shares_code")
    assert [read[name] for name in rights] == [False, False, False, True]


async def test_a_session_is_created_with_lobby_retention_and_closed_code(rest: Rest) -> None:
    made = await rest.create(has_lobby=True, retention_days=30, shares_code=False)
    assert (made["has_lobby"], made["retention_days"], made["shares_code"]) == (True, 30, False)
    link = await rest.link(made["room_id"])
    assert (link["has_lobby"], link["retention_days"], link["shares_code"]) == (True, 30, False)
    assert not (await rest.link(made["host_token"]))["has_lobby"]


async def test_an_ended_session_says_so_everywhere_and_ends_only_once(session: Session) -> None:
    ended = await session.post("end", json={"shares_code": False})
    assert (ended["status"], ended["shares_code"]) == ("ended", False)
    assert ended["ended_at"] is not None
    assert await session.read() == ended
    link = await session.rest.link(session.made["room_id"])
    assert (link["status"], link["can_write"], link["ended_at"]) == ("ended", False, ended["ended_at"])
    assert await session.post("end", json={"shares_code": True}) == ended


async def test_a_session_is_reopened_with_its_text_and_links(session: Session) -> None:
    await session.post("end")
    reopened = await session.post("reopen")
    assert (reopened["status"], reopened["ended_at"]) == ("live", None)
    assert await session.post("reopen") == reopened
    assert (await session.rest.link(session.made["room_id"]))["can_write"]
    assert await session.code(session.made["room_id"]) == 200


async def test_the_operator_may_end_and_reopen(session: Session) -> None:
    for verb in ("end", "reopen"):
        answer = await session.rest.http.post(f"{session.url}/{verb}", headers=bearer(OPERATORS_KEY))
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "end",
        "reopen",
        "links/candidate",
        f"participants/{'A' * 16}/admit",
        f"participants/{'A' * 16}/remove",
    ],
)
async def test_only_hosts_and_the_operator_decide(session: Session, path: str) -> None:
    url = f"{session.url}/{path}"
    assert (await session.rest.http.post(url)).status_code == 401
    for token in (session.made["room_id"], session.observer_token, "A" * 22):
        assert (await session.rest.http.post(url, headers=bearer(token))).status_code == 404
    assert (await session.read())["status"] == "live"


@pytest.mark.parametrize(
    "fields",
    [{"language": "cpp"}, {"is_locked": True}, {"runs_disabled": True}, {"has_lobby": True}, {"timer_s": 60}],
)
async def test_an_ended_session_keeps_its_language_and_rights(session: Session, fields: dict[str, Any]) -> None:
    before = await session.post("end")
    assert (await session.patch(409, **fields))["code"] == "conflict"
    assert await session.read() == before


async def test_an_ended_session_may_still_be_named_shared_and_kept(session: Session) -> None:
    await session.post("end")
    changed = await session.patch(title="Ana", shares_code=False, retention_days=7)
    assert (changed["title"], changed["shares_code"], changed["retention_days"]) == ("Ana", False, 7)


async def test_rights_are_changed_and_told(session: Session) -> None:
    fields = {"is_locked": True, "runs_disabled": True, "has_lobby": True}
    changed = await session.patch(**fields)
    assert changed.items() >= fields.items()
    assert not (await session.rest.link(session.made["room_id"]))["can_write"]
    assert (await session.rest.link(session.made["host_token"]))["can_write"]
    back = dict.fromkeys(fields, False)
    assert (await session.patch(**back)).items() >= back.items()


async def test_a_countdown_starts_now_and_is_taken_away(session: Session) -> None:
    started = await session.patch(timer_s=2700)
    assert started["timer_s"] == 2700
    assert started["timer_started_at"] >= started["created_at"]
    stopped = await session.patch(timer_s=None)
    assert (stopped["timer_s"], stopped["timer_started_at"]) == (None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"timer_s": 0},
        {"timer_s": 86_401},
        {"timer_s": "soon"},
        {"retention_days": 0},
        {"retention_days": 3_651},
        {"is_locked": None},
        {"is_locked": "perhaps"},
        {"shares_code": None},
        {"status": "ended"},
    ],
)
async def test_fields_that_make_no_sense_are_refused_by_name(session: Session, fields: dict[str, Any]) -> None:
    problem = await session.patch(422, **fields)
    assert [error["field"] for error in problem["errors"]] == [f"body.{name}" for name in fields]


@pytest.mark.parametrize(
    ("role", "page"), [("host", "h"), ("candidate", "s"), ("observer", "o"), ("replay", "r"), ("report", "report")]
)
async def test_a_new_link_kills_the_old_one_of_its_role(session: Session, role: str, page: str) -> None:
    old = {"host": session.made["host_token"], "candidate": session.made["room_id"], "observer": session.observer_token}
    link = await session.post(f"links/{role}", 201)
    assert link == {"role": role, "token": link["token"], "url": f"https://sala.test/{page}/{link['token']}"}
    assert (await session.rest.link(link["token"]))["role"] == role
    for other, token in old.items():
        status = (await session.rest.http.get(f"/api/links/{token}")).status_code
        assert status == (404 if other == role else 200)
    if role == "candidate":
        assert (await session.read())["room_id"] == link["token"]


async def test_a_new_link_keeps_the_lobby_of_the_old_one(session: Session) -> None:
    await session.patch(has_lobby=True)
    link = await session.post("links/candidate", 201)
    assert (await session.rest.link(link["token"]))["has_lobby"]


@pytest.mark.parametrize("role", ["replay", "report"])
async def test_a_link_to_read_what_was_is_withdrawn(session: Session, role: str) -> None:
    link = await session.post(f"links/{role}", 201)
    for _ in range(2):
        answer = await session.rest.http.delete(f"{session.url}/links/{role}", headers=session.host)
        assert answer.status_code == 204
    assert (await session.rest.http.get(f"/api/links/{link['token']}")).status_code == 404


async def test_there_are_links_of_known_roles_only(session: Session) -> None:
    await session.post("links/operator", 422)


async def test_the_code_is_for_hosts_and_for_candidates_who_may(session: Session) -> None:
    host, candidate = session.made["host_token"], session.made["room_id"]
    replay = (await session.post("links/replay", 201))["token"]
    assert [await session.code(token) for token in (host, candidate, session.observer_token, replay)] == [
        200,
        200,
        403,
        403,
    ]
    assert await session.code("A" * 22) == 404
    await session.post("end", json={"shares_code": False})
    assert [await session.code(token) for token in (host, candidate)] == [200, 403]
    await session.patch(shares_code=True)
    assert await session.code(candidate) == 200
    answer = await session.rest.http.get(f"/api/links/{candidate}/code")
    assert (answer.text, answer.headers["content-type"]) == ("x = 1\n", "text/plain; charset=utf-8")


async def test_the_code_waits_for_admission_as_its_reader_does(session: Session) -> None:
    candidate, ana = session.made["room_id"], participant_of(session.made["session_id"], KEY)
    await session.patch(has_lobby=True)
    assert [await session.code(candidate, key) for key in (None, KEY)] == [403, 403]
    await session.post(f"participants/{ana}/admit", 204)
    assert [await session.code(candidate, key) for key in (None, KEY)] == [403, 200]
    await session.post(f"participants/{ana}/remove", 204)
    assert await session.code(candidate, KEY) == 403
    await session.patch(has_lobby=False)
    assert [await session.code(candidate, key) for key in (None, KEY)] == [200, 403]


async def test_who_is_removed_makes_newcomers_wait(session: Session) -> None:
    await session.post(f"participants/{'A' * 16}/remove", 204)
    assert (await session.read())["has_lobby"]


@pytest.mark.parametrize("participant", ["short", "A" * 17, "A" * 15 + "%00", "A" * 15 + "é", "x" * 500])
async def test_who_cannot_be_anybody_is_not_found(session: Session, participant: str) -> None:
    await session.post(f"participants/{participant}/admit", 404)


async def test_nobody_is_let_in_or_removed_once_it_has_ended(session: Session) -> None:
    await session.post("end")
    for verb in ("admit", "remove"):
        await session.post(f"participants/{'A' * 16}/{verb}", 409)
