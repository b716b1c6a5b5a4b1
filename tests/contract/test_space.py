"""How much space strangers take: bytes a day and address, networks of addresses, changes, and a disk that is nearly
full."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from codesala.notes.service import MAX_CONTENT_CHARACTERS
from codesala.scorecards.service import MAX_COMMENT_CHARACTERS
from codesala.web.limits import SITE_SHARE
from tests.support.libraries import Shelf, content
from tests.support.notes import Notes
from tests.support.rest import Rest, bearer, serving

EACH = 10_000
"""Characters of code; they are kept twice."""


async def test_an_address_that_has_filled_its_bytes_of_a_day_creates_no_more(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, create_bytes_a_day=4 * EACH) as rest:
        await rest.create(initial_code="x" * EACH)
        refused = await rest.http.post("/api/sessions", json={"initial_code": "x" * EACH})
        assert refused.status_code == 429
        assert 80_000 < int(refused.headers["retry-after"]) <= 86_400
        await rest.create(initial_code="small ones still have room")
        await rest.from_address("192.0.2.2").create(initial_code="x" * EACH)


async def test_bytes_are_counted_for_sessions_without_code_too(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, create_bytes_a_day=EACH) as rest:
        statuses = [
            (await rest.http.post("/api/sessions", json={"initial_code": ""})).status_code for _ in range(EACH // 1000)
        ]
        assert statuses[0] == 201
        assert statuses[-1] == 429


async def test_notes_and_scorecards_count_as_what_they_may_hold_when_they_are_begun(
    sqlite_url: str, tmp_path: Path
) -> None:
    most = MAX_CONTENT_CHARACTERS + 2 * MAX_COMMENT_CHARACTERS
    async with serving(sqlite_url, tmp_path, create_bytes_a_day=most + EACH // 2) as rest:
        session = await rest.create()
        notes = Notes(rest, session)
        note = await notes.add(content="begun")
        url, host = f"/api/sessions/{session['session_id']}/scorecards/own", bearer(session["host_token"])

        async def keep_card(of: str, by: Rest = rest) -> int:
            card: dict[str, object] = {"name": None, "skills": [], "verdict": "yes"}
            body = card | {"comment": "x" * MAX_COMMENT_CHARACTERS}
            answer = await by.http.put(url, json=body, headers=host | {"Codesala-Key": of * 32})
            return answer.status_code

        assert [await keep_card(of) for of in "aab"] == [200, 200, 200], "who writes on is not counted again"
        refused = await notes.http.post(notes.url, json={}, headers=host)
        assert refused.status_code == 429
        assert "today" in refused.json()["detail"]
        assert await keep_card("c") == 429
        assert [kept["content"] for kept in await notes.all()] == ["begun"], "nothing is kept of what was refused"
        assert (await notes.change(note, content="y" * MAX_CONTENT_CHARACTERS)).status_code == 200
        assert await keep_card("b") == 200
        elsewhere = rest.from_address("192.0.2.2")
        assert await keep_card("c", elsewhere) == 200
        await Notes(elsewhere, session).add(content="from elsewhere")


@pytest.fixture
async def of_a_day(sqlite_url: str, tmp_path: Path) -> AsyncIterator[tuple[Rest, Shelf]]:
    """A server that keeps a megabyte a day for an address, and a library with a question of 200 kB, from elsewhere."""
    async with serving(sqlite_url, tmp_path, create_bytes_a_day=1_000_000) as rest:
        shelf = await Shelf.create(rest.from_address("192.0.2.9"))
        await shelf.add("long", statements={"en": "Read."}, languages={"python": {"files": {"main.py": "#" * 200_000}}})
        yield rest, shelf


async def test_the_copies_of_questions_that_a_session_keeps_count(of_a_day: tuple[Rest, Shelf]) -> None:
    rest, shelf = of_a_day
    (question,) = (await shelf.ask("GET", "/questions")).json()
    wish = {"library_id": shelf.library_id, "question_id": question["question_id"]}
    library = {"Codesala-Library": shelf.use}
    made = await rest.create()
    url, key = f"/api/sessions/{made['session_id']}/questions", bearer(made["host_token"]) | library
    assert [(await rest.http.post(url, json=wish, headers=key)).status_code for _ in range(3)] == [201, 201, 429]
    begun = await rest.http.post("/api/sessions", json={"questions": [wish]}, headers=library)
    assert begun.status_code == 429
    assert len((await rest.http.get(url, headers=key)).json()) == 2, "nothing is kept of what was refused"
    assert (await rest.http.post(f"{url}/1/show", headers=key)).status_code == 200
    laid = await rest.http.post(f"{url}/1/files", json={"language": "python"}, headers=key)
    assert laid.status_code == 429, "its files are a third copy"
    elsewhere = rest.from_address("192.0.2.2")
    assert (await elsewhere.http.post(f"{url}/1/files", json={"language": "python"}, headers=key)).status_code == 200


async def test_reports_of_tests_count(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, create_bytes_a_day=EACH) as rest:
        made = await rest.create()
        url, key = f"/api/sessions/{made['session_id']}/test-reports", bearer(made["host_token"])
        body = {"question": 1, "suite": "hidden", "cases": [{"name": "x" * 150, "outcome": "passed"}] * 20}
        kept = [(await rest.http.put(f"{url}/run-000{run}", json=body, headers=key)).status_code for run in range(5)]
        assert kept[0] == 200
        assert kept[-1] == 429
        assert len((await rest.http.get(url, headers=key)).json()) == kept.count(200)


async def test_a_network_of_networks_has_a_limit_of_its_own(sqlite_url: str, tmp_path: Path) -> None:
    """Whoever rents one IPv6 network has 65,536 of those that count as one address."""
    async with serving(sqlite_url, tmp_path, create_rate="1/minute") as rest:
        for number in range(SITE_SHARE):
            await rest.from_address(f"2001:db8:1:{number:x}::1").create()
            again = await rest.from_address(f"2001:db8:1:{number:x}::2").http.post("/api/sessions")
            assert again.status_code == 429, "what is refused counts for nobody else"
        assert (await rest.from_address("2001:db8:1:ffff::1").http.post("/api/sessions")).status_code == 429
        await rest.from_address("2001:db8:2::1").create()


async def test_hosts_change_and_reopen_a_session_only_so_often(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, change_rate="3/minute") as rest:
        made = await rest.create()
        url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
        for _ in range(3):
            assert (await rest.http.patch(url, json={"title": "x"}, headers=bearer("A" * 22))).status_code == 404
        assert (await rest.http.patch(url, json={"title": "once"}, headers=key)).status_code == 200
        assert (await rest.http.post(f"{url}/links/candidate", headers=key)).status_code == 201
        assert (await rest.http.post(f"{url}/end", headers=key)).status_code == 200
        bodies = {f"{url}/questions": {"question_id": "sample.two-that-add-up"}}
        for method, path in (
            ("PATCH", url),
            ("POST", f"{url}/links/candidate"),
            ("DELETE", f"{url}/links/replay"),
            ("POST", f"{url}/end"),
            ("POST", f"{url}/reopen"),
            ("POST", f"{url}/questions"),
            ("POST", f"{url}/questions/1/show"),
            ("POST", f"{url}/questions/1/hide"),
            ("POST", f"{url}/questions/1/files"),
            ("DELETE", f"{url}/questions/1"),
        ):
            refused = await rest.http.request(method, path, json=bodies.get(path, {}), headers=key)
            assert refused.status_code == 429, path
            assert 1 <= int(refused.headers["retry-after"]) <= 60
        another = await rest.create()
        other = f"/api/sessions/{another['session_id']}"
        changed = await rest.http.patch(other, json={"title": "x"}, headers=bearer(another["host_token"]))
        assert changed.status_code == 200
        assert (await rest.http.delete(url, headers=key)).status_code == 204, "it can always be deleted"


@pytest.mark.parametrize("share", [0.0, 1.0])
async def test_a_disk_that_is_nearly_full_takes_no_new_sessions_and_questions(
    sqlite_url: str, tmp_path: Path, share: float
) -> None:
    async with serving(sqlite_url, tmp_path, min_free_disk_share=0.0) as rest:
        made = await rest.create(initial_code="kept")
        library = (await rest.http.post("/api/libraries", json={"name": "made before"})).json()
    async with serving(sqlite_url, tmp_path, min_free_disk_share=share) as rest:
        answer = await rest.http.post("/api/sessions", json={})
        assert answer.status_code == (503 if share else 201)
        if share:
            assert answer.json()["code"] == "unavailable"
            assert "disk" in answer.json()["detail"]
        where, owner = f"/api/libraries/{library['library_id']}", bearer(library["edit_token"])
        added = await rest.http.post(f"{where}/questions", json={"content": content("sum")}, headers=owner)
        assert added.status_code == (503 if share else 201), "a library grows without anybody in a room"
        url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
        assert (await rest.http.patch(url, json={"title": "goes on"}, headers=key)).status_code == 200
        assert (await rest.http.get(f"{url}/code", headers=key)).text == "kept"


@pytest.mark.databases("postgres")
async def test_the_disk_of_another_machine_is_not_looked_at(database_url: str, tmp_path: Path) -> None:
    async with serving(database_url, tmp_path, min_free_disk_share=1.0) as rest:
        await rest.create()
