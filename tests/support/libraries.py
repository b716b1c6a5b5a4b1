"""A library of questions through the API, as whoever holds its links."""

from typing import Any

import httpx2

from tests.support.cluster import Node
from tests.support.rest import Rest, bearer


def content(slug: str = "sum-of-two", **fields: Any) -> dict[str, Any]:
    """A question as it is written."""
    return {
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "statements": {"en": "Add *two* numbers."},
    } | fields


class Shelf:
    """`await Shelf.create(rest)`; what is asked is asked with the link for editing unless another token is given."""

    def __init__(self, rest: Rest | Node, made: dict[str, Any]) -> None:
        self.http = rest.http
        self.library_id: str = made["library_id"]
        self.edit: str = made["edit_token"]
        self.use: str = made["use_token"]
        self.url = f"/api/libraries/{self.library_id}"

    @classmethod
    async def create(cls, rest: Rest | Node, name: str = "Backend team") -> "Shelf":
        answer = await rest.http.post("/api/libraries", json={"name": name})
        assert answer.status_code == 201, answer.text
        return cls(rest, answer.json())

    async def ask(self, method: str, path: str = "", token: str | None = None, **more: Any) -> httpx2.Response:
        return await self.http.request(method, self.url + path, headers=bearer(token or self.edit), **more)

    async def add(self, slug: str = "sum-of-two", **fields: Any) -> dict[str, Any]:
        answer = await self.ask("POST", "/questions", json={"content": content(slug, **fields)})
        assert answer.status_code == 201, answer.text
        question: dict[str, Any] = answer.json()
        return question

    async def change(self, question: dict[str, Any], based_on: int, **fields: Any) -> httpx2.Response:
        body = {"content": question["content"] | fields, "based_on": based_on, "changed_by": "Bo"}
        return await self.ask("PUT", f"/questions/{question['summary']['question_id']}", json=body)

    async def slugs(self, **query: Any) -> list[str]:
        answer = await self.ask("GET", "/questions", params=query)
        assert answer.status_code == 200, answer.text
        return [one["slug"] for one in answer.json()]
