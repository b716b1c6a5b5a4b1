"""People taken out of sessions that have ended."""
