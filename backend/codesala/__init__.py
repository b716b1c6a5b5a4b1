"""Codesala: live coding-interview sessions. Start reading in main.py, which wires the parts."""

__version__ = "0.1.0"
