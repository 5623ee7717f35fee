"""The workflows of GitHub: not run here, but what they say can be read, and names what there is."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.table import each_row
from ui.cli import main

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@each_row("path", WORKFLOWS)
def test_a_workflow_says_when_where_and_what(path: Path) -> None:
    told: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert told[True], "YAML reads the key `on` as true"
    assert told["permissions"]
    for job in told["jobs"].values():
        assert job["runs-on"]
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])
        assert set(job.get("needs", "").split()) <= set(told["jobs"])


@each_row("path", WORKFLOWS)
def test_the_commands_that_a_workflow_names_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    for command in re.findall(r"^\s*(?:run: )?(?:[\w/]+/)?agent (\w+)", text, re.MULTILINE):
        assert command in main.commands, f"{path.name} names agent {command}"
    for module in re.findall(r"python -m (benchmarks[\w.]*)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()


def test_the_core_is_run_on_three_systems() -> None:
    told = yaml.safe_load((ROOT / ".github" / "workflows" / "systems.yml").read_text("utf-8"))
    names = {name.partition("-")[0] for name in told["jobs"]["core"]["strategy"]["matrix"]["os"]}
    assert names == {"ubuntu", "macos", "windows"}
