"""Database URLs as hosts write them, and what the drivers are given."""

import pytest

from codesala.db.urls import connect_arguments, normalise, sqlite_file


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("sqlite:///data/codesala.db", "sqlite+aiosqlite:///data/codesala.db"),
        ("sqlite:////var/lib/codesala.db", "sqlite+aiosqlite:////var/lib/codesala.db"),
        ("postgres://u:p@host/name", "postgresql+asyncpg://u:p@host/name"),
        ("postgresql://u:p@host:5433/name", "postgresql+asyncpg://u:p@host:5433/name"),
        ("postgresql+asyncpg://u:p@host/name", "postgresql+asyncpg://u:p@host/name"),
        ("postgres://u:p@host/name?sslmode=require", "postgresql+asyncpg://u:p@host/name?ssl=require"),
    ],
)
def test_urls_are_understood_as_hosts_write_them(given: str, understood: str) -> None:
    assert normalise(given).render_as_string(hide_password=False) == understood


def test_other_parameters_are_kept() -> None:
    url = normalise("postgres://u:p@host/name?sslmode=prefer&application_name=x&statement_cache_size=0")
    assert dict(url.query) == {"ssl": "prefer", "application_name": "x", "statement_cache_size": "0"}


@pytest.mark.parametrize("url", ["mysql://u:secret@host/name", "redis://:secret@host"])
def test_an_unknown_scheme_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(ValueError, match="does not know") as refusal:
        normalise(url)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["", "host/name", "sqlite://", "sqlite:///:memory:", "postgres://u:secret@host:x/n"])
def test_what_is_no_usable_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL") as refusal:
        normalise(url)
    assert "secret" not in str(refusal.value)


def test_parameters_reach_the_driver_or_the_server() -> None:
    url, arguments = connect_arguments(
        normalise("postgres://u@h/n?sslmode=require&connect_timeout=3&search_path=a&channel_binding=require"),
        timeout_s=10,
    )
    assert not url.query
    assert arguments["ssl"] == "require"
    assert arguments["timeout"] == 3
    assert arguments["command_timeout"] == 10
    assert arguments["server_settings"] == {"application_name": "codesala", "search_path": "a"}


def test_a_parameter_that_must_be_a_number_is_checked() -> None:
    with pytest.raises(ValueError, match="statement_cache_size"):
        connect_arguments(normalise("postgres://u@h/n?statement_cache_size=many"), timeout_s=10)


def test_only_sqlite_has_a_file() -> None:
    assert str(sqlite_file("sqlite:///data/x.db")) == "data/x.db"
    assert sqlite_file("postgres://u@h/n") is None
