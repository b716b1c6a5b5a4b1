"""Errors → RFC 9457 problem details. The only place that turns an AppError into HTTP, and the last to see the rest."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from codesala import texts
from codesala.errors import AppError, InvalidInput, RateLimited, Unauthorized, Unavailable

logger = logging.getLogger(__name__)

MAX_ERRORS = 20
"""In one answer. Nobody mends more at a time, and who sends what cannot be right decides how many there are."""

MEDIA_TYPE = "application/problem+json"

CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_input",
    500: "error",
    503: "unavailable",
}

NO_JSON = {"field": "body", "message": "This is not valid JSON."}

DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take this method: see the header Allow.",
    500: "The server made a mistake. It is in the server's log, under this request id.",
}


class FieldError(BaseModel):
    field: str = Field(description="Where, as a path: `body.language`, `query.limit`.")
    message: str


class Problem(BaseModel):
    """An error, as RFC 9457 describes it. `code` is for programs, `detail` for people."""

    type: str = Field("about:blank", description="Always `about:blank`: see `code`.")
    title: str
    status: int
    detail: str = Field(description="A sentence that says what to do.")
    code: str = Field(description="Stable, like `not_found`, `invalid_input`, `rate_limited`.")
    request_id: str = Field(description="Also in the header X-Request-ID; the server's log knows it.")
    errors: list[FieldError] | None = Field(None, description="With status 422: fields that are wrong, at most 20.")
    checks: dict[str, str] | None = Field(None, description="With status 503 of /ready: `ok` or `failed` by name.")


def install(app: FastAPI) -> None:
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_exception)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: these statuses answer with a problem."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def problem(
    scope: Scope,
    status: int,
    detail: str,
    *,
    code: str | None = None,
    title: str | None = None,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] | None = None,
    checks: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer that tells of a problem; what is None is left out."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code or CODES.get(status, HTTPStatus(status).name.lower()),
        "request_id": request_id_of(scope),
    }
    body |= {name: value for name, value in (("errors", errors), ("checks", checks)) if value is not None}
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def from_app_error(scope: Scope, error: AppError) -> JSONResponse:
    """Also for a WebSocket that is refused before it opens."""
    headers: dict[str, str] = {}
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, RateLimited):
        headers["Retry-After"] = str(error.retry_after_s)
    errors = None
    if isinstance(error, InvalidInput) and error.field is not None:
        errors = [{"field": error.field, "message": error.detail}]
    return problem(
        scope, error.status, error.detail, code=error.code, title=error.title, headers=headers, errors=errors
    )


def request_id_of(scope: Scope) -> str:
    return str(scope.get("state", {}).get("request_id", ""))


class LastResort:
    """Answers 500 to what nobody expected, and logs it: once, with the request id, and without telling the client."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def note_and_send(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, note_and_send)
        except Exception:
            logger.exception("request failed", extra={"route": route_of(scope)})
            if has_begun:
                raise  # half an answer cannot be taken back: the server cuts the connection
            await problem(scope, 500, DETAILS[500])(scope, receive, send)


def route_of(scope: Scope) -> str:
    """The template of the route, like `/api/sessions/{session_id}`: addresses hold tokens, so they are not told."""
    return str(getattr(scope.get("route"), "path", "none"))


async def _app_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)
    if error.status >= 500:
        # Only the log is told the cause: a driver's words, whose first line says what happened.
        cause = error.__cause__
        fields = {
            "route": route_of(request.scope),
            "code": error.code,
            "cause": f"{type(cause).__name__}: {cause}".partition("\n")[0] if cause else error.detail,
        }
        # While a database is down every request fails: one line for each, without a page of traceback.
        logger.error("request failed", extra=fields, exc_info=None if isinstance(error, Unavailable) else error)
    return from_app_error(request.scope, error)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    return _invalid(request, field_errors(found), texts.refusal(found[0]) if len(found) == 1 else None)


def field_errors(found: Sequence[Mapping[str, Any]], *place: str) -> list[dict[str, str]]:
    """The first of them as they are told; `place` is where what was checked stands."""
    return [_field_error({**one, "loc": (*place, *one["loc"])}) for one in found[:MAX_ERRORS]]


def _invalid(request: Request, errors: list[dict[str, str]], detail: str | None = None) -> JSONResponse:
    if errors[0]["field"] == "body" and "json" not in request.headers.get("content-type", ""):
        errors = [{"field": "body", "message": "Send JSON, with the header Content-Type: application/json."}]
    fields = ", ".join(dict.fromkeys(found["field"] for found in errors))
    detail = detail or f"What was sent cannot be understood. Look at: {fields}."
    return problem(request.scope, 422, detail, code="invalid_input", title=InvalidInput.title, errors=errors)


def _field_error(found: Mapping[str, Any]) -> dict[str, str]:
    if found["type"] == "json_invalid":
        return NO_JSON
    # Names of unknown fields come from the client and may hold anything, even halves of surrogate pairs.
    place = ".".join(str(part) for part in found["loc"]).encode("utf-8", "replace").decode()
    message = texts.refusal(found) or str(found["msg"])
    return {"field": place.lower() if found["loc"][0] == "header" else place[:200], "message": message}


async def _http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, UnicodeDecodeError | RecursionError):  # FastAPI's 400: no UTF-8, or too deep
        return _invalid(request, [NO_JSON])
    is_plain = error.detail == HTTPStatus(error.status_code).phrase
    detail = DETAILS.get(error.status_code, error.detail) if is_plain else error.detail
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_allowed_methods(request))
    return problem(request.scope, error.status_code, str(detail), headers=headers)


def _allowed_methods(request: Request) -> list[str]:
    """All that this address takes; Starlette tells only of the first route that it found there."""
    routes = request.app.router.routes
    return [
        method
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        if any(route.matches({**request.scope, "method": _asked_as(method)})[0] == Match.FULL for route in routes)
    ]


def _asked_as(method: str) -> str:
    return "GET" if method == "HEAD" else method  # headers.py answers HEAD like GET
