"""/api/sessions/{session_id}/test-reports: how hidden tests went, case by case. Written and read by hosts alone."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path

from codesala.testreports import service
from codesala.testreports.schemas import TestReport, WriteTestReport
from codesala.web.access import FOR_HOSTS, HostDb, HostReadDb, Participant, check_host
from codesala.web.before_body import PROSE_BODY_BYTES, CheckedRoute, before_body
from codesala.web.deps import Address, AppParts
from codesala.web.problems import responses

router = APIRouter(prefix="/api/sessions/{session_id}/test-reports", tags=["questions"], route_class=CheckedRoute)

RunId = Annotated[
    str,
    Path(min_length=8, max_length=64, pattern="^[A-Za-z0-9_-]+$", description="The run's, as in the log."),
]


@router.get("", responses=responses(401, 404, 429, 503), openapi_extra=FOR_HOSTS)
async def list_test_reports(db: HostReadDb, session_id: str) -> list[TestReport]:
    """How hidden tests went, case by case, the first run first. For hosts alone."""
    return [_shown(report) for report in await service.read_reports(db, session_id)]


@router.put("/{run}", responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host, max_bytes=PROSE_BODY_BYTES)
async def keep_test_report(
    parts: AppParts,
    address: Address,
    db: HostDb,
    participant: Participant,
    session_id: str,
    run: RunId,
    body: WriteTestReport,
) -> TestReport:
    """Keep what the page that ran them saw, in place of an earlier report of the same run. For hosts alone; everybody
    else hears from the room how many passed."""
    parts.limits.count_kept_bytes(address, len(body.model_dump_json()))
    cases = [service.CaseReport(case.name, case.outcome, case.kind) for case in body.cases]
    kept = await service.keep_report(
        db, session_id, run, participant, question=body.question, suite=body.suite, cases=cases
    )
    return _shown(kept)


def _shown(report: service.Report) -> TestReport:
    return TestReport(**asdict(report))
