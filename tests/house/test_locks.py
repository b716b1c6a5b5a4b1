"""The lock files pin what they install by content, and say nothing about where it comes from."""

import json
import re
import tomllib
from hashlib import sha256
from typing import Any

import pytest

from tests.support.processes import ROOT

PYTHON_LOCKS = ("requirements.lock", "requirements-dev.lock")
PEER_LOCK = "benchmarks/servers/pycrdt-websocket/requirements.lock"
PAGE_LOCK = "frontend/package-lock.json"


def requirements(lock: str) -> dict[str, list[str]]:
    """Name as it is written, with version → its hashes."""
    joined = re.sub(r"\\\n", " ", (ROOT / lock).read_text())
    lines = [line.split("#")[0].strip() for line in joined.splitlines()]
    return {line.split()[0]: re.findall(r"--hash=(\S+)", line) for line in lines if line}


def page_packages() -> dict[str, dict[str, Any]]:
    packages: dict[str, dict[str, Any]] = json.loads((ROOT / PAGE_LOCK).read_text())["packages"]
    return {name: package for name, package in packages.items() if name}


@pytest.mark.parametrize("lock", [*PYTHON_LOCKS, PEER_LOCK, PAGE_LOCK])
def test_a_lock_file_names_no_address_and_no_path_of_a_machine(lock: str) -> None:
    text = (ROOT / lock).read_text()
    if lock == PAGE_LOCK:  # npm copies there where its authors ask for money
        text = re.sub(r'"funding": (?:\{[^}]*\}|\[[^\]]*\]|"[^"]*")', "", text)
    found = re.findall(r"\w+://\S+|index-url|find-links|\bregistry\.\w+|/home/\S+|/tmp/\S+|/opt/\S+", text)
    assert not found


@pytest.mark.parametrize("lock", [*PYTHON_LOCKS, PEER_LOCK])
def test_every_python_requirement_is_pinned_and_hashed(lock: str) -> None:
    found = requirements(lock)
    assert len(found) > (10 if lock == PEER_LOCK else 20)
    for requirement, hashes in found.items():
        assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.+!]+", requirement), requirement
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


def test_what_runs_is_what_was_tested() -> None:
    run, dev = (requirements(lock) for lock in PYTHON_LOCKS)
    assert run.keys() <= dev.keys(), "make lock"
    assert all(set(dev[requirement]) == set(hashes) for requirement, hashes in run.items())


@pytest.mark.parametrize(("lock", "extras"), [("requirements.lock", []), ("requirements-dev.lock", ["dev"])])
def test_everything_that_pyproject_asks_for_is_locked(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(name for extra in extras for name in project["optional-dependencies"][extra])]
    locked = {normalised(requirement.split("==")[0]) for requirement in requirements(lock)}
    assert {normalised(re.split(r"[\[<>=~!; ]", wish)[0]) for wish in wanted} <= locked, "make lock"


def test_every_page_package_is_pinned_by_content() -> None:
    packages = page_packages()
    assert len(packages) > 50
    for name, package in packages.items():
        assert package.get("link") or package.get("inBundle") or package.get("integrity"), f"{name} has no integrity"
        assert "resolved" not in package, name


def test_the_page_packages_are_those_that_package_json_asks_for() -> None:
    asked = json.loads((ROOT / "frontend/package.json").read_text())
    root = json.loads((ROOT / PAGE_LOCK).read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert root.get(kind, {}) == asked.get(kind, {}), "npm install in frontend/"


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_wheels_for_the_browser_are_those_that_were_published() -> None:
    wheels = [*(ROOT / "frontend/vendor").glob("*.whl")]
    assert wheels
    for wheel in wheels:
        name, version = wheel.name.split("-")[:2]
        published = requirements("requirements-dev.lock")[f"{name}=={version}"]
        assert f"sha256:{sha256(wheel.read_bytes()).hexdigest()}" in published, wheel.name
