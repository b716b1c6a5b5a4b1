"""Output is shortened alike, wherever a program runs: the runner's numbers are the page's."""

import re
from typing import Any

from codesala.runner import meter
from tests.support.processes import ROOT

LIMITS = (ROOT / "frontend/src/runner/limits.ts").read_text()


def in_the_page(name: str) -> meter.Amount:
    found = re.search(rf"\b{name}: {{ lines: ([\d_]+), chars: ([\d_]+) }}", LIMITS)
    assert found, name
    return meter.Amount(*(int(number) for number in found.groups()))


def test_the_runner_shows_as_much_of_a_programs_output_as_the_page() -> None:
    asked: Any = re.search(r"\basked: ([\d_]+)", LIMITS)
    assert tuple(map(in_the_page, ("first", "last", "question"))) == (meter.FIRST, meter.LAST, meter.QUESTION)
    assert int(asked[1]) == meter.ASKED_CHARS
    goes_on: Any = re.search(r'GOES_ON = "(.*)\\n"', LIMITS)
    assert f"{goes_on[1]}\n" == meter.GOES_ON
