"""The faults that tests inject are real: servers die, stall and come back, and a node says so at /ready."""

import asyncio

import asyncpg
import pytest

from tests.conftest import StartNode
from tests.support.postgres import PostgresServer, create_database
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually


async def test_a_killed_database_finishes_nothing_that_it_was_busy_with(own_postgres: PostgresServer) -> None:
    connection = await asyncpg.connect(own_postgres.url())
    busy = asyncio.create_task(connection.fetchval("SELECT count(*) FROM generate_series(1, 30000000)"))

    async def is_busy() -> bool:
        other = await asyncpg.connect(own_postgres.url())
        try:
            active = await other.fetchval("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'")
            return bool(active == 2)
        finally:
            await other.close()

    await eventually(is_busy)
    own_postgres.kill()
    with pytest.raises((ConnectionError, asyncpg.PostgresError)):
        await busy


async def test_a_node_is_not_ready_while_its_database_is_dead_and_recovers_with_it(
    start_node: StartNode, own_postgres: PostgresServer
) -> None:
    url = await create_database(own_postgres.url())
    node = await start_node(database_url=url, database_timeout_s=2)
    session = await node.create_session(title="kept")

    own_postgres.kill()
    answer = await node.http.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "failed", "broker": "ok", "rooms": "ok"}
    assert (await node.http.get("/health")).status_code == 200

    own_postgres.start()
    await node.ready()
    assert (await node.http.get(f"/api/sessions/{session['session_id']}")).json()["title"] == "kept"


async def test_a_node_is_not_ready_while_its_redis_stalls_and_recovers_with_it(
    start_node: StartNode, own_redis: RedisServer
) -> None:
    node = await start_node(redis_url=own_redis.url)
    own_redis.stall()

    async def broker_failed() -> bool:
        answer = await node.http.get("/ready")
        return answer.status_code == 503 and answer.json()["checks"]["broker"] == "failed"

    await eventually(broker_failed)
    own_redis.resume()
    await node.ready()

    own_redis.kill()
    await eventually(broker_failed)
    assert (await node.create_session())["status"] == "live", "a node works on without its broker"
    own_redis.start()
    await node.ready()
