"""One attacker, as a process of its own: `python -m tests.faults.attacks NAME PORT TOKEN SECONDS SEED`. It prints how
many messages, requests or connections it tried."""

import asyncio
import sys

from tests.faults.attacks import ATTACKS
from tests.faults.attacks.attacker import Attacker

name, port, token, seconds, seed = sys.argv[1:]
the_attacker = Attacker(int(port), token, float(seconds), seed)
asyncio.run(ATTACKS[name](the_attacker))
print(the_attacker.tried)
