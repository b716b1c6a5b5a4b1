"""Dockerfile and docker-compose.yml, checked without Docker: what is copied exists, what is set is a setting, and the
image's files, laid out by hand, serve."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import yaml

from codesala.settings import Settings
from tests.house.sources import own_files
from tests.support.cluster import python_environment
from tests.support.processes import ROOT, Child, free_port
from tests.support.waiting import wait_until

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text())
STAGES = {stage.split(" AS ")[1].split()[0]: stage for stage in DOCKERFILE.split("FROM ") if " AS " in stage}
FINAL_STAGE = DOCKERFILE[DOCKERFILE.rindex("FROM ") :]
SETTINGS = {name.upper() for name in Settings.model_fields}

# What the image sets for Python itself.
PYTHON_VARIABLES = {"PATH", "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def copied(dockerfile: str) -> list[tuple[list[str], str]]:
    """(sources, target) of each COPY from the build's context."""
    found = []
    for line in dockerfile.splitlines():
        if line.startswith("COPY ") and "--from=" not in line:
            *sources, target = line.split()[1:]
            found.append((sources, target))
    return found


def image_environment(stage: str = FINAL_STAGE) -> dict[str, str]:
    found = re.findall(r"^ENV (.+)$", stage, re.MULTILINE)
    return dict(part.split("=", 1) for line in found for part in line.split())


def command() -> list[str]:
    words: list[str] = json.loads(re.findall(r"^CMD (\[.+\])$", FINAL_STAGE, re.MULTILINE)[-1])
    return words


def test_everything_that_the_image_copies_is_committed_and_sent_to_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    admitted = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    for sources, _ in copied(DOCKERFILE):
        for source in sources:
            assert any(name.is_relative_to(source.rstrip("/")) for name in own_files()), f"{source} is not committed"
            assert Path(source).parts[0] in admitted, f".dockerignore keeps {source} from the builder"


def test_every_variable_of_the_image_is_a_setting() -> None:
    assert image_environment().keys() <= SETTINGS | PYTHON_VARIABLES
    assert image_environment(STAGES["runner"]).keys() <= SETTINGS | PYTHON_VARIABLES


def test_the_image_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (\S+)", FINAL_STAGE, re.MULTILINE) == ["codesala"]


def test_the_files_of_the_image_serve_the_page(tmp_path: Path) -> None:
    app = tmp_path / "app"
    for sources, target in copied(FINAL_STAGE):
        for source in sources:
            place = app / target if source.endswith("/") else app / target / source
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, place)
    shutil.copytree(ROOT / "frontend" / "dist", app / "frontend" / "dist")

    port = free_port()
    inside = {name: value.replace("/app", str(app)) for name, value in image_environment().items() if name != "PATH"}
    inside |= {"DATA_DIR": str(tmp_path / "data"), "HOST": "127.0.0.1", "PORT": str(port)}
    server = Child("the image's command", tmp_path / "log")
    words = command()
    assert words[0] == "python"
    try:
        server.start([sys.executable, *words[1:]], env=python_environment() | inside)
        _wait_for_health(server, port)
        page = httpx2.get(f"http://127.0.0.1:{port}/", trust_env=False)
        assert page.status_code == 200
        assert "<html" in page.text

        check = json.loads(re.findall(r"HEALTHCHECK .*? CMD (\[.+\])$", FINAL_STAGE, re.MULTILINE)[0])
        healthy = subprocess.run(
            [sys.executable, *check[1:]], check=False, env={"PORT": str(port)}, capture_output=True
        )
        assert healthy.returncode == 0, healthy.stderr
        server.stop()
        sick = subprocess.run([sys.executable, *check[1:]], check=False, env={"PORT": str(port)}, capture_output=True)
        assert sick.returncode != 0
    finally:
        server.kill()


def _wait_for_health(server: Child, port: int) -> None:
    def healthy() -> bool:
        if not server.is_running:
            return True
        try:
            return httpx2.get(f"http://127.0.0.1:{port}/health", trust_env=False).status_code == 200
        except httpx2.TransportError:
            return False

    wait_until(healthy, 40, lambda: f"healthy:\n{server.text[-3000:]}")
    assert server.is_running, server.text[-3000:]


def test_compose_reads_the_file_without_complaint() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


def test_every_variable_that_compose_sets_for_our_services_is_a_setting() -> None:
    for service in ("app", "runner"):
        assert COMPOSE["services"][service]["environment"].keys() <= SETTINGS


def test_compose_has_no_secret_of_its_own() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for value in re.findall(r"^ *\w*(?:PASSWORD|TOKEN): *(\S+)", text, re.MULTILINE):
        assert value.startswith("${"), value
    assert "${POSTGRES_PASSWORD:-" not in text, "a default password is everybody's password"
    assert text.count("${POSTGRES_PASSWORD:?") == text.count("${POSTGRES_PASSWORD"), "it stops with a message"


def test_every_service_that_compose_refers_to_exists() -> None:
    services = COMPOSE["services"]
    app = services["app"]
    assert app["depends_on"].keys() <= services.keys()
    for service in ("postgres", "redis"):
        assert services[service]["healthcheck"], "depends_on waits for it"
        assert "ports" not in services[service], f"{service} is for the app alone"
    assert all(port.startswith("127.0.0.1:") for port in app["ports"]), "in the clear, so for the proxy alone"
    assert re.search(r"@postgres:5432/", app["environment"]["DATABASE_URL"])
    assert app["environment"]["REDIS_URL"].startswith("redis://redis:")
    named = {mount.split(":")[0] for service in services.values() for mount in service.get("volumes", [])}
    assert named == COMPOSE["volumes"].keys()
    assert all(service["restart"] == "unless-stopped" for service in services.values())


def test_the_settings_accept_what_compose_sets() -> None:
    def filled(value: str) -> str:
        return re.sub(r"\$\{\w+(?::([-?])([^}]*))?\}", lambda m: m[2] if m[1] == "-" else "secret", value)

    given = COMPOSE["services"]["app"]["environment"]
    Settings.model_validate({name.lower(): filled(value) for name, value in given.items()})
