"""The rules: what a session is, who may do what. Each call runs in a transaction that its caller opens and commits."""
