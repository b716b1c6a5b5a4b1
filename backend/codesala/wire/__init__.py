"""Bytes ↔ values: pure functions and small values. No state, no asyncio, no engine."""
