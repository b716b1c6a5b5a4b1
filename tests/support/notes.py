"""A session's private notes through the API, as its host."""

from typing import Any

import httpx2

from tests.support.cluster import Node
from tests.support.rest import Rest, bearer


class Notes:
    """What its host does with the notes of one session."""

    def __init__(self, rest: Rest | Node, session: dict[str, Any]) -> None:
        self.http = rest.http
        self.session_id: str = session["session_id"]
        self.url = f"/api/sessions/{self.session_id}/notes"
        self.host = bearer(session["host_token"])

    async def add(self, headers: dict[str, str] | None = None, **body: Any) -> dict[str, Any]:
        answer = await self.http.post(self.url, json=body, headers=self.host | (headers or {}))
        assert answer.status_code == 201, answer.text
        note: dict[str, Any] = answer.json()
        return note

    async def change(self, note: dict[str, Any], **body: Any) -> httpx2.Response:
        return await self.http.patch(f"{self.url}/{note['note_id']}", json=body, headers=self.host)

    async def delete(self, note: dict[str, Any], **query: str) -> httpx2.Response:
        return await self.http.delete(f"{self.url}/{note['note_id']}", params=query, headers=self.host)

    async def all(self) -> list[dict[str, Any]]:
        answer = await self.http.get(self.url, headers=self.host)
        assert answer.status_code == 200, answer.text
        notes: list[dict[str, Any]] = answer.json()
        return notes
