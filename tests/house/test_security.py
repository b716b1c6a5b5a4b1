"""SECURITY.md names tests that there are, one at least for each attack."""

import re

from tests.house.sources import own_files
from tests.house.test_docs import rows
from tests.support.processes import ROOT

PAGE = (ROOT / "SECURITY.md").read_text()


def test_each_attack_of_the_security_page_has_a_test_of_that_name() -> None:
    tests = set()
    for name in own_files():
        if name.parts[0] == "tests" and name.name.endswith((".py", ".spec.ts")):
            named_so = r"^(?:async )?def (test_\w+)" if name.suffix == ".py" else r'^test\("([^"]+)"'
            tests |= set(re.findall(named_so, (ROOT / name).read_text(), re.MULTILINE))
    attacks = rows(PAGE, "attack")
    assert attacks
    for attack, _, named in attacks:
        names = re.findall(r"`([^`]+)`", named)
        assert names, attack
        assert set(names) <= tests, attack
