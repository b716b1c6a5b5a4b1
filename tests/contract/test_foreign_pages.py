"""What a page of another site can make a visitor's browser do here: nothing that changes anything, by no name."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from tests.support.rest import OPERATORS_KEY, UNKNOWN, Rest, bearer, operations_of, serving

OWN = "https://sala.test"
JOBS = "https://jobs.test"
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.test"},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://other.sala.test"},
    {"Origin": "https://evil.test"},
    {"Origin": "null"},
    {"Origin": "https://sala.test.evil.test"},
)
OURS: tuple[dict[str, str], ...] = (
    {},  # programs
    {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:5173"},  # a proxy in front writes its own Host
    {"Sec-Fetch-Site": "none"},
    {"Origin": OWN},
    {"Origin": "http://127.0.0.1:8000", "Host": "127.0.0.1:8000"},
    {"Sec-Fetch-Site": "cross-site", "Origin": JOBS},
    {"Origin": JOBS},
)


@pytest.fixture
async def rest(shared_sqlite_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_sqlite_url, shared_folder, cors_origins=(JOBS,)) as rest:
        yield rest


async def count(rest: Rest) -> str:
    return str((await rest.http.get("/api/sessions", headers=bearer(OPERATORS_KEY))).headers["x-total-count"])


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_a_page_of_another_site_changes_nothing_and_creates_nothing(rest: Rest, headers: dict[str, str]) -> None:
    before = await count(rest)
    changing = [operation for operation in operations_of(rest) if operation[0] != "GET"]
    assert len(changing) > 10
    for method, path, described in changing:
        answer = await rest.http.request(method, path, headers=headers | bearer(OPERATORS_KEY))
        assert answer.status_code == 403, f"{method} {path}"
        assert answer.json()["code"] == "forbidden"
        assert "CORS_ORIGINS" in answer.json()["detail"]
        assert "403" in described["responses"], f"{method} {path}"
    assert await count(rest) == before


@pytest.mark.parametrize("headers", OURS, ids=str)
async def test_our_own_pages_programs_and_chosen_sites_are_served(rest: Rest, headers: dict[str, str]) -> None:
    for method, path, _ in operations_of(rest):
        answer = await rest.http.request(method, path, headers=headers)
        assert answer.status_code != 403, f"{method} {path}"
    assert (await rest.http.post("/api/sessions", headers=headers)).status_code == 201


async def test_a_page_of_another_site_may_lead_here(rest: Rest) -> None:
    """Links are followed from mails and calendars."""
    for path in ("/", f"/s/{UNKNOWN}", f"/api/links/{UNKNOWN}", "/api/languages"):
        answer = await rest.http.get(path, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code != 403, path


@pytest.mark.parametrize("host", ["evil.test", "sala.test.evil.test", "evil.test:443", "sala.test@evil.test", "."])
async def test_a_name_that_somebody_else_gave_this_server_is_refused(rest: Rest, host: str) -> None:
    """Whoever owns a name may let it point here, and is then of the same origin in a visitor's browser."""
    before = await count(rest)
    for method, path in (("POST", "/api/sessions"), ("GET", "/"), ("GET", "/api/languages")):
        answer = await rest.http.request(method, path, headers={"Host": host, "Origin": f"http://{host}"})
        assert answer.status_code == 403, path
        assert f"{OWN}/" in answer.json()["detail"]
    assert await count(rest) == before


@pytest.mark.parametrize(
    "host",
    [
        "sala.test",
        "Sala.Test:443",
        "sala.test.",
        "jobs.test",
        "localhost:8000",
        "127.0.0.1",
        "[::1]:8000",
        "10.0.0.7:8000",
        "app:8000",
    ],
)
async def test_own_names_addresses_and_names_of_containers_are_served(rest: Rest, host: str) -> None:
    """Nobody can let an address, or a name without a dot, point to where they like."""
    answer = await rest.http.post("/api/sessions", headers={"Host": host})
    assert answer.status_code == 201


async def test_whoever_watches_the_server_may_call_it_anything(rest: Rest) -> None:
    for path in ("/health", "/ready", "/metrics"):
        answer = await rest.http.get(path, headers={"Host": "balancer.internal"} | bearer(OPERATORS_KEY))
        assert answer.status_code == 200, path


async def test_without_a_public_url_any_name_will_do(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, public_url="") as rest:
        headers = {"Host": "my-machine.local:8000", "Origin": "http://my-machine.local:8000"}
        assert (await rest.http.post("/api/sessions", headers=headers)).status_code == 201
        answer: httpx2.Response = await rest.http.post("/api/sessions", headers={"Origin": "https://evil.test"})
        assert answer.status_code == 403
