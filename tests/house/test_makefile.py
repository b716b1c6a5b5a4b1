"""The Makefile tells a person on a bare machine what to install, and does nothing twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.processes import ROOT

FINDER = ROOT / "tests/support/find_chromium.sh"
RUNNER_PACKAGES = ROOT / "tests/support/runner_packages.sh"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of what `make` reads, and next to it `bin/` with the programs of a bare machine."""
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "frontend").mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / "frontend" / name, tmp_path / "frontend" / name)
    (tmp_path / "bin").mkdir()
    for name in ("make", "sh", "sed", "cat", "cksum", "head", "find", "sort", "dirname"):
        found = shutil.which(name)
        assert found
        (tmp_path / "bin" / name).symlink_to(found)
    install(tmp_path, "id", "echo 1000")
    return tmp_path


def install(folder: Path, name: str, script: str) -> None:
    program = folder / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def make(folder: Path, target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "bin" / "make", target],
        check=False,
        cwd=folder,
        env={"PATH": str(folder / "bin"), "HOME": str(folder), **variables},
        capture_output=True,
        text=True,
    )


def test_without_python_it_says_which_one_is_needed(bare: Path) -> None:
    done = make(bare, "venv")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt install python3" in done.stderr


def test_an_old_python_is_named_and_refused(bare: Path) -> None:
    install(bare, "python3", '[ "$1" = --version ] && echo Python 3.9.2 && exit 0; exit 1')
    done = make(bare, "venv")
    assert done.returncode != 0
    assert "python3 here is: Python 3.9.2" in done.stderr


def test_debians_python_without_venv_gets_a_one_line_remedy(bare: Path) -> None:
    install(bare, "python3", 'case "$*" in *ensurepip*) exit 1;; esac; exit 0')
    done = make(bare, "venv")
    assert done.returncode != 0
    assert "sudo apt install python3-venv" in done.stderr


def test_without_node_it_says_which_one_is_needed(bare: Path) -> None:
    done = make(bare, "page-packages")
    assert done.returncode != 0
    assert "needs Node 20.19 or newer" in done.stderr


def test_an_old_node_is_named_and_refused(bare: Path) -> None:
    install(bare, "npm", "exit 0")
    install(bare, "node", "echo v18.19.0; exit 1")
    done = make(bare, "page-packages")
    assert done.returncode != 0
    assert "node here is v18.19.0" in done.stderr


def test_packages_are_installed_again_only_when_their_lock_changes(bare: Path) -> None:
    install(bare, "node", '[ "$1" = --version ] && echo v22.0.0; exit 0')
    install(bare, "npm", "echo called >> npm-calls")
    calls = bare / "frontend" / "npm-calls"
    (bare / "frontend" / "node_modules").mkdir()
    assert make(bare, "page-packages").returncode == 0
    assert make(bare, "page-packages").returncode == 0
    assert calls.read_text().count("called") == 1
    os.utime(bare / "frontend" / "package-lock.json")
    assert make(bare, "page-packages").returncode == 0
    assert calls.read_text().count("called") == 1, "a newer file with the same content changes nothing"
    (bare / "frontend" / "package-lock.json").write_text("{}")
    assert make(bare, "page-packages").returncode == 0
    assert calls.read_text().count("called") == 2


def test_the_page_is_built_again_only_when_its_sources_change(bare: Path) -> None:
    install(bare, "node", '[ "$1" = --version ] && echo v22.0.0; exit 0')
    install(bare, "npm", '[ "$1" = run ] && { echo built >> ../builds; echo > dist/index.html; }; exit 0')
    for name in ("node_modules", "dist", "src"):
        (bare / "frontend" / name).mkdir()
    source = bare / "frontend" / "src" / "main.ts"
    source.write_text("// one\n")
    builds = bare / "builds"
    for expected in (1, 1):
        assert make(bare, "page").returncode == 0
        assert builds.read_text().count("built") == expected
    source.write_text("// two\n")
    assert make(bare, "page").returncode == 0
    assert builds.read_text().count("built") == 2


@pytest.mark.parametrize("weak", ["", "uv", "npm"])
def test_an_audit_asks_about_both_lock_files_and_fails_for_either(bare: Path, weak: str) -> None:
    for name in ("uv", "npm"):
        install(bare, name, f'echo {name} "$@"; exit {int(name == weak)}')
    done = make(bare, "audit")
    assert (done.returncode != 0) == (weak != "")
    assert "--require-hashes -r requirements-dev.lock" in done.stdout
    assert "npm audit" in done.stdout


def find_chromium(bare: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(bare / "bin"), "HOME": str(bare), **variables}
    return subprocess.run([FINDER], check=False, env=environment, capture_output=True, text=True)


def test_the_chromium_that_the_environment_names_comes_first(bare: Path) -> None:
    install(bare, "chromium", "exit 0")
    install(bare, "mine", "exit 0")
    mine = str(bare / "bin" / "mine")
    assert find_chromium(bare, CHROMIUM=mine).stdout.strip() == mine
    assert find_chromium(bare).stdout.strip() == str(bare / "bin" / "chromium")
    install(bare, "chromium-headless-shell", "exit 0")
    assert find_chromium(bare).stdout.strip() == str(bare / "bin" / "chromium-headless-shell")


def test_a_chromium_that_cannot_be_run_is_named() -> None:
    done = subprocess.run([FINDER], check=False, env={"CHROMIUM": "/nowhere"}, capture_output=True, text=True)
    assert done.returncode != 0
    assert "CHROMIUM=/nowhere cannot be run" in done.stderr


def runner_packages(bare: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(bare / "bin"), "HOME": str(bare), **variables}
    return subprocess.run([RUNNER_PACKAGES], check=False, env=environment, capture_output=True, text=True)


def test_without_bubblewrap_and_java_the_runner_names_what_to_install(bare: Path) -> None:
    done = runner_packages(bare)
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert "apt install bubblewrap openjdk-17-jdk-headless" in done.stderr
    install(bare, "bwrap", "exit 0")
    assert runner_packages(bare).returncode != 0, "a JDK is missing still"
    install(bare, "javac", "exit 0")
    assert (runner_packages(bare).returncode, runner_packages(bare).stderr) == (0, "")


def test_root_on_debian_gets_the_runners_packages_installed(bare: Path) -> None:
    install(bare, "id", "echo 0")
    install(bare, "apt-get", f'echo "$@" >> {bare}/calls; case "$*" in *openjdk-17*) exit 100;; esac')
    assert runner_packages(bare).returncode == 0
    asked = [line.split()[-1] for line in (bare / "calls").read_text().splitlines() if line.startswith("install")]
    assert asked == ["bubblewrap", "openjdk-17-jdk-headless", "default-jdk-headless"], "a newer system has a newer Java"
    install(bare, "apt-get", "exit 100")
    assert "apt install bubblewrap" in runner_packages(bare).stderr


def test_continuous_integration_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text()
