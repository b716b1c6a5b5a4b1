"""Who took part in a session, and what was recorded of them."""
