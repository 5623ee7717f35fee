"""`agent bench resume`: what broke down is tried again when asked for, and what changed since is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, Plan
from tasks.runner.plan import make_plan
from tasks.runner.run import begin, check_same
from tasks.runner.spec import RunSpec
from tests.tasks.spec import spec_in
from ui.cli import main

NAMES = ("SystemWifiTurnOff", "SystemBluetoothTurnOn")
LEDGER = "bench/ledger.sqlite"


def agent(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, list(words))


@pytest.fixture
def spec() -> RunSpec:
    """A run of two tasks, as `bench run` begins it."""
    return spec_in(Path("bench").absolute(), ledger=LEDGER, tasks=NAMES)


def test_what_broke_down_for_good_is_tried_again_and_counts_once(spec: RunSpec) -> None:
    ledger = Ledger.open(LEDGER)
    begin(spec, ledger)
    attempt = ledger.attempt("one", 0, "w", "embedded")
    broken = Outcome(
        episode=0, attempt=attempt, failure="harness", reason="it was hung", began_at=1, ended_at=2
    )
    ledger.outcome("one", broken, final=True)

    first = agent("bench", "resume", "one")
    assert first.exit_code == 0
    assert "1 of 2 succeeded" in first.stdout
    assert "agent bench resume one --again-broken" in first.stderr

    second = agent("bench", "resume", "one", "--again-broken", "--json")
    assert second.exit_code == 0
    told = json.loads(second.stdout.splitlines()[-1])
    assert (told["planned"], told["done"], told["succeeded"], told["crashed"]) == (2, 2, 2, 0)
    assert ledger.breakdowns("one") == (broken,)  # nothing is taken out of the ledger
    assert "2 of 2 succeeded" in agent("bench", "show", "one").stdout
    assert agent("bench", "compare", "one", "one", "--json").stdout.count('"count": 2') == 1

    assert agent("bench", "export", "one").exit_code == 0
    verified = agent("bench", "verify", "one.zip")
    assert (verified.exit_code, "2 of 2 succeeded" in verified.stdout) == (0, True)
    assert agent("bench", "report", "one").exit_code == 0
    assert "it was hung" in Path("bench/one/report.html").read_text("utf-8")


def test_a_run_of_other_versions_is_refused_with_what_changed(spec: RunSpec) -> None:
    """As one that was begun before a run knew of them."""
    plan = make_plan(spec)
    versions = {name: told for name, told in plan.versions.items() if name != "rapidocr"} | {"numpy": "1.0"}
    ledger = Ledger.open(LEDGER)
    before: Plan = plan.model_copy(update={"versions": versions})
    ledger.begin("one", before)
    Path("bench/one").mkdir(parents=True)
    Path("bench/one/start.json").write_text(spec.model_dump_json(), "utf-8")
    result = agent("bench", "resume", "one")
    assert result.exit_code == 2
    assert "since it began there have changed: versions (numpy 1.0 and " in result.stderr
    assert f"rapidocr not told and {plan.versions['rapidocr']}" in result.stderr


def test_a_run_of_other_code_is_refused_with_the_files_that_changed(spec: RunSpec) -> None:
    ledger = Ledger.open(LEDGER)
    plan = begin(spec, ledger)
    told = Path("bench/one/code.json")
    files: dict[str, str] = json.loads(told.read_text("utf-8"))
    assert "tasks/runner/plan.py" in files
    told.write_text(json.dumps(files | {"tasks/runner/plan.py": "other", "gone.py": "x"}), "utf-8")
    before: Plan = plan.model_copy(update={"code": "other", "episodes": ()})
    with pytest.raises(ConfigError) as caught:
        check_same(spec, before)
    assert "there have changed: Tapwright's own code (gone.py, tasks/runner/plan.py), the tasks, or" in str(
        caught.value
    )
    told.unlink()
    with pytest.raises(ConfigError, match=r"have changed: Tapwright's own code, the tasks"):
        check_same(spec, before)
