"""Adapters to the database: the only place with SQL. Imports nothing of ours but `errors` and `records`."""
