"""Whether a program printed, or a function returned, what was expected: the rule of pages, in
frontend/src/tests/compare.ts. Both are held to the table beside that, compare.cases.json. Pure.

*Liveness:* what takes too many comparisons is not equal: lists in whatever order, whose members are near to each other.
"""

import json
import math
import re
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

WORD = re.compile(r"[^ \t\n\v\f\r]+")
# One digit belongs to one part: else a long word that is no number is tried at each of its places.
DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE | re.ASCII)
HEXADECIMAL = re.compile(r"([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?[0-9]+))?", re.IGNORECASE | re.ASCII)
LARGE = re.compile(r"-?[0-9]{16,}")
"""A whole number beyond those that JavaScript counts exactly: languages that know it tell it as a string."""
LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
RELATIVE = 1e-9
MOST_COMPARED = 200_000
"""As for a tenth of a second. Lists in one order take at most some 30,000."""


class Comparison(NamedTuple):
    """`float_tolerance`: absolute or relative; None: numbers are words like others, and results of calls are exact to
    nine digits."""

    case_sensitive: bool = False
    space_change_sensitive: bool = False
    float_tolerance: float | None = None
    any_order: bool = False


def is_right_output(expected: str, printed: str, how: Comparison) -> bool:
    """As the default output validator of ICPC problem packages compares it."""
    if how.space_change_sensitive and WORD.split(expected) != WORD.split(printed):
        return False
    if not how.case_sensitive:
        expected, printed = expected.translate(LOWER), printed.translate(LOWER)
    wanted, said = WORD.findall(expected), WORD.findall(printed)
    if how.float_tolerance is None or wanted == said:
        return wanted == said
    tolerance = how.float_tolerance
    return len(wanted) == len(said) and all(map(lambda one, other: _is_near(one, other, tolerance), wanted, said))


def _is_near(word: str, said: str, tolerance: float) -> bool:
    wanted = _number_in(word)
    if wanted is None:
        return word == said
    given = _number_in(said)
    if given is None:
        return False
    off = abs(wanted - given)
    return off <= tolerance or off <= tolerance * abs(wanted)


def _number_in(word: str) -> float | None:
    value = float(word) if DECIMAL.fullmatch(word) else _hexadecimal_in(word)
    return value if value is not None and math.isfinite(value) else None


def _hexadecimal_in(word: str) -> float | None:
    found = HEXADECIMAL.fullmatch(word)
    if found is None:
        return None
    behind = found[3] or ""
    if not (digits := found[2] + behind):
        return None
    power = float(found[4] or 0) - 4 * len(behind)
    size = _double(int(digits, 16)) * (math.inf if power > 1023 else 2.0**power)
    return -size if found[1] == "-" else size


def _double(whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        return math.inf if whole > 0 else -math.inf


def is_equal_json(expected: Any, result: Any, how: Comparison) -> bool:
    """Whether a function's result is right."""
    try:
        if how.any_order and _key(expected) == _key(result):
            return True
        return _Comparing(how).is_equal(expected, result)
    except (_TooMuch, RecursionError):  # what is expected is not nested so deep
        return False


def _key(value: Any) -> str:
    """The same of what is equal to the last digit, lists in whatever order."""
    if isinstance(value, list):
        return f"[{','.join(sorted(map(_key, value)))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{json.dumps(name)}:{_key(value[name])}' for name in sorted(value))}}}"
    number = _number(value)
    return json.dumps(value) if number is None else repr(number)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, float) else _double(value)


class _TooMuch(Exception):
    pass


class _Comparing:
    def __init__(self, how: Comparison) -> None:
        self._how = how
        self._left = MOST_COMPARED

    def is_equal(self, expected: Any, result: Any) -> bool:
        """Raises _TooMuch."""
        self._spend(1)
        wanted = _number(expected)
        if wanted is not None:
            return self._is_near(wanted, result)
        if isinstance(expected, list):
            if not isinstance(result, list) or len(result) != len(expected):
                return False
            if self._how.any_order:
                return _are_paired(
                    len(expected), lambda one, other: self.is_equal(expected[one], result[other]), self._spend
                )
            return all(map(self.is_equal, expected, result))
        if isinstance(expected, dict):
            if not isinstance(result, dict) or result.keys() != expected.keys():
                return False
            return all(self.is_equal(own, result[name]) for name, own in expected.items())
        return type(expected) is type(result) and bool(expected == result)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise _TooMuch

    def _is_near(self, wanted: float, result: Any) -> bool:
        given = float(result) if isinstance(result, str) and LARGE.fullmatch(result) else _number(result)
        if given is None:
            return False
        off, tolerance = abs(wanted - given), self._how.float_tolerance
        return off <= (RELATIVE if tolerance is None else tolerance) * abs(wanted) or off <= (tolerance or 0)


def _are_paired(count: int, suits: Callable[[int, int], bool], spend: Callable[[int], None]) -> bool:
    """Whether each of so many has a partner of its own among as many others. As numbers may be near to several others,
    partners may change for a newcomer: looked for in widening circles, for lists are too long for recursion. `spend`
    counts what is done beside comparing."""
    partner_of: dict[int, int] = {}  # by the place among the others
    place_of: dict[int, int] = {}
    free = OrderedDict.fromkeys(range(count))  # a dictionary would go over all that was deleted

    def find(newcomer: int) -> bool:
        wanted_by: dict[int, int] = {}

        def take(place: int | None) -> None:
            """The free place goes to who wants it, whose own place becomes free, until the newcomer has one."""
            while place is not None:
                seeker = wanted_by[place]
                before = place_of.get(seeker)
                partner_of[place], place_of[seeker] = seeker, place
                place = before

        for place in free:
            if suits(newcomer, place):
                wanted_by[place] = newcomer
                del free[place]
                take(place)
                return True
        spend(count // 16)
        unseen = dict.fromkeys(range(count))
        seeking = [newcomer]
        for seeker in seeking:
            for place in list(unseen):
                if not suits(seeker, place):
                    continue
                wanted_by[place] = seeker
                if place in free:
                    del free[place]
                    take(place)
                    return True
                del unseen[place]
                seeking.append(partner_of[place])
        return False

    return all(map(find, range(count)))
