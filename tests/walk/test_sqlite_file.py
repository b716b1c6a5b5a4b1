"""One process has the SQLite file, and what it says is saved is in the file that stands at its path."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import StartNode
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.waiting import eventually
from tests.walk.test_outages import in_order

from codesala.db.locks import InUse, SqliteLock


@pytest.mark.parametrize("fault", ["moved", "deleted", "replaced"])
async def test_nothing_is_saved_into_a_file_that_is_not_there_any_more(start_node: StartNode, fault: str) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="")
    path = node.folder / "data" / "codesala.db"
    away = path.with_suffix(".away")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as writer:
        await in_order(writer, 0, 10)
        await writer.receive_saved(10)
        if fault == "deleted":
            path.unlink()
        elif fault == "moved":
            path.rename(away)
        else:
            shutil.copy(path, away)
            away.replace(path)
        await in_order(writer, 10, 50)
        with pytest.raises(TimeoutError):
            await writer.receive_saved(11, within_s=2)  # time in which it would come, were it not for the fault
        assert (await node.http.get("/ready")).status_code == 503
        assert (await node.http.post("/api/sessions")).status_code == 503
        assert "deleted or replaced under the server" in node.logs
        if fault == "moved":
            away.rename(path)
            assert await writer.receive_saved(60) == 60
    if fault == "moved":
        await node.kill()
        await node.start()
        assert (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text == "x" * 60


async def test_a_second_process_on_the_same_file_refuses_to_start(start_node: StartNode) -> None:
    node = await start_node()
    with pytest.raises(AssertionError, match="is in use by another Codesala"):
        await start_node(data_dir=node.folder / "data")
    assert (await node.http.get("/ready")).status_code == 200


async def test_a_second_process_refuses_to_start_although_somebody_removed_the_lock(start_node: StartNode) -> None:
    node = await start_node()
    lock = node.folder / "data" / "codesala.db.lock"
    lock.unlink()
    await eventually(lock.exists)
    with pytest.raises(AssertionError, match="is in use by another Codesala"):
        await start_node(data_dir=node.folder / "data")
    assert (await node.http.get("/ready")).status_code == 200


async def test_a_server_ends_when_another_process_has_its_file(start_node: StartNode) -> None:
    node = await start_node()
    path = node.folder / "data" / "codesala.db"

    def is_taken() -> bool:
        path.with_name("codesala.db.lock").unlink()
        try:
            taken.append(SqliteLock(path))
        except InUse:  # the server has been quicker
            return False
        return True

    taken: list[SqliteLock] = []
    await eventually(is_taken)
    await eventually(lambda: not node.is_running)
    taken[0].close()
    assert "is in use by another Codesala" in node.logs


async def test_a_copy_of_the_file_is_a_backup(start_node: StartNode, tmp_path: Path) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="kept")
    await node.stop()
    shutil.copytree(node.folder / "data", tmp_path / "copy")
    restored = await start_node(data_dir=tmp_path / "copy")
    assert (await restored.http.get(f"/api/sessions/{session['session_id']}/code")).text == "kept"
