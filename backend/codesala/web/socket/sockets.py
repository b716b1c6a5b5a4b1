"""How many places in rooms each address has, over all rooms of this process: a stranger may make rooms at will."""

from collections import Counter

from codesala.errors import RoomFull
from codesala.web.limits import networks_of


class Sockets:
    """`most` is None where addresses are not counted."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._held: Counter[str] = Counter()

    def check(self, address: str) -> None:
        """Raises `errors.RoomFull`, which clients take for a reason to try again, when the address has all it may."""
        if self._most is None:
            return
        if any(self._held[network] >= self._most * share for network, share in networks_of(address)):
            raise RoomFull("Too many connections come from your network. Close some, or try again later.")

    def take(self, address: str) -> None:
        for network, _ in networks_of(address):
            self._held[network] += 1

    def give_back(self, address: str) -> None:
        for network, _ in networks_of(address):
            self._held[network] -= 1
            if not self._held[network]:
                del self._held[network]
