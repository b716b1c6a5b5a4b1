"""Audit lines of private notes on a running node: who wrote them is known from the room."""

from sqlalchemy import select
from tests.conftest import StartNode
from tests.support.host import Host
from tests.support.raw import ROSTER, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.waiting import eventually

from codesala.db.database import open_database
from codesala.db.models import AuditLine

KEY = "a" * 32


async def test_an_audit_line_has_the_name_that_its_writer_has_in_the_room(
    start_node: StartNode, database_url: str
) -> None:
    node = await start_node(database_url=database_url)
    host = await Host.create(node)
    async with RawClient(node.ws_url, host.token, subprotocol=SUBPROTOCOL) as ana:
        await ana.hello(KEY, "Ana")
        while not (await ana.receive_json(ROSTER))["people"]:
            pass
        note = await host.post("notes", 201, title="first", author="somebody else")
        headers = bearer(host.token) | {"Codesala-Key": KEY}
        await node.http.patch(f"{host.url}/notes/{note['note_id']}", json={"title": "second"}, headers=headers)

    database = open_database(database_url, pool_size=1, timeout_s=10)
    try:

        async def both_are_written() -> list[tuple[str, str | None, str]]:
            async with database.transaction(read_only=True) as db:
                lines = (await db.execute(select(AuditLine).order_by(AuditLine.id))).scalars().all()
            assert len(lines) == 2
            return [(line.action, line.actor, line.title) for line in lines]

        assert await eventually(both_are_written) == [
            ("created", "somebody else", "first"),
            ("changed", "Ana", "second"),
        ]
    finally:
        await database.aclose()
