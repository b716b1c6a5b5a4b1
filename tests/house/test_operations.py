"""What is documented for operators is what a server tells: metrics, rules, dashboard, lines of the log."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.house.sources import files_under
from tests.support.processes import ROOT
from tests.support.rest import serving

PAGE = (ROOT / "docs/operations.md").read_text()
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((ROOT / "docs/operations/alerts.yml").read_text())["groups"]
    for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads((ROOT / "docs/operations/dashboard.json").read_text())
OF_PROMETHEUS = {"up"}


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in RULES)
    yield from (target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"])


def named(expression: str) -> set[str]:
    """The metrics of an expression: what stands before labels, a range, a closing bracket or a comparison."""
    bare = re.sub(r'"[^"]*"|\b(?:by|without) \([^)]*\)|\{[^}]*\}|\[[^\]]*\]', "", expression)
    return set(re.findall(r"\b[a-z][a-z0-9_]*\b(?!\s*\()", bare)) - {"by", "and", "or", "unless"}


@pytest.fixture
async def told(sqlite_url: str, tmp_path: Path) -> dict[str, set[str]]:
    """What /metrics of a server has: metric → the names of its samples."""
    async with serving(sqlite_url, tmp_path) as rest:
        await rest.create()
        answer = await rest.http.get("/metrics")
    return {
        f"{family.name}_total" if family.type == "counter" else family.name: {one.name for one in family.samples}
        for family in text_string_to_metric_families(answer.text)
    }


async def test_every_metric_of_rules_and_dashboard_is_told_by_a_server(told: dict[str, set[str]]) -> None:
    samples = set().union(*told.values()) | OF_PROMETHEUS
    for expression in expressions():
        assert named(expression), expression
        assert named(expression) <= samples, expression


async def test_every_metric_of_ours_is_documented_and_no_other(told: dict[str, set[str]]) -> None:
    documented = set(re.findall(r"^\| `(codesala_\w+)` \|", PAGE, re.MULTILINE))
    ours = {name for name in told if name.startswith("codesala_") and not name.endswith("_created")}
    assert documented == ours


async def test_what_is_documented_is_on_the_dashboard(told: dict[str, set[str]]) -> None:
    shown = set().union(*(named(expression) for expression in expressions()))
    for metric, samples in told.items():
        if metric.startswith("codesala_") and not metric.endswith("_created"):
            assert samples & shown, metric


def test_every_rule_says_how_urgent_it_is_and_what_is_the_matter() -> None:
    assert len({rule["alert"] for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"].endswith((".", "?"))


def test_the_lines_of_the_log_that_are_to_be_searched_for_exist() -> None:
    source = "\n".join((ROOT / name).read_text() for name in files_under("backend/codesala", ".py"))
    sentence = PAGE.partition("Search it for")[2].partition(".\n")[0]
    lines = re.findall(r"`([^`]+)`", sentence)
    assert len(lines) > 4
    assert [line for line in lines if " ".join(line.split()) not in source] == []


def test_the_commands_of_the_page_exist() -> None:
    commands = (ROOT / "backend/codesala/commands.py").read_text()
    named_commands = set(re.findall(r"-m codesala (\w+)", PAGE))
    assert {"backup", "restore", "serve", "verify"} <= named_commands
    assert all(f'"{name}"' in commands for name in named_commands)
