"""Attacks by name."""

from tests.faults.attacks import beside_rooms, by_requests, in_rooms
from tests.faults.attacks.attacker import ATTACKS

__all__ = ["ATTACKS", "beside_rooms", "by_requests", "in_rooms"]
