"""render.yaml: every key is one that Render knows, every reference exists, and its commands build and serve."""

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from codesala.settings import Settings
from tests.house.sources import own_files
from tests.support.processes import ROOT, Child, free_port
from tests.support.waiting import WITHIN_S, eventually, patient

BLUEPRINT: dict[str, Any] = yaml.safe_load((ROOT / "render.yaml").read_text())

# Those of Render's Blueprint reference that we use.
WEB_KEYS = {"type", "name", "runtime", "plan", "region", "buildCommand", "startCommand", "preDeployCommand"}
WEB_KEYS |= {"healthCheckPath", "maxShutdownDelaySeconds", "numInstances", "envVars", "autoDeployTrigger"}
KEYVALUE_KEYS = {"type", "name", "plan", "region", "maxmemoryPolicy", "ipAllowList"}
DATABASE_KEYS = {"name", "databaseName", "user", "plan", "region", "ipAllowList", "postgresMajorVersion"}
SOURCES = {"value", "generateValue", "sync", "fromDatabase", "fromService"}

WEB: dict[str, Any] = next(service for service in BLUEPRINT["services"] if service["type"] == "web")
STORE: dict[str, Any] = next(service for service in BLUEPRINT["services"] if service["type"] == "keyvalue")


def test_every_key_is_one_that_render_knows() -> None:
    assert BLUEPRINT.keys() <= {"services", "databases", "previews"}
    assert WEB.keys() <= WEB_KEYS
    assert STORE.keys() <= KEYVALUE_KEYS
    for database in BLUEPRINT["databases"]:
        assert database.keys() <= DATABASE_KEYS
    assert len(BLUEPRINT["services"]) == 2
    assert 1 <= WEB["maxShutdownDelaySeconds"] <= 300


def test_only_the_web_service_is_reachable_from_outside() -> None:
    assert STORE["ipAllowList"] == []
    assert all(database["ipAllowList"] == [] for database in BLUEPRINT["databases"])


def test_the_broker_refuses_instead_of_forgetting() -> None:
    assert STORE["maxmemoryPolicy"] == "noeviction"


def test_every_environment_variable_is_a_setting_with_one_source() -> None:
    known = {name.upper() for name in Settings.model_fields}
    keys = [variable["key"] for variable in WEB["envVars"]]
    assert set(keys) <= known
    assert len(keys) == len(set(keys))
    for variable in WEB["envVars"]:
        assert len(variable.keys() & SOURCES) == 1, variable
        assert variable.keys() <= SOURCES | {"key"}, variable
        if "value" in variable:
            assert isinstance(variable["value"], str), f"{variable['key']}: Render wants texts"
            assert "TOKEN" not in variable["key"], "secrets are generated"


def test_every_reference_exists() -> None:
    databases = {database["name"] for database in BLUEPRINT["databases"]}
    stores = {(service["type"], service["name"]) for service in BLUEPRINT["services"]}
    for variable in WEB["envVars"]:
        if reference := variable.get("fromDatabase"):
            assert reference["name"] in databases
            assert reference["property"] == "connectionString"
        if reference := variable.get("fromService"):
            assert (reference["type"], reference["name"]) in stores
            assert reference["property"] == "connectionString"


def test_the_settings_accept_the_values() -> None:
    values = {variable["key"].lower(): variable["value"] for variable in WEB["envVars"] if "value" in variable}
    Settings.model_validate({**values, "database_url": "postgres://u:p@h/d", "redis_url": "redis://h:6379"})


PYTHON_PART, PAGE_PART = WEB["buildCommand"].split(" && cd frontend && ")


def test_the_page_is_built_by_the_commands_that_every_run_from_an_empty_clone_gives() -> None:
    recipes = (ROOT / "Makefile").read_text()
    install, build = PAGE_PART.split(" && ")
    assert f"(cd frontend && {install} " in recipes
    assert f"(cd frontend && {build.replace('npm run', 'npm run --silent')})" in recipes


@pytest.mark.slow
async def test_what_the_lock_file_installs_serves_the_built_page_and_the_api_by_the_start_command(
    tmp_path: Path, empty_postgres_url: str, redis_url: str
) -> None:
    copy = tmp_path / "project"
    for name in own_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    (copy / "frontend" / "dist").symlink_to(ROOT / "frontend" / "dist")
    environment = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "npm_config_", "SSL"))}
    environment |= {"HOME": os.environ.get("HOME", str(tmp_path)), "LANG": "C.UTF-8"}
    environment["PATH"] = f"{tmp_path}/venv/bin:{os.environ['PATH']}"
    environment["PIP_NO_COMPILE"] = "1"  # of forty packages a server imports ten: each is compiled when it is

    build = Child("the Python part of Render's build command", tmp_path / "build.log")
    serve = Child("Render's start command", tmp_path / "serve.log")
    try:
        # Render runs both in the project's folder, with a virtual environment of its own that is active.
        build.start(
            ["bash", "-ec", f"{sys.executable} -m venv {tmp_path}/venv && cd {copy} && {PYTHON_PART}"],
            env=environment,
        )
        await eventually(lambda: not build.is_running, 300, lambda: f"built:\n{build.text[-3000:]}")
        assert build.exit_code == 0, build.text[-3000:]

        port = free_port()
        environment |= {variable["key"]: variable["value"] for variable in WEB["envVars"] if "value" in variable}
        environment |= {
            "PORT": str(port),
            "RENDER_EXTERNAL_URL": "https://codesala.example",
            "ADMIN_TOKEN": "of-the-test-and-long-enough",
            "DATABASE_URL": re.sub(r"^postgresql", "postgres", empty_postgres_url),
            "REDIS_URL": redis_url,
        }
        serve.start(["bash", "-c", f"cd {copy} && {WEB['startCommand']}"], env=environment)
        url = f"http://127.0.0.1:{port}"
        async with httpx2.AsyncClient(base_url=url, timeout=patient(WITHIN_S), trust_env=False) as http:

            async def healthy() -> bool:
                if not serve.is_running:
                    return True
                try:
                    return (await http.get(WEB["healthCheckPath"])).status_code == 200
                except httpx2.TransportError:
                    return False

            await eventually(healthy, what=lambda: f"healthy:\n{serve.text[-3000:]}")
            assert serve.is_running, serve.text[-3000:]
            created = await http.post("/api/sessions", json={"language": "python"})
            assert created.status_code == 201, created.text
            assert created.json()["share_url"].startswith("https://codesala.example/")
            page = await http.get("/")
            assert page.status_code == 200
            assert "<html" in page.text
        code = serve.stop(within_s=WEB["maxShutdownDelaySeconds"])
        assert code in (0, -15), serve.text[-3000:]
    finally:
        build.kill()
        serve.kill()
