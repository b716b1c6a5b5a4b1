"""/api/sessions/{session_id}/scorecards: private until submitted, then shown to those who submitted theirs."""

import itertools
import json
from typing import Any

import pytest

from codesala.db.database import open_database
from codesala.identity import participant_of
from codesala.recordings.rows_log import add_batches
from codesala.recordings.verify import verify
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.exports import files_of
from tests.support.rest import OPERATORS_KEY, Rest, bearer

SKILLS = [{"name": "Problem solving", "score": 3}, {"name": "Communication", "score": None}]
CARD: dict[str, Any] = {"name": "Ana", "skills": SKILLS, "verdict": "yes", "comment": "Tests first. 🎉"}
MOMENTS = itertools.count(1_790_000_000_000)
EMPTY: dict[str, Any] = {"name": None, "skills": [], "verdict": None, "comment": ""}


async def enter(database_url: str, session: dict[str, Any], key: str, role: str = "host") -> None:
    """As the room records it when somebody comes in."""
    participant = participant_of(session["session_id"], key)
    joined = {"type": "joined", "participant": participant, "name": "Somebody", "role": role}
    entry = Entry(EntryKind.EVENT, next(MOMENTS), participant, json.dumps(joined).encode())
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        await add_batches(db, [Batch(session["session_id"], f"{role} {participant}", 1, 1, pack([entry]))])
    await database.aclose()


class Interviewer:
    """One of several people who hold the host's link; their browsers have different keys."""

    def __init__(self, rest: Rest, session: dict[str, Any], name: str) -> None:
        self.http = rest.http
        self.key = name.lower().replace(" ", "-").ljust(32, "0")
        self.session_url = f"/api/sessions/{session['session_id']}"
        self.url = f"/api/sessions/{session['session_id']}/scorecards"
        self.headers = bearer(session["host_token"]) | {"Codesala-Key": self.key}

    async def sees(self) -> dict[str, Any]:
        answer = await self.http.get(self.url, headers=self.headers)
        assert answer.status_code == 200, answer.text
        cards: dict[str, Any] = answer.json()
        return cards

    async def writes(self, status: int = 200, **card: Any) -> dict[str, Any]:
        answer = await self.http.put(f"{self.url}/own", json=card, headers=self.headers)
        assert answer.status_code == status, answer.text
        written: dict[str, Any] = answer.json()
        return written

    async def submits(self, status: int = 200) -> dict[str, Any]:
        answer = await self.http.post(f"{self.url}/own/submit", headers=self.headers)
        assert answer.status_code == status, answer.text
        submitted: dict[str, Any] = answer.json()
        return submitted

    async def reports(self) -> str:
        return (await self.http.get(f"{self.session_url}/report", headers=self.headers)).text

    async def exports(self) -> Any:
        answer = await self.http.get(f"{self.session_url}/export", headers=self.headers)
        assert answer.status_code == 200, answer.text
        assert verify(answer.content).findings == []
        return json.loads(files_of(answer.content)["scorecards.json"])


@pytest.fixture
async def session(rest: Rest) -> dict[str, Any]:
    return await rest.create()


async def interviewer(rest: Rest, session: dict[str, Any], database_url: str, name: str) -> Interviewer:
    """Somebody who was in the room as a host."""
    person = Interviewer(rest, session, name)
    await enter(database_url, session, person.key)
    return person


@pytest.fixture
async def ana(rest: Rest, session: dict[str, Any], shared_database_url: str) -> Interviewer:
    return await interviewer(rest, session, shared_database_url, "Ana")


@pytest.fixture
async def bo(rest: Rest, session: dict[str, Any], shared_database_url: str) -> Interviewer:
    return await interviewer(rest, session, shared_database_url, "Bo")


def filled_in(card: dict[str, Any]) -> dict[str, Any]:
    return {name: card[name] for name in CARD}


async def test_a_card_is_kept_as_it_was_filled_in(ana: Interviewer) -> None:
    assert await ana.sees() == {"own": None, "submitted": 0, "others": [], "rubric": []}
    assert filled_in(await ana.writes()) == EMPTY
    card = await ana.writes(**CARD)
    assert filled_in(card) == CARD
    assert card["submitted_at"] is None
    assert await ana.sees() == {"own": card, "submitted": 0, "others": [], "rubric": []}


async def test_nothing_on_a_card_is_overwritten_that_its_window_has_not_seen(ana: Interviewer) -> None:
    first = await ana.writes(**CARD, based_on="1970-01-01T00:00:00Z")
    second = await ana.writes(**CARD | {"comment": "more"}, based_on=first["updated_at"])
    assert (await ana.writes(409, verdict="no", based_on=first["updated_at"]))["code"] == "outdated"
    assert (await ana.sees())["own"] == second


async def test_nobody_sees_anothers_card_before_both_are_submitted(ana: Interviewer, bo: Interviewer) -> None:
    await ana.writes(**CARD)
    await bo.writes(verdict="strong_no", comment="bo's own")
    assert (await bo.sees())["others"] == []
    await ana.submits()
    before = await bo.sees()
    assert (before["submitted"], before["others"]) == (1, [])
    assert "Tests first" not in str(before)
    waiting = await ana.sees()
    assert (waiting["submitted"], waiting["others"]) == (1, [])
    assert "bo's own" not in str(waiting)
    await bo.submits()
    assert [filled_in(card) for card in (await bo.sees())["others"]] == [CARD]
    assert [card["comment"] for card in (await ana.sees())["others"]] == ["bo's own"]
    assert (await ana.sees())["submitted"] == 2


async def test_report_and_export_are_as_blind_as_the_list(
    rest: Rest, session: dict[str, Any], ana: Interviewer, bo: Interviewer
) -> None:
    await ana.writes(**CARD)
    await ana.submits()
    nobody = Interviewer(rest, session, "Nobody")
    nobody.headers.pop("Codesala-Key")
    for person in (bo, Interviewer(rest, session, "Recruiter"), nobody):
        assert "Tests first" not in await person.reports()
        assert await person.exports() == []
    operator = Interviewer(rest, session, "Operator")
    operator.headers |= bearer(OPERATORS_KEY)
    for person in (ana, operator):
        assert "Tests first" in await person.reports()
        assert [card["comment"] for card in await person.exports()] == [CARD["comment"]]
    assert "Submitted: 1." in await bo.reports()
    await bo.writes(verdict="no")
    await bo.submits()
    assert "Tests first" in await bo.reports()
    assert len(await bo.exports()) == 2


async def test_once_all_who_were_there_have_judged_hosts_and_readers_of_the_report_read_it_after_the_end(
    rest: Rest, session: dict[str, Any], ana: Interviewer, bo: Interviewer
) -> None:
    recruiter = Interviewer(rest, session, "Recruiter")
    await ana.writes(**CARD)
    await ana.submits()
    await rest.http.post(f"{ana.session_url}/end", headers=ana.headers)
    token = (await rest.http.post(f"{ana.session_url}/links/report", headers=ana.headers)).json()["token"]

    async def linked() -> str:
        return (await rest.http.get(f"/api/links/{token}/report")).text

    for report in (await recruiter.reports(), await linked()):
        assert "Tests first" not in report
    await bo.writes(verdict="no")
    await bo.submits()
    for report in (await recruiter.reports(), await linked()):
        assert "Tests first" in report


async def test_a_host_who_also_looked_at_the_candidates_link_has_judged_first_all_the_same(
    rest: Rest, session: dict[str, Any], ana: Interviewer, bo: Interviewer, shared_database_url: str
) -> None:
    await enter(shared_database_url, session, bo.key, "candidate")
    await ana.writes(**CARD)
    await ana.submits()
    await rest.http.post(f"{ana.session_url}/end", headers=ana.headers)
    assert "Tests first" not in await bo.reports()
    await bo.writes(verdict="no")
    await bo.submits()
    assert "Tests first" in await bo.reports()


@pytest.mark.parametrize("role", [None, "candidate", "observer"])
async def test_who_was_not_in_the_room_as_a_host_submits_nothing(
    rest: Rest, session: dict[str, Any], ana: Interviewer, shared_database_url: str, role: str | None
) -> None:
    await ana.writes(**CARD)
    await ana.submits()
    window = Interviewer(rest, session, "Private window")
    if role is not None:
        await enter(shared_database_url, session, window.key, role)
    await window.writes(verdict="yes")
    assert (await window.submits(409))["code"] == "conflict"
    assert (await window.sees())["others"] == []
    await enter(shared_database_url, session, window.key)
    await window.submits()
    assert len((await window.sees())["others"]) == 1


async def test_a_submitted_card_cannot_change(ana: Interviewer, bo: Interviewer) -> None:
    await bo.writes(verdict="no")
    await ana.writes(**CARD)
    submitted = await ana.submits()
    assert submitted["submitted_at"] is not None
    refused = await ana.writes(409, verdict="strong_no")
    assert refused["code"] == "conflict"
    assert (await ana.sees())["own"] == submitted
    assert await ana.submits() == submitted, "asking twice changes nothing"
    assert (await bo.writes(verdict="yes"))["verdict"] == "yes"


async def test_a_card_without_a_verdict_is_not_submitted(ana: Interviewer) -> None:
    assert (await ana.submits(409))["code"] == "conflict"
    await ana.writes(**(CARD | {"verdict": None}))
    assert (await ana.submits(409))["code"] == "conflict"
    assert (await ana.sees())["submitted"] == 0
    await ana.writes(**CARD)
    await ana.submits()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"skills": [{"name": "x", "score": 5}]}, "body.skills.0.score"),
        ({"skills": [{"name": "x", "score": 0}]}, "body.skills.0.score"),
        ({"skills": [{"name": "x", "score": "3"}]}, "body.skills.0.score"),
        ({"skills": [{"name": "x"}, {"name": "y" * 101}]}, "body.skills.1.name"),
        ({"skills": [{"name": "a\0b"}]}, "body.skills.0.name"),
        ({"skills": [{"name": "x"}] * 31}, "body.skills"),
        ({"verdict": "maybe"}, "body.verdict"),
        ({"comment": "x" * 10_001}, "body.comment"),
        ({"comment": "a\0b"}, "body.comment"),
        ({"name": "x" * 41}, "body.name"),
        ({"submitted_at": "2026-11-20T09:00:00Z"}, "body.submitted_at"),
    ],
)
async def test_wrong_cards_are_refused_naming_the_field(ana: Interviewer, wrong: dict[str, Any], field: str) -> None:
    refused = await ana.writes(422, **wrong)
    assert [error["field"] for error in refused["errors"]] == [field]
    assert (await ana.sees())["own"] is None


async def test_halves_of_surrogate_pairs_are_refused(ana: Interviewer) -> None:
    body = b'{"comment": "half \\ud83d"}'
    headers = ana.headers | {"Content-Type": "application/json"}
    assert (await ana.http.put(f"{ana.url}/own", content=body, headers=headers)).status_code == 422


async def test_who_does_not_say_who_they_are_has_no_card(rest: Rest, ana: Interviewer) -> None:
    await ana.writes(**CARD)
    await ana.submits()
    nameless = {"Authorization": ana.headers["Authorization"]}
    for answer in (
        await rest.http.put(f"{ana.url}/own", json=CARD, headers=nameless),
        await rest.http.post(f"{ana.url}/own/submit", headers=nameless),
    ):
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "header.codesala-key"
    seen = (await rest.http.get(ana.url, headers=nameless)).json()
    assert seen == {"own": None, "submitted": 1, "others": [], "rubric": []}


async def test_scorecards_are_for_hosts_and_the_operator_only(
    rest: Rest, session: dict[str, Any], ana: Interviewer
) -> None:
    await ana.writes(**CARD)
    await ana.submits()
    key = {"Codesala-Key": ana.headers["Codesala-Key"]}
    observer = session["observer_url"].rpartition("/")[2]
    for headers, status in [(key, 401), (key | bearer(session["room_id"]), 404), (key | bearer(observer), 404)]:
        for answer in (
            await rest.http.get(ana.url, headers=headers),
            await rest.http.put(f"{ana.url}/own", json=CARD, headers=headers),
            await rest.http.post(f"{ana.url}/own/submit", headers=headers),
        ):
            assert answer.status_code == status
            assert "Tests first" not in answer.text
    assert (await rest.http.get(ana.url, headers=bearer(OPERATORS_KEY))).status_code == 200
    nowhere = f"/api/sessions/{'A' * 22}/scorecards"
    assert (await rest.http.get(nowhere, headers=bearer(OPERATORS_KEY))).status_code == 404
    own = await rest.http.put(f"{nowhere}/own", json=CARD, headers=key | bearer(OPERATORS_KEY))
    assert own.status_code == 404


async def test_a_card_is_anothers_in_another_session(rest: Rest, ana: Interviewer) -> None:
    await ana.writes(**CARD)
    elsewhere = Interviewer(rest, await rest.create(), "Ana")
    assert (await elsewhere.sees())["own"] is None
