"""/api/sessions/{session_id}/test-reports: how hidden tests went, for the session's hosts and nobody else."""

import json
from typing import Any

import pytest

from tests.contract.test_rest_rubrics import Session
from tests.support.rest import Rest

CASES: list[dict[str, Any]] = [
    {"name": "empty list", "outcome": "passed", "kind": "io"},
    {"name": "negative 🎉", "outcome": "failed", "kind": "call"},
    {"name": "of before kinds were kept", "outcome": "timeout", "kind": None},
]
REPORT = {"question": 1, "suite": "hidden", "cases": CASES}


async def test_a_host_keeps_how_hidden_tests_went_and_the_last_word_on_a_run_counts(rest: Rest) -> None:
    session = Session(rest, await rest.create())
    assert (await session.ask("GET", "test-reports")).json() == []
    await session.ask("PUT", "test-reports/run-0001", REPORT | {"cases": []})
    kept = await session.ask("PUT", "test-reports/run-0001", REPORT)
    assert (kept.status_code, kept.json()["cases"]) == (200, CASES)
    await session.ask("PUT", "test-reports/run-0002", REPORT | {"suite": "all", "question": 2})
    told = (await session.ask("GET", "test-reports")).json()
    assert [(one["run"], one["question"], one["suite"]) for one in told] == [
        ("run-0001", 1, "hidden"),
        ("run-0002", 2, "all"),
    ]
    assert told[0] == kept.json()


async def test_reports_are_in_the_export_in_the_hosts_report_and_in_what_is_recorded_of_who_ran_them(
    rest: Rest,
) -> None:
    session = Session(rest, await rest.create())
    await session.ask("PUT", "test-reports/run-0001", REPORT)
    ends = await session.http.post(f"{session.url}/end", headers=session.headers)
    assert ends.status_code == 200
    (told,) = json.loads((await session.export())["test_reports.json"])
    assert (told["run"], told["cases"]) == ("run-0001", CASES)
    await session.ask("PUT", "test-reports/run-0002", REPORT)
    assert len(json.loads((await session.export())["test_reports.json"])) == 2, "also when the file was made already"

    async def own(token: str, key: str) -> Any:
        url = f"/api/links/{token}/data"
        return (await session.http.get(url, headers={"Codesala-Key": key})).json()["test_reports"]

    link = (await session.ask("POST", "links/report")).json()["token"]
    assert (await session.http.get(f"/api/links/{link}/report")).text.count("empty list") == 0, "hosts alone"
    candidate = session.made["share_url"].rsplit("/", 1)[1]
    hosts = await own(session.made["host_token"], "a" * 32)
    assert [one["run"] for one in hosts] == ["run-0001", "run-0002"]
    assert await own(candidate, "b" * 32) == []


async def test_a_session_of_which_no_hidden_test_ran_exports_no_reports(rest: Rest) -> None:
    session = Session(rest, await rest.create())
    await session.http.post(f"{session.url}/end", headers=session.headers)
    assert "test_reports.json" not in await session.export()


@pytest.mark.parametrize(
    ("run", "body", "status", "field"),
    [
        ("run-0001", REPORT | {"question": 0}, 422, "body.question"),
        ("run-0001", REPORT | {"suite": "visible"}, 422, "body.suite"),
        ("run-0001", REPORT | {"cases": [CASES[0] | {"kind": "stdin"}]}, 422, "body.cases.0.kind"),
        ("run-0001", REPORT | {"cases": [{"name": "x", "outcome": "fine"}]}, 422, "body.cases.0.outcome"),
        ("run-0001", REPORT | {"cases": [{"name": "x" * 201, "outcome": "passed"}]}, 422, "body.cases.0.name"),
        ("run-0001", REPORT | {"cases": [CASES[0], {"name": "a\0", "outcome": "passed"}]}, 422, "body.cases.1.name"),
        ("run-0001", REPORT | {"cases": [CASES[0] | {"stdin": "secret"}]}, 422, "body.cases.0.stdin"),
        ("run-0001", REPORT | {"cases": CASES * 67}, 422, "body.cases"),
        ("x" * 65, REPORT, 422, "path.run"),
        ("x" * 7, REPORT, 422, "path.run"),
        ("run%900001", REPORT, 422, "path.run"),
        ("run%250001", REPORT, 422, "path.run"),
        ("run-0001", REPORT | {"cases": [{"name": "x" * 262_144, "outcome": "passed"}]}, 413, None),
    ],
)
async def test_what_no_report_can_be_is_refused_with_its_place(
    rest: Rest, run: str, body: Any, status: int, field: str | None
) -> None:
    session = Session(rest, await rest.create())
    refused = await session.ask("PUT", f"test-reports/{run}", body)
    assert refused.status_code == status, refused.text
    assert [error["field"] for error in refused.json().get("errors", [])] == ([field] if field else [])
    assert (await session.ask("GET", "test-reports")).json() == []
