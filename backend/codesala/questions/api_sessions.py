"""Questions of a session: hosts prepare, show and hide them; whoever came by a link reads what is shown."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from codesala.identity import participant_of
from codesala.links.api import resolve
from codesala.questions import sessions as service
from codesala.questions.api_finding import LibraryToken, find_wish
from codesala.questions.content import public_part
from codesala.questions.schemas import AddQuestion, HostsQuestion, ShownQuestion, Statement
from codesala.web.access import FOR_HOSTS, BrowserKey, Host, HostReadDb, check_host
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import Address, AppParts, Parts
from codesala.web.problems import responses

router = APIRouter(prefix="/api", tags=["questions"], route_class=CheckedRoute)

OF_SESSION = "/sessions/{session_id}/questions"
QuestionNumber = Annotated[int, Path(ge=1, le=2**31 - 1, description="Counts the questions of the session.")]


@router.get(OF_SESSION, responses=responses(401, 404, 429, 503), openapi_extra=FOR_HOSTS)
async def list_session_questions(parts: AppParts, db: HostReadDb, session_id: str) -> list[HostsQuestion]:
    """All questions of the session with their solutions, guides and hidden cases, for hosts."""
    return [await _for_host(parts, one) for one in await service.list_questions(db, session_id)]


@router.post(
    OF_SESSION,
    status_code=201,
    responses=responses(401, 404, 409, 413, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
@before_body(check_host)
async def add_session_question(
    parts: AppParts, address: Address, host: Host, session_id: str, body: AddQuestion, library: LibraryToken = None
) -> HostsQuestion:
    """Give the session a copy of a question. Only hosts know of it until it is shown."""
    wish = await find_wish(parts, address, body, library)
    return await _change(host, lambda db, actor: service.add_question(db, session_id, actor, wish))


@router.post(
    f"{OF_SESSION}/{{number}}/show", responses=responses(401, 404, 409, 422, 429, 503), openapi_extra=FOR_HOSTS
)
async def show_session_question(host: Host, session_id: str, number: QuestionNumber) -> HostsQuestion:
    """Show it to everybody who is inside. Nothing that was typed is touched."""
    return await _change(host, lambda db, actor: service.show_question(db, session_id, actor, number))


@router.post(
    f"{OF_SESSION}/{{number}}/hide", responses=responses(401, 404, 409, 422, 429, 503), openapi_extra=FOR_HOSTS
)
async def hide_session_question(host: Host, session_id: str, number: QuestionNumber) -> HostsQuestion:
    """Take it from everybody's sight; it can be shown again."""
    return await _change(host, lambda db, actor: service.hide_question(db, session_id, actor, number))


@router.delete(
    f"{OF_SESSION}/{{number}}",
    status_code=204,
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def remove_session_question(host: Host, session_id: str, number: QuestionNumber) -> None:
    """Take away a question that was never shown."""
    await host.change(lambda db, actor: service.remove_question(db, session_id, actor, number), is_counted=False)


@router.get("/links/{token}/questions", responses=responses(403, 404, 422, 429, 503))
async def read_links_questions(
    parts: AppParts, address: Address, token: str, key: BrowserKey = None
) -> list[ShownQuestion]:
    """What is shown now, for whoever is inside; after the end for those who may have the code."""
    async with parts.database.transaction(read_only=True) as db:
        link = await resolve(parts, address, db, token)
        participant = None if key is None else participant_of(link.session_id, key)
        found = await service.list_shown(db, link, participant)
    return [await _shown(parts, one) for one in found]


async def _change(host: Host, work: Any) -> HostsQuestion:
    return await _for_host(host.parts, await host.change_and_answer(work))


async def _shown(parts: Parts, question: service.OfSession) -> ShownQuestion:
    rendered = await parts.statements.of(question.content)
    public = public_part(question.content)
    return ShownQuestion(
        number=question.number,
        title=question.title,
        titles=question.content.titles,
        digest=question.digest,
        shown_at=question.shown_at,
        minutes=question.content.minutes,
        statements={locale: one.html for locale, one in rendered.items()},
        languages=public["languages"],
        examples=public["cases"],
        function=public["function"],
        compare=public["compare"],
        time_limit_s=question.content.tests.time_limit_s,
        hidden_cases=public["hidden_cases"],
        folder=question.folder,
    )


async def _for_host(parts: Parts, question: service.OfSession) -> HostsQuestion:
    guide = await parts.statements.render(question.content.guide, question.content.assets)
    return HostsQuestion(
        **(await _shown(parts, question)).model_dump(),
        state=question.state,
        library_id=question.library_id,
        question_id=question.question_id,
        version=question.version,
        guide=Statement(html=guide.html, warnings=list(guide.warnings)),
        content=question.content,
    )
