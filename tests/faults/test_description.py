"""The API against its own description, by schemathesis: what it says that it takes it takes, what it does not say it
does not answer, and nothing fails. Requests of all kinds, right and wrong, one after the other and after each other."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from codesala.main import create_app
from codesala.settings import Settings
from tests.conftest import StartNode
from tests.faults.rows import RUNS, Record
from tests.support.cluster import python_environment
from tests.support.rest import OPERATORS_KEY

AT_LENGTH_S = 120

# Whoever may not is told 404, as of what does not exist: tests/contract/authorization.md has it all. An export that is
# being made is 503. Rules of paths, of cases, of names that are there once, of what a template may name, and of a
# library's token beside its id are said in words, not by schemas.
SETTINGS = f"""
hooks = "kinds.py"
continue-on-failure = true
cache.enabled = false
auth.openapi.host.bearer = "{OPERATORS_KEY}"
auth.openapi.operator.bearer = "{OPERATORS_KEY}"

[[operations]]
include-path-regex = "^/api/(sessions|libraries)/"
checks.ignored_auth.enabled = false

[[operations]]
include-path-regex = "^/api/(sessions|libraries)/.*/(files|questions|preview|import|rubric|templates)"
checks.ignored_auth.enabled = false
checks.positive_data_acceptance.enabled = false

[[operations]]
include-path = "/api/sessions/{{session_id}}/export"
checks.ignored_auth.enabled = false
checks.not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", 503]
"""
KINDS = """
import schemathesis

schemathesis.serializer.alias("application/zip", "application/octet-stream")


@schemathesis.hook
def map_body(context, body):
    # Names that can all be there, in place of those that the schema lets through.
    if isinstance(body, dict) and context.operation.label == "POST /api/sessions":
        for field, name in (("files", "path"), ("rubric", "name")):
            for place, one in enumerate(body[field] if isinstance(body.get(field), list) else ()):
                if isinstance(one, dict) and isinstance(given := one.get(name), str) and given and "\\0" not in given:
                    one[name] = f"{place}.txt"
    return body
"""


@pytest.mark.slow
async def test_the_api_does_what_its_description_says(
    start_node: StartNode, tmp_path: Path, chance: Random, record_property: Record
) -> None:
    node = await start_node(limits="off", metrics_for="operator", admin_token=OPERATORS_KEY)
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(SETTINGS)
    (tmp_path / "kinds.py").write_text(KINDS)
    seed = chance.randrange(2**32)
    much = ["--max-time", str(AT_LENGTH_S)] if RUNS else ["--phases", "examples,fuzzing", "--max-examples", "3"]
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings)),
        *("run", f"{node.url}/openapi.json", "--seed", str(seed), *much),
    ]

    def run() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=tmp_path, env=python_environment(), capture_output=True, text=True, check=False
        )

    done = await asyncio.to_thread(run)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    operations = sum(len(methods) for methods in create_app(Settings(_env_file=None)).openapi()["paths"].values())
    assert f" Tested: {operations}" in done.stdout, done.stdout
    requests = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert requests is not None, done.stdout
    record_property("description", f"{requests[2]} requests by schemathesis (seed {seed}): as the description says")
