"""The runner's container, checked without Docker: what it may not do, and that a runner works in walls like its own."""

import json
import re
from typing import Any

from tests.house.test_containers import COMPOSE, DOCKERFILE, FINAL_STAGE, STAGES, image_environment
from tests.support.processes import ROOT

RUNNER: dict[str, Any] = COMPOSE["services"]["runner"]
APP: dict[str, Any] = COMPOSE["services"]["app"]
OPTIONS: list[str] = RUNNER["security_opt"]


def seccomp_profile() -> dict[str, Any]:
    path = next(option.split("=")[1] for option in OPTIONS if option.startswith("seccomp="))
    profile: dict[str, Any] = json.loads((ROOT / path).read_text())
    return profile


def test_the_runner_has_no_network_no_rights_and_nothing_to_write_to() -> None:
    assert RUNNER["network_mode"] == "none"
    assert RUNNER["read_only"] is True
    assert RUNNER["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in OPTIONS
    assert not {"ports", "networks", "cap_add", "devices", "privileged", "pid", "ipc", "userns_mode"} & RUNNER.keys()
    assert RUNNER["mem_limit"] == RUNNER["memswap_limit"]
    assert RUNNER["pids_limit"] <= 4096
    assert all("docker.sock" not in str(service) for service in COMPOSE["services"].values())


def test_the_runner_sees_nothing_of_the_app_but_the_sockets_folder() -> None:
    assert RUNNER["volumes"] == ["runner-socket:/run/codesala"]
    assert "runner-socket:/run/codesala" in APP["volumes"]
    assert RUNNER["environment"]["RUNNER_SOCKET"] == APP["environment"]["RUNNER_SOCKET"] == "/run/codesala/runner.sock"
    secrets = re.compile("PASSWORD|TOKEN|DATABASE|REDIS")
    assert not [name for name in RUNNER["environment"] if secrets.search(name)]


def test_the_app_starts_without_a_runner() -> None:
    assert "runner" not in APP["depends_on"]


def test_runner_and_app_are_the_same_user_who_owns_the_sockets_folder() -> None:
    user = r"useradd --system --uid (\d+) .* codesala"
    stages = (STAGES["runner"], FINAL_STAGE)
    assert len({re.findall(user, stage)[0] for stage in stages}) == 1
    for stage in stages:
        assert re.findall(r"^USER (\S+)", stage, re.MULTILINE) == ["codesala"]
        assert re.search(r"mkdir (/data )?/run/codesala\b.* chown codesala (/data )?/run/codesala\b", stage)


def test_the_runners_image_is_the_target_that_compose_names() -> None:
    assert RUNNER["build"]["target"] in STAGES
    stage = STAGES["runner"]
    assert re.findall(r"^CMD (.+)$", stage, re.MULTILINE) == ['["python", "-m", "codesala", "runner"]']
    assert {"bubblewrap", "openjdk-17-jdk-headless"} <= set(stage.split())
    assert image_environment(stage)["RUNNER_SOCKET"] == "/run/codesala/runner.sock"
    assert "jdk" not in FINAL_STAGE, "the web image has nothing to run programs with"
    assert DOCKERFILE.index("AS runner") < DOCKERFILE.rindex("FROM "), "`docker build .` makes the app"


def test_the_profile_permits_what_a_sandbox_is_made_of_and_refuses_what_nobody_needs() -> None:
    profile = seccomp_profile()
    assert profile["defaultAction"] == "SCMP_ACT_ALLOW"
    assert all(rule["action"] == "SCMP_ACT_ERRNO" for rule in profile["syscalls"])
    refused = {name for rule in profile["syscalls"] for name in rule["names"]}
    assert not refused & {"clone", "unshare", "mount", "umount2", "pivot_root", "prlimit64", "seccomp", "prctl"}
    assert refused >= {"bpf", "ptrace", "init_module", "kexec_load", "keyctl", "io_uring_setup", "perf_event_open"}
    unknown = next(rule for rule in profile["syscalls"] if rule["names"] == ["clone3"])
    assert unknown["errnoRet"] == 38, "ENOSYS: the C library then falls back to clone"
