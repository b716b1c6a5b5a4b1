"""Sessions: made, read, changed, ended, deleted; who waits for them, and how long they are kept."""
