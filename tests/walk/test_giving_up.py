"""A worker that cannot do its work any more says so and ends, so that its supervisor starts another one."""

import sys
from pathlib import Path

import httpx2
import pytest
from tests.support.cluster import Node, python_environment
from tests.support.processes import Child, free_port
from tests.support.raw import RawClient
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

ME = 77

# A fault in the middle of what the recorder does: it divides by this.
SERVE = "from codesala.rooms.journal import recorder; recorder.CALM_ENTRIES = 0; from codesala.__main__ import main; "


@pytest.mark.slow
async def test_a_worker_whose_recorder_died_says_why_and_another_one_takes_its_place(tmp_path: Path) -> None:
    node = Node(tmp_path, port=free_port())
    child = Child("server", tmp_path / "server.log")
    settings = {"HOST": "127.0.0.1", "PORT": str(node.port), "DATA_DIR": str(tmp_path / "data"), "SHUTDOWN_S": "60"}
    child.start(
        [sys.executable, "-c", f"import sys; {SERVE} sys.exit(main(['serve']))"], env=python_environment() | settings
    )
    try:

        async def answers() -> bool:
            assert child.is_running, child.text
            try:
                return (await node.http.get("/ready")).status_code == 200
            except httpx2.TransportError:
                return False

        await eventually(answers)
        session = await node.create_session(initial_code="")
        async with RawClient(node.ws_url, session["room_id"]) as ana:
            await ana.send(update_frame(typed(ME, 0, "x")))
            await eventually(lambda: "has died: exit code 1; another one starts" in child.text, what=lambda: child.text)
        await eventually(answers)
        assert "the recorder has ended" in child.text
        assert "ZeroDivisionError" in child.text
    finally:
        child.kill()
