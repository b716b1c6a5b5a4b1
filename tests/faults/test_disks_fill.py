"""The disk below a SQLite file is full, or the file cannot be written: nothing is called saved, all is afterwards."""

import resource
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.faults.rows import Record, faults, run
from tests.faults.world import Fault, World
from tests.support.cluster import Node

NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def let_files_grow_no_more(node: Node) -> None:
    """No file of the process may become larger than its write-ahead log is now: writes fail as on a full disk."""
    size = (node.folder / "data" / "codesala.db-wal").stat().st_size
    resource.prlimit(node.worker_pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@asynccontextmanager
async def the_disk_is_full(world: World) -> AsyncIterator[None]:
    let_files_grow_no_more(world.nodes[0])
    await world.nothing_is_saved_any_more()
    async with world.nothing_can_be_saved():
        yield
    resource.prlimit(world.nodes[0].worker_pid, resource.RLIMIT_FSIZE, NO_LIMIT)


@asynccontextmanager
async def the_disk_is_full_and_the_node_is_killed(world: World) -> AsyncIterator[None]:
    let_files_grow_no_more(world.nodes[0])
    await world.nothing_is_saved_any_more()
    async with world.nothing_can_be_saved():
        yield
    await world.nodes[0].kill()
    await world.nodes[0].start()


@asynccontextmanager
async def the_file_is_locked_by_somebody_else(world: World) -> AsyncIterator[None]:
    """As by a backup that takes its time: nothing can be written meanwhile."""
    with sqlite3.connect(world.nodes[0].folder / "data" / "codesala.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        async with world.nothing_can_be_saved():
            yield
        other.execute("ROLLBACK")
    other.close()


@faults(the_disk_is_full, the_disk_is_full_and_the_node_is_killed, the_file_is_locked_by_somebody_else)
async def test_nothing_is_lost_when(one: World, fault: Fault, record_property: Record) -> None:
    await run("one node", one, fault, record_property)
