"""Private notes of a session's hosts."""
