"""Programs of a room that run on the server: which of its files they are made of, and those that the runner has."""
