"""Questions of a session: hosts prepare, show and hide them; whoever came by a link reads what is shown."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from codesala.identity import participant_of
from codesala.links.api import resolve
from codesala.questions import sessions as service
from codesala.questions.api_finding import LibraryToken, find_wish
from codesala.questions.content import Content, read_content
from codesala.questions.schemas import AddQuestion, HostsQuestion, ShownQuestion, Statement
from codesala.web.access import FOR_HOSTS, BrowserKey, Host, check_host, require_host
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import Address, AppParts, Credential, Parts
from codesala.web.heavy import in_thread
from codesala.web.problems import responses

router = APIRouter(prefix="/api", tags=["questions"], route_class=CheckedRoute)

OF_SESSION = "/sessions/{session_id}/questions"
QuestionNumber = Annotated[int, Path(ge=1, le=2**31 - 1, description="Counts the questions of the session.")]


@router.get(
    OF_SESSION,
    response_model=list[HostsQuestion],
    responses=responses(401, 404, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def list_session_questions(
    parts: AppParts, address: Address, credential: Credential, session_id: str
) -> Response:
    """All questions of the session with their solutions, guides and hidden cases, for hosts."""
    async with parts.questions.turn():
        async with parts.database.transaction(read_only=True) as db:
            await require_host(parts, address, session_id, credential, db)
            found = await service.list_questions(db, session_id)
        return _json(f"[{','.join([await _for_host(parts, one) for one in found])}]")


@router.post(
    OF_SESSION,
    status_code=201,
    response_model=HostsQuestion,
    responses=responses(401, 404, 409, 413, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
@before_body(check_host)
async def add_session_question(
    parts: AppParts, address: Address, host: Host, session_id: str, body: AddQuestion, library: LibraryToken = None
) -> Response:
    """Give the session a copy of a question. Only hosts know of it until it is shown."""
    wish = await find_wish(parts, address, body, library)
    size = service.kept_bytes(wish)
    return await _change(host, lambda db, actor: service.add_question(db, session_id, actor, wish), size, 201)


@router.post(
    f"{OF_SESSION}/{{number}}/show",
    response_model=HostsQuestion,
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def show_session_question(host: Host, session_id: str, number: QuestionNumber) -> Response:
    """Show it to everybody who is inside. Nothing that was typed is touched."""
    return await _change(host, lambda db, actor: service.show_question(db, session_id, actor, number))


@router.post(
    f"{OF_SESSION}/{{number}}/hide",
    response_model=HostsQuestion,
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def hide_session_question(host: Host, session_id: str, number: QuestionNumber) -> Response:
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
    await host.change(lambda db, actor: service.remove_question(db, session_id, actor, number))


@router.get(
    "/links/{token}/questions", response_model=list[ShownQuestion], responses=responses(403, 404, 422, 429, 503)
)
async def read_links_questions(parts: AppParts, address: Address, token: str, key: BrowserKey = None) -> Response:
    """What is shown now, for whoever is inside; after the end for those who may have the code."""
    async with parts.questions.turn():
        async with parts.database.transaction(read_only=True) as db:
            link = await resolve(parts, address, db, token)
            participant = None if key is None else participant_of(link.session_id, key)
            found = await service.list_shown(db, link, participant)
        return _json(f"[{','.join([await _for_all(parts, one) for one in found])}]")


async def _change(host: Host, work: Any, size: int = 0, status: int = 200) -> Response:
    changed = await host.change_and_answer(work, size)
    async with host.parts.questions.turn():
        return _json(await _for_host(host.parts, changed), status)


def _json(body: str, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


async def _for_all(parts: Parts, question: service.OfSession) -> str:
    """For whoever has a turn, as the next."""
    shown = await _shown(parts, question, await in_thread(read_content, question.text))
    return await in_thread(shown.model_dump_json)


async def _for_host(parts: Parts, question: service.OfSession) -> str:
    content = await in_thread(read_content, question.text)
    guide = await parts.statements.render(content.guide, content.assets)
    whole = HostsQuestion.model_construct(  # what is in it was checked, and would be measured again
        **dict(await _shown(parts, question, content)),
        state=question.state,
        library_id=question.library_id,
        question_id=question.question_id,
        version=question.version,
        guide=Statement(html=guide.html, warnings=list(guide.warnings)),
        content=content,
    )
    return await in_thread(whole.model_dump_json)


async def _shown(parts: Parts, question: service.OfSession, content: Content) -> ShownQuestion:
    rendered = await parts.statements.of(content)
    return ShownQuestion.model_construct(
        number=question.number,
        title=question.title,
        titles=content.titles,
        digest=question.digest,
        shown_at=question.shown_at,
        minutes=content.minutes,
        statements={locale: one.html for locale, one in rendered.items()},
        languages=sorted(content.languages),
        examples=content.tests.visible,
        function=content.tests.function,
        compare=content.tests.compare,
        time_limit_s=content.tests.time_limit_s,
        hidden_cases=content.tests.hidden_cases,
        folder=question.folder,
    )
