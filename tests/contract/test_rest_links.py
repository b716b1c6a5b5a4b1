"""/api/links/{token}: what each role learns from its link, and how little that is. On both databases."""

from datetime import datetime

import pytest

from tests.support.rest import Rest, bearer


async def test_the_host_learns_everything_that_the_page_needs(rest: Rest) -> None:
    made = await rest.create(title="Ana", language="java")
    link = await rest.link(made["host_token"])
    created_at = link.pop("created_at")
    assert link == {
        "role": "host",
        "title": "Ana",
        "language": "java",
        "status": "live",
        "can_write": True,
        "websocket_path": f"/ws/{made['host_token']}",
        "share_url": made["share_url"],
        "session_id": made["session_id"],
        "ended_at": None,
        "shares_code": True,
        "has_lobby": False,
        "retention_days": None,
        "kind": "interview",
    }
    assert datetime.fromisoformat(created_at) == datetime.fromisoformat(made["created_at"])


async def test_the_candidate_may_write_and_share_but_not_manage(rest: Rest) -> None:
    made = await rest.create()
    link = await rest.link(made["room_id"])
    assert (link["role"], link["can_write"]) == ("candidate", True)
    assert link["share_url"] == made["share_url"]
    assert link["session_id"] is None
    assert link["websocket_path"] == f"/ws/{made['room_id']}"


async def test_an_observer_learns_of_nothing_that_would_let_it_write(rest: Rest) -> None:
    made = await rest.create(title="Ana")
    token = made["observer_url"].rpartition("/")[2]
    answer = await rest.http.get(f"/api/links/{token}")
    link = answer.json()
    assert (link["role"], link["can_write"]) == ("observer", False)
    assert link["share_url"] is None
    assert link["session_id"] is None
    told = answer.text + str(answer.headers)
    for stronger in (made["room_id"], made["host_token"], made["session_id"]):
        assert stronger not in told


async def test_a_candidate_learns_nothing_of_the_hosts_link(rest: Rest) -> None:
    made = await rest.create()
    answer = await rest.http.get(f"/api/links/{made['room_id']}")
    for stronger in (made["host_token"], made["session_id"]):
        assert stronger not in answer.text


@pytest.mark.parametrize("token", ["unknown", "A" * 22, "x" * 2000, "%00", "a%2Fb", "ñandú", "A" * 21 + "%0A"])
async def test_unknown_and_malformed_links_look_the_same(rest: Rest, token: str) -> None:
    answer = await rest.http.get(f"/api/links/{token}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


async def test_a_changed_session_changes_its_links(rest: Rest) -> None:
    made = await rest.create()
    await rest.http.patch(
        f"/api/sessions/{made['session_id']}",
        json={"title": "New", "language": "cpp"},
        headers=bearer(made["host_token"]),
    )
    link = await rest.link(made["room_id"])
    assert (link["title"], link["language"]) == ("New", "cpp")


async def test_the_languages_are_told_with_their_starters(rest: Rest) -> None:
    languages = (await rest.http.get("/api/languages")).json()
    assert [language["id"] for language in languages[:5]] == ["python", "javascript", "typescript", "java", "cpp"]
    assert [language["id"] for language in languages if language["runs"] == "server"] == ["java"]
    assert next(language for language in languages if language["id"] == "java")["runtime"] is None
    assert {language["runs"] for language in languages} == {"browser", "server", "nowhere"}
    assert all(language["starter"] and language["name"] and language["ending"] for language in languages)
