"""Which updates are let near a document, decided by their bytes alone."""
