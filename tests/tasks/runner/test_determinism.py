"""A seed makes the same tasks in every process; a template that draws otherwise is found out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from device.error import ConfigError
from tasks.runner.determinism import differing, main
from tasks.suite import instance_seed


@pytest.mark.full
def test_a_suite_is_made_alike_twice() -> None:
    assert differing("infeasible", 30, 1) == ()


def test_tasks_by_name_are_made_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["world", "30", "2", "SystemWifiTurnOff"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["SystemWifiTurnOff/0", "SystemWifiTurnOff/1"]
    with pytest.raises(ConfigError, match="the suite world has no task 'Nix'"):
        differing("world", 30, 1, ("Nix",))


def test_the_seed_of_a_try_is_its_own() -> None:
    seeds = {instance_seed(30, name, number) for name in ("A", "B") for number in range(3)}
    assert len(seeds) == 6
    assert instance_seed(30, "SimpleSmsSend", 0) == 493251557


_ROGUE = """
import sys
from tasks.facts import Facts
from tasks import suite
from tasks.task import Template
from tasks.runner import determinism
facts = Facts("Rogue", ("Do {what}",), 1.0, "easy", ("clock",))
rogue = Template(facts, lambda scene, params: (), lambda random: {"what": str(hash("anything"))})
rogues = suite.Suite("rogue", {"Rogue": rogue})
determinism.find_suite = lambda name: rogues
determinism.main(["rogue", "30", "1"])
"""


@pytest.mark.full
def test_what_hangs_on_the_process_differs() -> None:
    """Python's own `hash` of a text is another in every process."""
    root = str(Path(__file__).parents[3])
    said = {
        subprocess.run(
            [sys.executable, "-c", _ROGUE],
            env={"PYTHONPATH": root, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 2
