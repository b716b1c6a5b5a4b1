"""A PostgreSQL and a Redis for tests that are not written in Python: prints their URLs as one line of JSON, and stops
both when its standard input ends."""

import asyncio
import json
import signal
import sys

from tests.support.postgres import PostgresServer, create_database
from tests.support.redis_server import RedisServer
from tests.support.services import external_url, remove_scratch_folders


def main() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    postgres = None if external_url("TEST_DATABASE_URL") else PostgresServer()
    redis = None if external_url("TEST_REDIS_URL") else RedisServer()
    try:
        if postgres:
            postgres.start()
        if redis:
            redis.start()
        database = asyncio.run(create_database(postgres.url() if postgres else str(external_url("TEST_DATABASE_URL"))))
        print(
            json.dumps({"database": database, "redis": redis.url if redis else external_url("TEST_REDIS_URL")}),
            flush=True,
        )
        sys.stdin.read()
    except KeyboardInterrupt:
        pass
    finally:
        for server in (postgres, redis):
            if server:
                server.kill()
        remove_scratch_folders()


if __name__ == "__main__":
    main()
