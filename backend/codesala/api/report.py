"""The printable report of a session, for its hosts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from codesala.api.access import FOR_HOSTS, Host
from codesala.api.heavy import in_turn
from codesala.api.problems import responses
from codesala.services.report import Wishes, report_as_html

router = APIRouter(tags=["replay"])


@router.get(
    "/api/sessions/{session_id}/report",
    response_class=HTMLResponse,
    responses={200: {"description": "The page."}, **responses(401, 404, 422, 429, 503)},
    openapi_extra=FOR_HOSTS,
)
async def read_report(
    request: Request,
    host: Host,
    lang: Annotated[Literal["en", "es"] | None, Query(description="Else as Accept-Language asks.")] = None,
    utc_offset: Annotated[
        int, Query(ge=-14 * 60, le=14 * 60, description="Minutes that the reader's clocks are ahead of UTC.")
    ] = 0,
    notes: Annotated[bool, Query(description="With the hosts' private notes.")] = False,
) -> HTMLResponse:
    """People, recommendations, submitted scorecards, code, runs and timeline as one page to print, without scripts.

    Of more than 10 runs the last are shown with what they printed, and of long output its beginning and end; the export
    has all.

    Of scorecards a host gets all once their own is submitted, or once the session has ended and all hosts who were in
    the room have submitted theirs; until then none. For the host or the operator.
    """
    material = await host.material()
    language = lang or _preferred(request.headers.get("accept-language", ""))
    wishes = Wishes(language, utc_offset, with_notes=notes)
    return HTMLResponse(await in_turn(report_as_html, material, wishes), headers={"Vary": "Accept-Language"})


def _preferred(accepted: str) -> Literal["en", "es"]:
    """Whichever of the two languages is wanted more (RFC 9110, section 12.5.4)."""
    weights = {"en": 0.0, "es": 0.0}
    for offer in accepted.lower().split(","):
        name, _, quality = offer.partition(";q=")
        primary = name.strip().partition("-")[0]
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if primary in weights:
            weights[primary] = max(weights[primary], weight)
    return "es" if weights["es"] > weights["en"] else "en"
