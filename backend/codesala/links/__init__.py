"""Links: unguessable tokens that carry one role in one session."""
