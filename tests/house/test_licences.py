"""What is brought from others is under licences that somebody has looked at: frontend/licences/allowed.json."""

import json
import re
from importlib.metadata import distribution

import pytest

from tests.house.test_locks import page_packages
from tests.support.processes import ROOT
from tests.support.requirements import python_packages

ALLOWED = set(json.loads((ROOT / "frontend/licences/allowed.json").read_text()))

# What packages say that do not use the short names of SPDX.
SAID_AS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
}


def is_allowed(expression: str) -> bool:
    choices = re.sub(r"[()]", "", expression).split(" OR ")
    return any(set(choice.split(" AND ")) <= ALLOWED for choice in choices)


def test_each_package_of_the_page_is_under_a_licence_of_the_list() -> None:
    said = {name: package.get("license", "") for name, package in page_packages().items() if not package.get("dev")}
    assert len(said) > 50
    assert not {name: licence for name, licence in said.items() if not is_allowed(licence)}


def test_each_package_of_the_server_is_under_a_licence_of_the_list() -> None:
    said = {name: said_by(name) for name in python_packages()}
    assert len(said) > 20
    assert not {name: licence for name, licence in said.items() if not is_allowed(licence)}


@pytest.mark.parametrize("refused", ["GPL-2.0-or-later", "", "MIT AND GPL-3.0-only", "UNLICENSED", "SEE LICENSE IN X"])
def test_other_licences_are_refused(refused: str) -> None:
    assert not is_allowed(refused)


def said_by(name: str) -> str:
    about = distribution(name).metadata
    kinds = [kind.rpartition(" :: ") for kind in about.get_all("Classifier", [])]
    classified = [kind for over, _, kind in kinds if over.startswith("License")]
    named = [*about.get_all("License-Expression", []), *about.get_all("License", [])]
    said = named[0] if named else " OR ".join(classified)
    return SAID_AS.get(said, said)
