"""A room in which a candidate tries everything out before the interview."""
