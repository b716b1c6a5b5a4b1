"""PostgreSQL dies, stalls, is full or refuses while people type on three nodes: nothing is called saved that is not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from tests.faults.rows import Record, faults, run
from tests.faults.world import Fault, World
from tests.support.host import Host
from tests.support.postgres import PostgresServer
from tests.support.waiting import eventually

LARGEST_FILE_MIB = 16

FILL = """
INSERT INTO log_batches (session_id, writer, number, created_at, entry_count, data)
SELECT $1::text, 'filler ' || $4::int, $2::bigint + row, now(), 1, decode(repeat(md5(row::text), $4::int), 'hex')
FROM generate_series(1, $3::int) AS row
"""

NODES_USE = "datname <> 'postgres' AND pid <> pg_backend_pid()"


@asynccontextmanager
async def operator(postgres: PostgresServer, database: str = "postgres") -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(postgres.url(database))
    try:
        await connection.execute("SET default_transaction_read_only = off")
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def postgres_is_restarted(world: World) -> AsyncIterator[None]:
    assert world.postgres
    await asyncio.to_thread(world.postgres.restart)
    yield


@asynccontextmanager
async def postgres_is_killed(world: World) -> AsyncIterator[None]:
    assert world.postgres
    world.postgres.kill()
    async with world.nothing_can_be_saved():
        yield
    await asyncio.to_thread(world.postgres.start)


@asynccontextmanager
async def postgres_is_killed_with_all_nodes_and_everybody_is_gone(world: World) -> AsyncIterator[None]:
    """Everything at once."""
    assert world.postgres
    assert world.redis
    world.postgres.kill()
    world.redis.kill()
    await asyncio.gather(*(node.kill() for node in world.nodes), *(person.vanish() for person in world.people))
    world.redis.start()
    await asyncio.to_thread(world.postgres.start)
    await world.all_nodes()
    yield


@asynccontextmanager
async def postgres_is_away_while_a_node_is_killed(world: World) -> AsyncIterator[None]:
    assert world.postgres
    world.postgres.kill()
    async with world.nothing_can_be_saved():
        await world.everybody_types()
        node = world.some_node()
        await node.kill()
        yield
    await asyncio.to_thread(world.postgres.start)
    await node.start()


@asynccontextmanager
async def the_lines_to_postgres_stand_still(world: World) -> AsyncIterator[None]:
    """As when it is stopped: it has all its processes, and none answers."""
    assert world.postgres_way
    world.postgres_way.stall()
    async with world.nothing_can_be_saved():
        yield
    world.postgres_way.heal()


@asynccontextmanager
async def the_lines_to_postgres_are_reset(world: World) -> AsyncIterator[None]:
    assert world.postgres_way
    for _ in range(3):
        world.postgres_way.reset()
        await world.everybody_types(2)
    yield


@asynccontextmanager
async def the_lines_to_postgres_are_slow(world: World) -> AsyncIterator[None]:
    """Each commit takes half a second and more."""
    assert world.postgres_way
    world.postgres_way.delay_s = 0.2
    yield
    world.postgres_way.heal()


@asynccontextmanager
async def the_lines_to_postgres_lose_its_answers(world: World) -> AsyncIterator[None]:
    """It commits what the nodes never hear of: written again, it must not be there twice."""
    assert world.postgres_way
    world.postgres_way.lose("down")
    async with world.nothing_can_be_saved():
        yield
    world.postgres_way.heal()


@asynccontextmanager
async def postgres_is_read_only(world: World) -> AsyncIterator[None]:
    assert world.postgres
    async with operator(world.postgres) as connection:
        await connection.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        await connection.execute("SELECT pg_reload_conf()")
        await world.nothing_is_saved_any_more()
        async with world.nothing_can_be_saved():
            yield
        await connection.execute("ALTER SYSTEM RESET default_transaction_read_only")
        await connection.execute("SELECT pg_reload_conf()")


@asynccontextmanager
async def postgres_ends_its_connections(world: World) -> AsyncIterator[None]:
    assert world.postgres
    async with operator(world.postgres) as connection:
        for _ in range(3):
            await connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {NODES_USE}")
            await world.everybody_types(2)
        yield


@asynccontextmanager
async def postgres_has_no_connection_left(world: World) -> AsyncIterator[None]:
    """Others have taken all: those of the nodes are ended until each of them is refused."""
    assert world.postgres
    taken: list[asyncpg.Connection] = []

    async def nodes_are_kept_out() -> bool:
        assert world.postgres
        try:
            while True:
                taken.append(await asyncpg.connect(world.postgres.url()))
        except asyncpg.TooManyConnectionsError:
            pass
        ended = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {NODES_USE}"
        await taken[0].execute(ended)
        answers = await asyncio.gather(*(node.http.get("/ready") for node in world.nodes))
        return all(answer.status_code == 503 for answer in answers)

    try:
        await eventually(nodes_are_kept_out)
        yield
    finally:
        for connection in taken:
            await connection.close()


@asynccontextmanager
async def the_disk_of_postgres_is_full(world: World) -> AsyncIterator[None]:
    """Its table of the log cannot grow any more, and has been filled by others."""
    assert world.postgres
    other = await Host.create(world.some_node())
    await asyncio.to_thread(world.postgres.restart, LARGEST_FILE_MIB)
    database = urlsplit(str(world.nodes[0].settings["database_url"])).path.lstrip("/")
    async with operator(world.postgres, database) as connection:
        await fill(connection, other.session_id)
    await world.nothing_is_saved_any_more()
    async with world.nothing_can_be_saved():
        yield
    await asyncio.to_thread(world.postgres.restart)
    async with operator(world.postgres, database) as connection:
        await connection.execute("DELETE FROM log_batches WHERE session_id = $1", other.session_id)
        await connection.execute("VACUUM log_batches")


async def fill(connection: asyncpg.Connection, session_id: str) -> None:
    for rows, size in ((2_000, 30), (500, 1)):  # large rows, then small ones for what is left between them
        try:
            for part in range(1_000):
                await connection.execute(FILL, session_id, part * rows, rows, size)
        except asyncpg.PostgresError as error:
            if "File too large" not in str(error):
                raise


@faults(
    *(postgres_is_restarted, postgres_is_killed, postgres_is_killed_with_all_nodes_and_everybody_is_gone),
    *(postgres_is_away_while_a_node_is_killed, postgres_is_read_only, postgres_ends_its_connections),
    *(postgres_has_no_connection_left, the_disk_of_postgres_is_full),
    *(the_lines_to_postgres_stand_still, the_lines_to_postgres_are_reset, the_lines_to_postgres_are_slow),
    the_lines_to_postgres_lose_its_answers,
)
async def test_nothing_is_lost_when(three: World, fault: Fault, record_property: Record) -> None:
    await run("three nodes", three, fault, record_property)
