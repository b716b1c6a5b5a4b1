from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import NamedTuple, Protocol


class Suit(Enum):
    HEARTS = auto()
    SPADES = auto()


@dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: Suit = field(compare=False, default=Suit.SPADES)


class Point(NamedTuple):
    x: int
    y: int = 0


class Sized(Protocol):
    def size(self) -> int: ...


print(sorted([Card(3), Card(1, Suit.HEARTS)]), replace(Card(2), rank=9), Point(1)._asdict())
try:
    Card(1).rank = 2
except AttributeError as error:
    print(type(error).__name__, error)
match Point(0, 5):
    case Point(x=0, y=y):
        print("on the axis at", y)
