"""Speaks HTTP and WebSocket; holds no rules. `install` puts all of it into an app."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from prometheus_client import REGISTRY, CollectorRegistry
from starlette.middleware.cors import CORSMiddleware

from codesala.web import pages, problems
from codesala.web.access import KEY_HEADER
from codesala.web.deps import LIBRARY_HEADER, TOTAL_HEADER
from codesala.web.foreign import READING, ForeignPages
from codesala.web.headers import BodyLimit, Envelope
from codesala.web.shares import Shares, Sharing
from codesala.web.visitors import Proxies, Visitors

TITLE = "Coding Interview Platform API"
DESCRIPTION = """Live coding interviews: create a session, give each person their link, and everybody edits one text.

Errors are problem details (RFC 9457) with a stable `code`. The room itself is a WebSocket at `/ws/{token}`."""

EXPOSED_HEADERS = [TOTAL_HEADER, "Location", "Retry-After", "X-Request-ID"]

SECURITY_SCHEMES = {
    "host": {"type": "http", "scheme": "bearer", "description": "The session's `host_token`."},
    "library": {"type": "http", "scheme": "bearer", "description": "A token of the library's links."},
    "operator": {"type": "http", "scheme": "bearer", "description": "The server's ADMIN_TOKEN."},
}


def install(
    app: FastAPI,
    routers: Sequence[APIRouter],
    *,
    base_url: str,
    public_url: str,
    cors_origins: tuple[str, ...],
    frontend_dir: Path,
    max_body_bytes: int,
    max_import_bytes: int,
    proxies: Proxies,
    shares: Shares | None = None,
    registry: CollectorRegistry = REGISTRY,
) -> None:
    """Routes, which are tried in this order, error answers and middleware. `app.state.parts` (deps.Parts) must be set
    before the first request."""
    problems.install(app)
    # The last one added is the outermost.
    app.add_middleware(problems.LastResort)
    app.add_middleware(BodyLimit, max_body_bytes=max_body_bytes, max_import_bytes=max_import_bytes)
    app.add_middleware(ForeignPages, base_url=base_url, public_url=public_url, cors_origins=cors_origins)
    if cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(cors_origins),
            allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", KEY_HEADER, LIBRARY_HEADER, "Content-Type", "X-Request-ID"],
            expose_headers=EXPOSED_HEADERS,
        )
    if shares is not None:
        app.add_middleware(Sharing, shares=shares)
    app.add_middleware(Envelope, base_url=base_url, registry=registry)
    app.add_middleware(Visitors, proxies=proxies)
    for router in routers:
        # One flat list: an included router is matched twice, and costs each request that is meant for a later one more
        # than the route itself.
        app.router.routes += router.routes
    pages.install(app, frontend_dir, base_url)
    _describe(app)


def _without_null(schema: dict[str, Any]) -> None:
    """Of a parameter: it is left out, for there is no way to send null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema |= kinds[0]


def _with_own_names(schema: object) -> None:
    """Where names of fields have to match a pattern, others are refused, which `patternProperties` does not say."""
    if isinstance(schema, dict):
        if "patternProperties" in schema:
            ((pattern, value),) = schema.pop("patternProperties").items()
            schema["propertyNames"] = schema.get("propertyNames", {}) | {"pattern": pattern}
            schema["additionalProperties"] = value
        for part in schema.values():
            _with_own_names(part)
    elif isinstance(schema, list):
        for part in schema:
            _with_own_names(part)


def _describe(app: FastAPI) -> None:
    """Add to the generated description what routes cannot say: the shape of problems and the credentials."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            description = generate()
            schemas = description.setdefault("components", {}).setdefault("schemas", {})
            problem = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= problem.pop("$defs", {}) | {"Problem": problem}
            description["components"]["securitySchemes"] = SECURITY_SCHEMES
            for operations in description["paths"].values():
                for method, operation in operations.items():
                    if method.upper() not in READING:
                        operation["responses"].setdefault("403", problems.responses(403)[403])
                    for parameter in operation.get("parameters", ()):
                        _without_null(parameter["schema"])
                    # FastAPI's own shape of 422, which this API never answers with.
                    if "HTTPValidationError" in str(operation["responses"].get("422")):
                        operation["responses"].pop("422")
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            _with_own_names(schemas)
            app.openapi_schema = description
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
