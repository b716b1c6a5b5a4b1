"""Real time: the live documents and the peers that edit them. No web framework, no SQL, no Redis in here."""
