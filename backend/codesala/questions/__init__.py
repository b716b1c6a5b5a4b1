"""Libraries of questions: shelves that are opened by links, and the questions of which a session gets its own copy."""
