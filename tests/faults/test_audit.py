"""The checker finds what it is there for, and nothing else."""

import random

import pytest

from tests.faults.audit import Findings, audit, falsely_saved
from tests.faults.typist import Act, Typist


@pytest.fixture
def ana() -> Typist:
    """She typed <0> to <3>, of which <0> and <1> are saved, and deleted <1>, saved, and <3>, not saved."""
    ana = Typist(0, ["ws://nowhere"], "token", random.Random(1))
    ana.acts = [Act(f"<{number}>", False, ana, at_s=number) for number in range(4)]
    ana.acts += [Act("<1>", True, ana, at_s=4), Act("<3>", True, ana, at_s=5)]
    for saved in (0, 1, 4):
        ana.acts[saved].saved_at_s = 10
    return ana


def test_of_somebody_who_is_here_everything_must_be_right(ana: Typist) -> None:
    assert not audit("<0><2>", [ana])
    assert audit("<2>", [ana]) == Findings(lost_though_saved=1)
    assert audit("<0>", [ana]) == Findings(lost=1)
    assert audit("<0><2><0>", [ana]) == Findings(doubled=1)
    assert audit("<0><1><2><3>", [ana]) == Findings(back=2)
    assert audit("<0><2>x", [ana]) == Findings(torn=1)
    assert audit("<0><2><stranger>", [ana]) == Findings(torn=1)


def test_of_somebody_who_is_gone_what_was_saved_must_be_right(ana: Typist) -> None:
    ana.is_gone = True
    for allowed in ("<0>", "<0><2>", "<0><2><3>", "<0><2", "<3<0>"):
        assert not audit(allowed, [ana]), allowed
    assert audit("", [ana]) == Findings(lost_though_saved=1)
    assert audit("<0><1>", [ana]) == Findings(back=1)
    assert audit("<0><9", [ana]) == Findings(torn=1)


def test_what_is_called_saved_while_nothing_can_be_is_found(ana: Typist) -> None:
    assert falsely_saved([ana], from_s=0.5, until_s=11) == 2
    assert falsely_saved([ana], from_s=0.5, until_s=9) == 0
    assert falsely_saved([ana], from_s=6, until_s=11) == 0
