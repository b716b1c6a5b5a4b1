"""What of a room is on disk: written, counted, merged, and made a document again."""
