"""How every connection to a SQLite file is set up, whoever opens it."""

from typing import Any


def configure(connection: Any, timeout_s: float) -> None:
    """`timeout_s` is how long a statement waits for another writer."""
    # The driver must not begin transactions by itself: it would do so without IMMEDIATE, and two transactions
    # that read and then write would silently lose one of the writes.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(timeout_s * 1000)}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # in WAL mode, NORMAL may lose commits when the power fails
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # deleted sessions are not to be read in the file
    cursor.close()
