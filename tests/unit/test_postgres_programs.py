"""What DATABASE_URL says, as pg_dump and pg_restore are told it."""

import pytest

from codesala.db.backup.postgres_programs import environment
from codesala.db.urls import normalise


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "postgres://u:p%40ss@db.test:5433/name?sslmode=require",
            {"PGHOST": "db.test", "PGPORT": "5433", "PGUSER": "u", "PGPASSWORD": "p@ss", "PGDATABASE": "name"}
            | {"PGSSLMODE": "require"},
        ),
        ("postgresql+asyncpg://u@h/n", {"PGHOST": "h", "PGUSER": "u", "PGDATABASE": "n"}),
        (
            "postgres:///n?host=/var/run/postgresql",
            {"PGHOST": "/var/run/postgresql", "PGDATABASE": "n"},
        ),
        (
            "postgres:///n?host=one:5432&host=two:5433&connect_timeout=3",
            {"PGHOST": "one,two", "PGPORT": "5432,5433", "PGDATABASE": "n", "PGCONNECT_TIMEOUT": "3"},
        ),
        (
            "postgres://h/n?sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem",
            {"PGHOST": "h", "PGDATABASE": "n", "PGSSLMODE": "require", "PGSSLROOTCERT": "/ca.pem"}
            | {"PGSSLCERT": "/c.pem", "PGSSLKEY": "/k.pem"},
        ),
        (
            "postgres://h/n?ssl=verify-full&command_timeout=5&statement_cache_size=0",
            {"PGHOST": "h", "PGDATABASE": "n", "PGSSLMODE": "verify-full"},
        ),
    ],
)
def test_the_programs_connect_as_the_server_does(url: str, told: dict[str, str]) -> None:
    assert environment(normalise(url)) == told
