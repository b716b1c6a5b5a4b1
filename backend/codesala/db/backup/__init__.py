"""Backups of both databases, written while servers run."""
