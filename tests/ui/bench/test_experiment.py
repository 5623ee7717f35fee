"""An experiment from its file to its table, with the page that tells how far it is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.statistics.interval import clustered
from tests.table import each_row
from ui.bench.experiment import Progress, RunState
from ui.bench.experimentfile import Contender, Experiment, entries, read_experiment
from ui.bench.livepage import LivePage
from ui.cli import main

SMALL = """
name = "small"
suites = ["world"]
tasks = ["SystemBluetoothTurnOn", "SystemWifiTurnOff"]
seeds = 2
workers = 2
agents = ["noop", {name = "careful", agent = "gold"}]
"""


def agent(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, list(words))


def test_one_command_tries_ranks_and_tells_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL, "utf-8")
    first = agent("bench", "experiment", str(file), "--json")
    assert first.exit_code == 0, first.stderr
    told = json.loads(first.stdout)
    assert (told["planned"], told["done"], told["cost"]) == (8, 8, 0.0)
    names = [each["run"] for each in told["suites"]["world"]["standings"]]
    assert names == ["small-world-careful", "small-world-noop"]
    page = Path(told["page"]).read_text("utf-8")
    assert "8 of 8 tries, finished" in page
    assert "careful less noop" in page
    assert "2 agents, 2 tasks of world, 2 seeds from 30, on phones inside, by adb." in page
    assert 'careful <span class="made">gold</span>' in page
    assert 'http-equiv="refresh"' not in page
    ledger = Ledger.open("bench/ledger.sqlite")
    before = [ledger.attempts(name) for name in names]
    assert agent("bench", "experiment", str(file)).exit_code == 0
    assert [ledger.attempts(name) for name in names] == before
    assert "since it went on from 8 tries" in Path(told["page"]).read_text("utf-8")
    with ledger.held("small", "experiment"):
        held = agent("bench", "experiment", str(file))
    assert held.exit_code == 2
    assert "the experiment small is being carried out by" in held.stderr
    ledger.close()
    file.write_text(SMALL.replace("seeds = 2", "seeds = 3"), "utf-8")
    assert "can't be gone on with" in agent("bench", "experiment", str(file)).stderr
    assert "8 of 8 tries, finished" in Path(told["page"]).read_text("utf-8")


def test_the_page_tells_a_rate_with_its_interval_while_the_run_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL, "utf-8")
    read = read_experiment(file)
    runs = [RunState(each) for each in entries(read)]
    runs[0].is_running, runs[0].planned, runs[0].done, runs[0].succeeded = True, 40, 20, 5
    runs[0].share = clustered({str(number): [number < 5] for number in range(20)})
    page = LivePage(tmp_path / "page.html").html(Progress(read, runs, began_at=0.0))
    assert "running" in page
    assert "25.0%</td>" in page
    assert f"{100 * runs[0].share.low:.1f}% to {100 * runs[0].share.high:.1f}%" in page


def test_one_that_cannot_begin_leaves_no_page(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL.replace("SystemWifiTurnOff", "SystemWifiOff"), "utf-8")
    result = agent("bench", "experiment", str(file))
    assert (result.exit_code, "has no task 'SystemWifiOff'" in result.stderr) == (2, True)
    assert "how far it is" not in result.stderr
    assert not Path("bench/small.html").exists()


def test_agents_times_suites_are_its_runs(tmp_path: Path) -> None:
    file = tmp_path / "e.toml"
    file.write_text('name = "e"\nsuites = ["world", "mine:SUITE"]\nagents = ["gold", "noop"]\n', "utf-8")
    assert [each.run for each in entries(read_experiment(file))] == [
        "e-world-gold", "e-world-noop", "e-mine-SUITE-gold", "e-mine-SUITE-noop",
    ]  # fmt: skip


RIGHT = ('name = "x"', 'suites = ["world"]', 'agents = ["gold"]')


@each_row(
    ("text", "said"),
    [
        ("name = ", "cannot be read"),
        ('name = "../x"', "name is '../x'; it is to be a word of"),
        ("suites = []", "suites is .*; it is to be a list of names.*`agent bench list` has them"),
        ("suites = 3", "suites is 3; it is to be a list of names"),
        ('agents = ["gold", "gold"]', "two agents have one name"),
        ('agents = "gold"', "agents is 'gold'; it is to be a list, each entry \"gold\""),
        ('agents = [{name = "a", model = 3}]', "model of agent 1 is 3; it is to be a model"),
        ('agents = [{agent = "gold"}]', "name of agent 1 is missing; it is to be a word"),
        ('agents = [{name = "a", modle = "x"}]', "modle of agent 1 is no key. Did you mean model"),
        ("tasks = 60", "tasks is 60; it is to be a list of names: `agent bench list --suite NAME` has them"),
        ("seeds = 0", "seeds is 0; it is to be how often each task is drawn, a whole number from 1"),
        ('way = "usb"', 'way is \'usb\'; it is to be "adb" or "memory"'),
        ("points = 100", "points is 100; it is to be the difference to plan for"),
        ("sedes = 3", "sedes is no key. Did you mean seed"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(text: str, said: str) -> None:
    file = Path("e.toml")
    given = {line.partition(" ")[0] for line in text.splitlines()}
    rest = [line for line in RIGHT if line.partition(" ")[0] not in given]
    file.write_text("\n".join([*rest, text]), "utf-8")
    with pytest.raises(ConfigError, match=said):
        read_experiment(file)


def test_each_key_tells_what_it_is_to_be() -> None:
    fields = {**Experiment.model_fields, **Contender.model_fields}
    assert not [name for name, field in fields.items() if not field.description]
