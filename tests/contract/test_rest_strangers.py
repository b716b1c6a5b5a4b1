"""What a session's id alone opens: never more than the candidate's link does at that moment."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving


@pytest.fixture
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder) as rest:
        yield rest


def told(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return {name: answer.json()[name] for name in ("room_id", "share_url", "initial_code")}


CASES: dict[str, tuple[dict[str, Any], list[tuple[str, str, dict[str, Any] | None]], bool, int]] = {
    # made with, then done by its host, whether the id tells the link, how it answers for the code
    "live": ({}, [], True, 200),
    "locked": ({}, [("PATCH", "", {"is_locked": True})], False, 200),
    "a lobby": ({"has_lobby": True}, [], False, 403),
    "a lobby of later": ({}, [("PATCH", "", {"has_lobby": True})], False, 403),
    "the link replaced": ({}, [("POST", "/links/candidate", None)], False, 403),
    "ended, code shared": ({}, [("POST", "/end", {"shares_code": True})], False, 200),
    "ended, code not shared": ({}, [("POST", "/end", {"shares_code": False})], False, 403),
    "ended, link replaced": ({}, [("POST", "/end", None), ("POST", "/links/candidate", None)], False, 403),
    "reopened": ({}, [("POST", "/end", None), ("POST", "/reopen", None)], True, 200),
}


@pytest.mark.parametrize("name", CASES)
async def test_an_id_opens_no_more_than_the_candidates_link(rest: Rest, name: str) -> None:
    made_with, acts, tells_link, code = CASES[name]
    made = await rest.create(initial_code="secret = 1\n", **made_with)
    url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
    for method, path, body in acts:
        assert (await rest.http.request(method, url + path, json=body, headers=key)).status_code in (200, 201)
    everything = told(await rest.http.get(url, headers=key))
    assert everything["room_id"] is not None
    assert everything["initial_code"] == "secret = 1\n"
    assert told(await rest.http.get(url, headers=bearer(OPERATORS_KEY))) == everything
    stranger = await rest.http.get(url)
    assert told(stranger) == {
        "room_id": everything["room_id"] if tells_link else None,
        "share_url": everything["share_url"] if tells_link else None,
        "initial_code": "secret = 1\n" if code == 200 else "",
    }
    assert (await rest.http.get(f"{url}/code")).status_code == code
    by_link = (await rest.http.get(f"/api/links/{everything['room_id']}/code")).status_code
    assert code == 403 or by_link == 200, "more than the link"
    for right in (key, bearer(OPERATORS_KEY)):
        assert (await rest.http.get(f"{url}/code", headers=right)).text == "secret = 1\n"


@pytest.mark.parametrize("path", ["", "/code"])
async def test_a_wrong_key_opens_nothing(rest: Rest, path: str) -> None:
    made, other = await rest.create(), await rest.create()
    url = f"/api/sessions/{made['session_id']}{path}"
    for token in (made["room_id"], other["host_token"], "A" * 22, "nonsense"):
        assert (await rest.http.get(url, headers=bearer(token))).status_code == 404
