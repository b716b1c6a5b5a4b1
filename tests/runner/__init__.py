"""The Java runner, met over its socket: real processes in real sandboxes."""
