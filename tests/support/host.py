"""A host's hand on a session: the verbs of the REST API for whoever holds the host's token."""

from typing import Any, Self

from tests.support.cluster import Node
from tests.support.rest import bearer


class Host:
    """`await Host.create(node, initial_code="")`. Calls go to `node`, which may be replaced."""

    def __init__(self, node: Node, made: dict[str, Any]) -> None:
        self.node = node
        self.session_id: str = made["session_id"]
        self.token: str = made["host_token"]
        self.candidate: str = made["room_id"]
        self.observer: str = made["observer_url"].rpartition("/")[2]
        self.url = f"/api/sessions/{self.session_id}"

    @classmethod
    async def create(cls, node: Node, **body: Any) -> Self:
        return cls(node, await node.create_session(**body))

    async def post(self, path: str, status: int = 200, *, key: str | None = None, **body: Any) -> Any:
        headers = bearer(self.token) | ({"Codesala-Key": key} if key else {})
        answer = await self.node.http.post(f"{self.url}/{path}", headers=headers, json=body or None)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def patch(self, **fields: Any) -> dict[str, Any]:
        answer = await self.node.http.patch(self.url, json=fields, headers=bearer(self.token))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def read(self, node: Node) -> dict[str, Any]:
        return dict((await node.http.get(self.url, headers=bearer(self.token))).json())

    async def code(self, node: Node) -> str:
        """The text as a node tells it."""
        answer = await node.http.get(f"{self.url}/code", headers=bearer(self.token))
        assert answer.status_code == 200, answer.text
        return answer.text
