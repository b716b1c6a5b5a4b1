"""What a server says of itself: /health (the process lives), /ready (it can do its work), /metrics (for Prometheus;
never labelled by room), /api/about (its version, who runs it, and by which licences)."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, Field
from starlette.types import Receive, Scope, Send

from codesala.errors import AppError
from codesala.web.access import require_operator
from codesala.web.deps import Address, AppParts, Credential
from codesala.web.problems import problem, responses

router = APIRouter(tags=["operation"])
logger = logging.getLogger(__name__)

CHECK_PATIENCE_S = 3.0
RULE = f"\n\n{'=' * 80}\n\n"
LICENCE_FILE = re.compile(r"(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS).*", re.IGNORECASE)


class About(BaseModel):
    version: str = Field(description="Of Codesala.")
    operator_name: str | None = Field(description="Who runs this server.")
    operator_url: str | None = Field(description="Where to read about the operator or to write to: http(s) or mailto.")
    source_url: str | None = Field(description="Where the source of what runs here can be had.")


class Health(BaseModel):
    status: Literal["ok"]


class Readiness(BaseModel):
    status: Literal["ready"]
    checks: dict[str, Literal["ok"]] = Field(
        description="What was asked, by name: `database`, `broker`, and `rooms`: their tasks."
    )


async def health() -> Health:
    """Whether the process answers. Asks nothing else, so that a database that is down restarts no node."""
    return Health(status="ok")


class _Healthy(APIRoute):
    """Answers with what was made once: probes come all the time, and the framework's way there costs more than all else
    that happens to them."""

    _answer = Response(Health(status="ok").model_dump_json(), media_type="application/json")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "GET":
            await self._answer(scope, receive, send)
        else:
            await super().handle(scope, receive, send)


router.add_api_route("/health", health, route_class_override=_Healthy)


@router.get("/ready", response_model=Readiness, responses=responses(503))
async def ready(request: Request, parts: AppParts) -> Readiness | Response:
    """Whether this node can do its work: its database and its broker answer, and what it does all the time goes on."""
    names = ("database", "broker", "rooms")
    pings = await asyncio.gather(_answers("database", parts.database.ping), _answers("broker", parts.broker.ping))
    alive = [*pings, parts.hub.failed is None]
    if all(alive):
        return Readiness(status="ready", checks=dict.fromkeys(names, "ok"))
    failed = [name for name, is_alive in zip(names, alive, strict=True) if not is_alive]
    checks = {name: "failed" if name in failed else "ok" for name in names}
    return problem(request.scope, 503, f"Not working: {', '.join(failed)}.", code="unavailable", checks=checks)


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses=responses(401, 429),
    openapi_extra={"security": [{"operator": []}]},
)
def metrics(parts: AppParts, address: Address, credential: Credential) -> Response:
    """Counters and times in Prometheus' text format; of several workers, those of all of them. For the operator
    (`Authorization: Bearer <ADMIN_TOKEN>`), or for everybody where the server is set so."""
    if not parts.metrics_for_all:
        require_operator(parts, address, credential)
    return Response(parts.metrics(), media_type=CONTENT_TYPE_LATEST)


@router.get("/api/about")
async def about(request: Request, parts: AppParts) -> About:
    """What the foot of the start page says of this server. What the operator has not set is null."""
    return About(
        version=request.app.version,
        operator_name=parts.operator_name or None,
        operator_url=parts.operator_url or None,
        source_url=parts.source_url or None,
    )


@router.get("/api/about/licences", response_class=PlainTextResponse)
def licences() -> PlainTextResponse:
    """The licence of Codesala, and those of the Python packages that are installed where it runs, with their texts.
    What the page and its runtimes bring is listed at `/licences.html`."""
    return PlainTextResponse(_licences())


@cache
def _licences() -> str:
    own = (Path(__file__).parents[3] / "LICENSE").read_text(encoding="utf-8")
    found = {str(one.metadata["Name"]).lower(): one for one in distributions()}
    return RULE.join([f"Codesala, MIT\n\n{own}", *(_licence_of(found[name]) for name in sorted(found))])


def _licence_of(one: Distribution) -> str:
    about = one.metadata
    named = [*about.get_all("License-Expression", []), *about.get_all("License", []), ""][0]
    kinds = [kind.rpartition(" :: ") for kind in about.get_all("Classifier", [])]
    classified = [kind for over, _, kind in kinds if over.startswith("License")]
    files = [file for file in one.files or () if LICENCE_FILE.fullmatch(file.name) and ".dist-info" in str(file)]
    texts = [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in files]
    name = named.partition("\n")[0] or ", ".join(classified)
    return "\n\n".join([f"{about['Name']} {one.version}, {name}", *texts])


async def _answers(name: str, ping: Callable[[], Awaitable[None]]) -> bool:
    try:
        async with asyncio.timeout(CHECK_PATIENCE_S):
            await ping()
    except (AppError, TimeoutError) as error:
        logger.warning("not ready", extra={"check": name, "reason": type(error).__name__})
        return False
    return True
