"""What answering over REST must not cost: threads, connections of the pool, routes that are looked at twice."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import event

from tests.support.rest import bearer, serving


def _below(dependant: Dependant) -> Iterator[Dependant]:
    for one in dependant.dependencies:
        yield one
        yield from _below(one)


async def test_no_dependency_is_handed_to_a_thread(sqlite_url: str, tmp_path: Path) -> None:
    """FastAPI gives each plain function to a pool of threads, which costs more than what it does."""
    async with serving(sqlite_url, tmp_path) as rest:
        routes = [route for route in rest.app.router.routes if isinstance(route, APIRoute)]
        assert len(routes) > 30
        plain = {
            (route.path, one.call.__name__)
            for route in routes
            for one in _below(route.dependant)
            if one.call and not (inspect.iscoroutinefunction(one.call) or inspect.isasyncgenfunction(one.call))
        }
    assert not plain


async def test_routes_are_one_flat_list(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        assert all(hasattr(route, "path") for route in rest.app.router.routes)


async def test_creating_and_reading_take_no_connection_of_the_pool(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        taken: list[Any] = []

        def note(connection: Any) -> None:
            if structlog.contextvars.get_contextvars():  # else it is for the jobs
                taken.append(connection)

        event.listen(rest.app.state.parts.database.engine.sync_engine, "engine_connect", note)
        made = await rest.create()
        url = f"/api/sessions/{made['session_id']}"
        assert (await rest.http.get(url)).json()["room_id"] == made["room_id"]
        assert (await rest.http.get(url, headers=bearer(made["host_token"]))).status_code == 200
        assert (await rest.http.get(url, headers=bearer(made["room_id"]))).status_code == 404
        assert not taken
        assert (await rest.link(made["room_id"]))["role"] == "candidate"
        assert taken, "a connection that is taken would be seen"
