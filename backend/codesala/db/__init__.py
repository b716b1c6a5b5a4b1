"""One way to each database, and what rows are. Queries are in the `rows*` of the domains."""
