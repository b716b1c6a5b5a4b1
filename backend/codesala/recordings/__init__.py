"""What a session's log holds: its replay, its export, its report."""
