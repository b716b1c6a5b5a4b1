"""The whole app in this process, for tests of its REST side: real parts, real database, no socket in between."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2

from codesala.main import create_app
from codesala.settings import Settings
from tests.support.cluster import ROOMY

OPERATORS_KEY = "the-operators-own-key"
UNKNOWN = "A" * 22
"""An id or a token of nothing."""


class Rest:
    """A caller of the API. `address` is where its requests seem to come from."""

    def __init__(self, app: Any, address: str = "192.0.2.1") -> None:
        self.app = app
        transport = httpx2.ASGITransport(app=app, client=(address, 1234))
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://sala.test")

    async def create(self, **body: Any) -> dict[str, Any]:
        answer = await self.http.post("/api/sessions", json=body)
        assert answer.status_code == 201, answer.text
        created: dict[str, Any] = answer.json()
        return created

    async def link(self, token: str) -> dict[str, Any]:
        answer = await self.http.get(f"/api/links/{token}")
        assert answer.status_code == 200, answer.text
        link: dict[str, Any] = answer.json()
        return link

    def from_address(self, address: str) -> "Rest":
        """Somebody else who calls the same app."""
        return Rest(self.app, address)


def operations_of(rest: Rest) -> list[tuple[str, str, dict[str, Any]]]:
    """Method and path of each, with ids of nothing in the path, and what is said of it."""
    return [
        (method.upper(), re.sub(r"\{\w+\}", UNKNOWN, path), operation)
        for path, operations in rest.app.openapi()["paths"].items()
        for method, operation in operations.items()
    ]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@asynccontextmanager
async def serving(database_url: str, folder: Path, **settings: Any) -> AsyncIterator[Rest]:
    """The app, started and afterwards stopped. Settings are keywords as in `Settings`; there is no built page unless
    `frontend_dir` names one."""
    chosen = {"frontend_dir": folder / "no-page", "admin_token": OPERATORS_KEY, "public_url": "https://sala.test"}
    app = create_app(Settings(database_url=database_url, data_dir=folder, **{**ROOMY, **chosen, **settings}))
    async with app.router.lifespan_context(app):
        yield Rest(app)
