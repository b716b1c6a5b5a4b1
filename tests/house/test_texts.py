"""No text comes into the house unlooked at: each of a request says which it cannot be, and is refused by its type."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.support.processes import ROOT

LIMITS = ("enum", "const", "pattern", "format")


def unlimited(schema: Mapping[str, Any], place: str, shapes: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    """Where this schema takes any text at all."""
    if name := schema.get("$ref", "").rpartition("/")[2]:
        if name not in seen:
            seen.add(name)
            yield from unlimited(shapes[name], name, shapes, seen)
        return
    if schema.get("type") == "string" and not any(limit in schema for limit in LIMITS):
        yield place
    parts = [(one, place) for kind in ("anyOf", "oneOf", "allOf") for one in schema.get(kind, ())]
    parts += [(schema[kind], place) for kind in ("items", "additionalProperties", "propertyNames") if kind in schema]
    parts += [(one, f"{place}.{name}") for name, one in schema.get("properties", {}).items()]
    for part, where in parts:
        if isinstance(part, dict):
            yield from unlimited(part, where, shapes, seen)


def test_each_text_of_a_request_is_of_a_type_that_refuses_what_cannot_be_kept() -> None:
    """`texts.Prose`, or one that takes less. Who adds a field has nothing to remember beside it."""
    description = json.loads((ROOT / "frontend/src/api/openapi.json").read_text())
    seen = set[str]()
    shapes = description["components"]["schemas"]
    found = [
        place
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        for place in unlimited(content["schema"], f"{method} {path}", shapes, seen)
    ]
    assert found == []
