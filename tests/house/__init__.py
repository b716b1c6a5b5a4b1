"""Tests of the house itself: its floors, files, lock files, documents and deployment files."""
