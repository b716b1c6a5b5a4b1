"""The Yjs document of a room behind its screening. The only place that touches pycrdt, but for the replay."""
