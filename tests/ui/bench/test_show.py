"""`agent bench show`, `compare` and `list` as a person meets them."""

import json

import pytest
from click.testing import CliRunner, Result

from agent.evaluation.verdict import Clause, Verdict
from models.reply import Usage
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Episode, Outcome, Plan, StepRow
from tasks.suite import find_suite
from ui.cli import main
from ui.words import clean

NAMES = tuple(find_suite("world").templates)


def agent(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, list(words))


@pytest.fixture
def ledger() -> Ledger:
    return Ledger.open("bench/ledger.sqlite")


def enter(
    ledger: Ledger,
    run: str,
    tasks: int,
    done: int,
    tries: int = 1,
    refused: tuple[str, ...] = (),
    cost: float = 0.0,
) -> None:
    """A run of so many tasks, of which the first few were done each time; the others ran out of steps."""
    episodes = tuple(
        Episode(
            number=tries * task + number,
            task=NAMES[task],
            repetition=number,
            seed=70 + number,
            params={},
            goal="Do it",
        )
        for task in range(tasks)
        for number in range(tries)
    )
    plan = Plan(suite="world", entrant={}, phone={}, limits={}, code="", versions={}, episodes=episodes)
    ledger.begin(run, plan)
    for each in episodes:
        success = each.number < tries * done
        ended = "complete" if success else "truncated"
        clauses = (
            Clause(demand="the run ends complete", ok=success, evidence=f"it ends {ended}", weight=0),
            Clause(demand="it is on", ok=success, evidence="wifi_on is 0"),
        )
        outcome = Outcome(
            episode=each.number,
            attempt=1,
            success=success,
            failure="" if success else "budget",
            status=ended,
            reason="" if success else "not done after 12 steps [bold]",
            verdict=Verdict(clauses=clauses),
            refused=refused,
            usage=Usage(calls=1, cost=cost),
            began_at=1,
            ended_at=2,
        )
        ledger.attempt(run, each.number, "w", "embedded")
        ledger.outcome(run, outcome, final=True)


def test_the_reason_of_a_try_that_was_cut_short_is_told_as_it_is(ledger: Ledger) -> None:
    enter(ledger, "one", tasks=2, done=1)
    assert "it ends truncated: not done after 12 steps [bold]" in agent("bench", "show", "one").stdout


def test_what_the_rules_refused_is_counted_and_listed(ledger: Ledger) -> None:
    enter(ledger, "one", tasks=2, done=1, refused=("shell: svc wifi disable", "push: /sdcard/x.txt"))
    shown = agent("bench", "show", "one").stdout
    assert "refused: 4 calls in 2 tries, which the rules do not allow" in shown
    assert f"{NAMES[0]}: shell: svc wifi disable" in shown
    assert f"{NAMES[1]}: push: /sdcard/x.txt" in shown


def test_each_try_of_a_task_is_told_apart(ledger: Ledger) -> None:
    enter(ledger, "one", tasks=2, done=1, tries=2)
    shown = agent("bench", "show", "one", "--task", NAMES[1]).stdout
    assert "✗ try 1 of 2, seed 70 Do it" in shown
    assert "✗ try 2 of 2, seed 71 Do it" in shown
    assert "truncated (fault: budget): not done after 12 steps" in shown
    assert "✓ try 1 of 2, seed 70" in agent("bench", "show", "one", "--task", NAMES[0]).stdout


def test_what_only_one_run_tried_is_said_to_be_left_out(ledger: Ledger) -> None:
    enter(ledger, "a", tasks=20, done=3)
    enter(ledger, "b", tasks=8, done=5)
    told = agent("bench", "compare", "a", "b").stdout
    assert "too few tasks differ to tell (2, and it takes 6): +25.0%" in told
    assert "only the 8 tries that both made are compared; 12 of A's are left out" in told
    told = json.loads(agent("bench", "compare", "a", "b", "--json").stdout)
    assert (told["count"], told["left_out"], told["differing"]) == (8, [12, 0], 2)


def test_a_run_that_is_none_is_answered_with_what_there_is(ledger: Ledger) -> None:
    for number in range(20):
        enter(ledger, f"20261127-{number:06}-world-gold", tasks=1, done=1)
    told = agent("bench", "show", "nix").stderr
    assert "There are: 20261127-000019-world-gold, " in told
    assert "20261127-000017-world-gold and 17 older ones: agent bench list" in told
    assert (
        "Did you mean 20261127-000007-world-gold?" in agent("bench", "show", "1127-000007-world-gold").stderr
    )


def test_the_tasks_of_a_suite_are_listed_with_the_goals_of_the_usual_seed() -> None:
    result = agent("bench", "list", "--suite", "lab")
    assert result.exit_code == 0
    suite = find_suite("lab")
    lines = result.stdout.splitlines()
    for task in suite.tasks(30):
        line = next(line for line in lines if line.startswith(f"{task.name} "))
        assert task.template.facts.difficulty in line
        assert task.template.facts.tags[0] in line
        assert task.goal.split()[0] in line
    wrong = agent("bench", "list", "--suite", "lb")
    assert (wrong.exit_code, "there is no suite 'lb'" in wrong.stderr) == (2, True)


def test_what_is_no_terminal_has_whole_lines_and_a_program_has_json() -> None:
    lines = (
        CliRunner(env={"COLUMNS": None}).invoke(main, ["bench", "list", "--suite", "lab"]).stdout.splitlines()
    )
    told = json.loads(agent("bench", "list", "--suite", "lab", "--json").stdout)
    tasks = find_suite("lab").tasks(30)
    for line, row, task in zip(lines[1:], told["tasks"], tasks, strict=True):
        assert line.rstrip().endswith(clean(task.goal, 600).strip())
        assert (row["task"], row["goal"]) == (task.name, task.goal)
        assert row["budget"] == task.template.facts.budget


def test_runs_are_listed_for_a_program(ledger: Ledger) -> None:
    enter(ledger, "one", tasks=4, done=3)
    told = json.loads(agent("bench", "list", "--json").stdout)
    assert {"suite": "world", "tasks": 116} in told["suites"]
    assert told["runs"] == [{"run": "one", "suite": "world", "planned": 4, "done": 4, "succeeded": 3}]


def test_every_rate_has_its_interval(ledger: Ledger) -> None:
    enter(ledger, "one", tasks=12, done=6, tries=30)
    told = json.loads(agent("bench", "show", "one", "--json").stdout)
    for name in ("partial", "clean", "false_complete", "false_infeasible"):
        low, high = told[f"{name}_interval"]
        assert 0 <= low <= told[name] <= high <= 1
        low, high = told[f"{name}_bootstrap"]
        assert 0 <= low <= told[name] <= high <= 1
    for name in ("pass_at", "pass_all"):
        for kind in ("interval", "bootstrap"):
            low, high = told[f"{name}_{kind}"]["30"]
            assert low <= told[name]["30"] == 0.5 <= high
    assert told["bootstrap"][0] <= told["success"] <= told["bootstrap"][1]
    shown = agent("bench", "show", "one").stdout
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("of ")] == [
        "2", "3", "5", "10", "20", "30",
    ]  # fmt: skip
    assert "of 30  one succeeds 50.0% (" in shown


def test_the_suites_are_listed_before_anything_was_run() -> None:
    result = agent("bench", "list")
    assert result.exit_code == 0
    assert "infeasible" in result.stdout


def test_three_are_ranked_with_letters_pairs_and_what_to_run_next(ledger: Ledger) -> None:
    for run, done in (("low", 4), ("high", 28), ("mid", 16)):
        enter(ledger, run, tasks=30, done=done, tries=2)
    told = agent("bench", "rank", "low", "high", "mid").stdout
    assert "60 tries that all made" in told
    assert [line.split()[0] for line in told.splitlines()[2:5]] == ["high", "mid", "low"]
    assert "high less mid: +40.0%" in told
    assert "To see 5 points between high and mid at 80% power" in told
    found = json.loads(agent("bench", "rank", "low", "high", "mid", "--points", "20", "--json").stdout)
    assert [each["group"] for each in found["standings"]] == ["a", "b", "c"]
    assert all(pair["p_holm"] >= pair["p"] and pair["is_clear"] for pair in found["pairs"])
    assert found["plan"]["difference"] == 0.2
    assert agent("bench", "rank", "low").exit_code == 2


def test_what_to_run_next_costs_what_the_two_it_is_about_cost(ledger: Ledger) -> None:
    for run, done, cost in (("low", 4, 9.0), ("high", 28, 0.5), ("mid", 16, 1.5)):
        enter(ledger, run, tasks=30, done=done, tries=2, cost=cost)
    plan = json.loads(agent("bench", "rank", "low", "high", "mid", "--points", "90", "--json").stdout)["plan"]
    assert plan["cost"] == pytest.approx((0.5 + 1.5) * plan["tasks"] * plan["seeds"])


def test_a_run_is_tables_for_other_programs(ledger: Ledger) -> None:
    import csv

    from pyarrow import parquet

    import tasks

    enter(ledger, "one", tasks=3, done=2)
    for kind in ("csv", "parquet"):
        assert agent("bench", "export", "one", f"--{kind}").exit_code == 0
    with open("one-tries.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["success"] for row in rows] == ["True", "True", "False"]
    table = parquet.read_table("one-tries.parquet").to_pylist()
    frame = tasks.load("one").tries
    for name in ("task", "seed", "failure", "success"):
        assert [str(row[name]) for row in table] == [row[name] for row in rows]
        assert frame[name].tolist() == [row[name] for row in table]


def test_the_steps_of_a_try_that_went_on_after_a_kill_are_all_in_its_table(ledger: Ledger) -> None:
    import tasks

    enter(ledger, "one", tasks=1, done=1)
    ledger.attempt("one", 0, "w", "embedded")
    for attempt, numbers in ((1, (1, 2)), (2, (3, 4))):
        for number in numbers:
            ledger.step("one", 0, attempt, StepRow(step=number, action="click"))
    (first,) = ledger.outcomes("one").values()
    ledger.outcome("one", first.model_copy(update={"attempt": 2, "steps": 4}), final=True)
    told = tasks.load("one")
    assert told.steps["step"].tolist() == [1, 2, 3, 4]
    assert told.tries["steps"].sum() == len(told.steps)


def test_what_is_read_by_a_program_is_not_filled_up_with_blanks() -> None:
    told = CliRunner().invoke(main, ["bench", "list", "--suite", "infeasible"]).stdout
    lines = told.splitlines()
    assert len(lines) > 28
    assert all(line == line.rstrip() for line in lines)
