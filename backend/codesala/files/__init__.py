"""The files of a session by REST: read by whoever may read its code, changed by hosts."""
