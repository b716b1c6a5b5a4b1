"""Everything that a database or a Redis holds, as bytes to be searched."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
from redis.asyncio import Redis


async def dump(database_url: str) -> bytes:
    """SQLite: its file and its write-ahead log as they are on the disk. PostgreSQL: every table, as COPY BINARY tells
    it, so that text and bytes are found as they are."""
    if database_url.startswith("sqlite"):
        path = Path(urlsplit(database_url).path.removeprefix("/"))
        return b"".join(file.read_bytes() for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())
    connection = await asyncpg.connect(database_url)
    try:
        tables = await connection.fetch("SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public'")
        out = io.BytesIO()
        for schema, table in tables:
            await connection.copy_from_table(table, schema_name=schema, output=out, format="binary")
        return out.getvalue()
    finally:
        await connection.close()


async def dump_redis(redis_url: str) -> bytes:
    """All keys with their values. Not by DUMP, which compresses."""
    out = bytearray()
    redis: Any = Redis.from_url(redis_url)
    async with redis:
        async for key in redis.scan_iter():
            out += key + b" " + b" ".join(await _parts(redis, key)) + b"\n"
    return bytes(out)


async def _parts(redis: Any, key: bytes) -> list[bytes]:
    kind = (await redis.type(key)).decode()
    if kind == "string":
        return [await redis.get(key) or b""]
    if kind == "set":
        return sorted(await redis.smembers(key))
    assert kind == "none", f"{key!r} is a {kind}: read it here too"  # none: it expired meanwhile
    return []
