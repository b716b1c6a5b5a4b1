"""Attacks by name."""

from tests.faults.attacks import by_requests, in_rooms
from tests.faults.attacks.attacker import ATTACKS

__all__ = ["ATTACKS", "by_requests", "in_rooms"]
