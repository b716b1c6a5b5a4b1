"""The printable report of a session: for its hosts by the session, for whoever has a link to it by the link."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from codesala.recordings.export import Material, gather_by_link
from codesala.recordings.report.page import Wishes, report_as_html
from codesala.web.access import FOR_HOSTS, Host
from codesala.web.deps import Address, AppParts, Parts
from codesala.web.heavy import in_thread_of
from codesala.web.problems import responses

router = APIRouter(tags=["replay"])

Language = Literal["en", "es"]
Wanted = Annotated[Language | None, Query(description="Else as Accept-Language asks.")]
Offset = Annotated[
    int, Query(ge=-14 * 60, le=14 * 60, description="Minutes that the reader's clocks are ahead of UTC.")
]


@router.get(
    "/api/sessions/{session_id}/report",
    response_class=HTMLResponse,
    responses={200: {"description": "The page."}, **responses(401, 404, 422, 429, 503)},
    openapi_extra=FOR_HOSTS,
)
async def read_report(
    request: Request,
    host: Host,
    lang: Wanted = None,
    utc_offset: Offset = 0,
    notes: Annotated[bool, Query(description="With the hosts' private notes.")] = False,
) -> HTMLResponse:
    """People, recommendations, submitted scorecards, code, runs and timeline as one page to print, without scripts.

    Of more than 10 runs the last are shown with what they printed, and of long output its beginning and end; the export
    has all.

    Of scorecards a host gets all once their own is submitted, or once the session has ended and all hosts who were in
    the room have submitted theirs; until then none. For the host or the operator.
    """
    async with host.turn_at_material() as material:
        return await _page(request, host.parts, material, lang, utc_offset, with_notes=notes)


@router.get(
    "/api/links/{token}/report",
    response_class=HTMLResponse,
    responses={200: {"description": "The page."}, **responses(404, 422, 429, 503)},
)
async def read_linked_report(
    request: Request, parts: AppParts, address: Address, token: str, lang: Wanted = None, utc_offset: Offset = 0
) -> HTMLResponse:
    """The same by a link to the report, without the hosts' notes; other links do not lead to it.

    Its scorecards are all those submitted, once the session has ended and all hosts who were in the room have submitted
    theirs; until then none.
    """
    async with parts.recordings.turn():
        with parts.limits.counting_wrong_links(address):
            async with parts.database.transaction(read_only=True) as db:
                material = await gather_by_link(db, token)
        return await _page(request, parts, material, lang, utc_offset, with_notes=False)


async def _page(
    request: Request, parts: Parts, material: Material, lang: Language | None, utc_offset: int, *, with_notes: bool
) -> HTMLResponse:
    wishes = Wishes(lang or _preferred(request.headers.get("accept-language", "")), utc_offset, with_notes=with_notes)
    stored = material.stored
    page = await in_thread_of(parts.hub.marks, stored.session_id, stored.deaths, report_as_html, material, wishes)
    return HTMLResponse(page, headers={"Vary": "Accept-Language"})


def _preferred(accepted: str) -> Language:
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
