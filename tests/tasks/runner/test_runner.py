"""What breaks down is tried again by whose fault it was; what the agent does wrong stands."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.error import ConfigError, DeviceError
from models.error import ModelUnavailable
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Failure, Outcome
from tasks.runner.message import AttemptRequest, WorkerBroken
from tasks.runner.runner import RunLimits, Runner, RunProgress
from tests.tasks.ledger.test_ledger import PLAN
from tests.tasks.runner.inline import InlineExecutor, Stillborn, Work


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(str(tmp_path / "ledger.sqlite"))
    opened.begin("one", PLAN)
    yield opened
    opened.close()


class Workers:
    """Enter outcomes as real workers do; each task fails as it is told, attempt by attempt."""

    def __init__(
        self, ledger: Ledger, failures: dict[int, list[Failure | str]], late_cost: float = 0.0
    ) -> None:
        self._ledger = ledger
        self._late_cost = late_cost
        self._failures = failures
        self.attempts: Counter[int] = Counter()

    def __call__(self, worker: str, request: AttemptRequest) -> Outcome | str:
        number = request.episode.number
        attempt = self._ledger.attempt("one", number, worker, worker)
        self.attempts[number] += 1
        failures = self._failures.get(number, [])
        failure = failures[min(attempt, len(failures)) - 1] if failures else ""
        if failure == "lost":
            return "the worker's process ended"
        outcome = Outcome(
            episode=number, attempt=attempt, success=not failure, failure=failure, late_cost=self._late_cost,
            began_at=1, ended_at=2,
        )  # fmt: skip # type: ignore[arg-type]
        self._ledger.outcome("one", outcome, final=request.last or not outcome.is_crash)
        return outcome


def go(
    ledger: Ledger, work: Work, names: tuple[str, ...] = ("a",), limits: RunLimits | None = None
) -> Runner:
    told: list[RunProgress] = []
    runner = Runner(
        "one", PLAN, ledger, InlineExecutor(list(names), work), limits or RunLimits(), told.append
    )
    runner.go()
    return runner


@pytest.mark.parametrize(
    ("failure", "attempts"),
    [("agent", 1), ("budget", 1), ("model", 3), ("device", 3), ("verifier", 2), ("harness", 3)],
)
def test_each_failure_has_its_own_rule(ledger: Ledger, failure: Failure, attempts: int) -> None:
    workers = Workers(ledger, {1: [failure]})
    go(ledger, workers, limits=RunLimits(strikes=99))
    assert workers.attempts == {0: 1, 1: attempts, 2: 1}
    outcomes = ledger.outcomes("one")
    assert [outcomes[number].success for number in range(3)] == [True, False, True]
    assert outcomes[1].failure == failure


def test_a_model_that_fails_try_after_try_stops_the_run_which_then_goes_on(ledger: Ledger) -> None:
    workers = Workers(ledger, {number: ["model", "model", ""] for number in range(3)})
    with pytest.raises(ModelUnavailable, match="5 tries in a row broke down by the model") as told:
        go(ledger, workers)
    assert "Mend that, then: agent bench resume one" in str(told.value)
    assert ledger.outcomes("one") == {}
    go(ledger, workers)
    assert all(outcome.success for outcome in ledger.outcomes("one").values())
    assert workers.attempts == {0: 3, 1: 3, 2: 3}


def test_a_model_that_fails_now_and_then_stops_nothing(ledger: Ledger) -> None:
    workers = Workers(ledger, {0: ["model", "model", ""], 1: [""], 2: ["model", "model", ""]})
    go(ledger, workers)
    assert len(ledger.outcomes("one")) == 3


def test_what_broke_down_once_may_still_succeed(ledger: Ledger) -> None:
    go(ledger, Workers(ledger, {1: ["device", "model", ""]}))
    assert ledger.outcomes("one")[1].success
    assert [each.failure for each in ledger.breakdowns("one")] == ["device", "model"]


def test_why_tries_break_down_is_told_at_once_and_once(ledger: Ledger) -> None:
    def work(worker: str, request: AttemptRequest) -> Outcome:
        outcome = Workers(ledger, {0: ["agent"], 1: ["model"], 2: ["model"]})(worker, request)
        assert isinstance(outcome, Outcome)
        return outcome.model_copy(
            update={"reason": "nobody answers" if outcome.failure == "model" else "lost"}
        )

    told: list[RunProgress] = []
    Runner("one", PLAN, ledger, InlineExecutor(["a"], work), RunLimits(silences=99), told.append).go()
    assert [each.remark for each in told if each.remark] == ["model: nobody answers"]


def test_a_lost_worker_costs_an_attempt_and_no_more(ledger: Ledger) -> None:
    go(ledger, Workers(ledger, {0: ["lost", ""], 2: ["lost"]}))
    outcomes = ledger.outcomes("one")
    assert outcomes[0].success
    assert (outcomes[2].failure, outcomes[2].is_crash) == ("harness", True)


def test_what_is_done_is_not_done_again(ledger: Ledger) -> None:
    first = Workers(ledger, {})
    go(ledger, first)
    second = Workers(ledger, {})
    go(ledger, second)
    assert (sum(first.attempts.values()), sum(second.attempts.values())) == (3, 0)


def again(ledger: Ledger, work: Work, limits: RunLimits | None = None) -> dict[int, Outcome]:
    runner = Runner(
        "one", PLAN, ledger, InlineExecutor(["a"], work), limits or RunLimits(strikes=99), again=True
    )
    return runner.go()


def test_what_broke_down_for_good_is_tried_again_when_asked_for(ledger: Ledger) -> None:
    go(ledger, Workers(ledger, {0: ["agent"], 1: ["device"], 2: ["verifier"]}), limits=RunLimits(strikes=99))
    workers = Workers(ledger, {0: [""], 1: ["device"] * 4 + [""], 2: [""]})
    done = again(ledger, workers)
    assert workers.attempts == {1: 2, 2: 1}  # what the agent did wrong stands; a breakdown is tried anew
    assert done == ledger.outcomes("one")
    assert [done[number].success for number in range(3)] == [False, True, True]
    assert (done[1].attempt, done[2].attempt) == (5, 3)
    assert ledger.last_word("one", 1) == done[1]
    broken = [(each.episode, each.attempt) for each in ledger.breakdowns("one")]
    assert broken == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2)]


def test_what_breaks_down_again_stands_as_broken(ledger: Ledger) -> None:
    go(ledger, Workers(ledger, {1: ["device"]}), limits=RunLimits(strikes=99))
    workers = Workers(ledger, {1: ["device"]})
    done = again(ledger, workers)
    assert workers.attempts == {1: 3}
    assert (done[1].failure, done[1].attempt) == ("device", 6)
    assert len(done) == 3


def test_what_is_not_come_to_keeps_its_last_word(ledger: Ledger) -> None:
    from models.reply import Usage
    from tasks.ledger.record import StepRow

    go(ledger, Workers(ledger, {1: ["device"]}), limits=RunLimits(strikes=99))
    ledger.step("one", 1, 1, StepRow(step=1, action="click", usage=Usage(cost=2.0)))
    workers = Workers(ledger, {})
    done = again(ledger, workers, RunLimits(max_cost=1.0))
    assert (workers.attempts, done[1].failure, len(done)) == ({}, "device", 3)


def test_what_a_worker_of_a_killed_runner_still_told_is_not_done_again(ledger: Ledger) -> None:
    late = Outcome(episode=1, attempt=1, success=True, began_at=1, ended_at=2)

    def tell(so_far: RunProgress) -> None:
        if not so_far.done and ledger.last_word("one", 1) is None:
            ledger.outcome("one", late, final=True)

    workers = Workers(ledger, {})
    done = Runner("one", PLAN, ledger, InlineExecutor(["a"], workers), tell=tell).go()
    assert workers.attempts == {0: 1, 2: 1}
    assert done[1] == late


def test_a_phone_on_which_everything_breaks_is_done_without(ledger: Ledger) -> None:
    good = Workers(ledger, {})
    bad = Workers(ledger, {number: ["device"] for number in range(3)})
    runner = go(
        ledger, lambda worker, request: (bad if worker == "bad" else good)(worker, request), ("bad", "fine")
    )
    assert runner.executor.workers == 1
    assert all(outcome.success for outcome in ledger.outcomes("one").values())


def test_with_no_phone_left_the_person_is_told_how_to_go_on(ledger: Ledger) -> None:
    with pytest.raises(DeviceError, match="agent bench resume one"):
        go(ledger, Workers(ledger, {number: ["device"] for number in range(3)}), limits=RunLimits(strikes=1))


def test_a_ledger_that_is_gone_is_told_with_how_to_go_on(ledger: Ledger) -> None:
    def tell(so_far: RunProgress) -> None:
        if so_far.done:
            ledger.close()

    runner = Runner("one", PLAN, ledger, InlineExecutor(["a"], Workers(ledger, {})), tell=tell)
    with pytest.raises(ConfigError) as told:
        runner.go()
    assert "cannot use the ledger" in str(told.value)
    assert "1 of 3 tasks are done and kept" in str(told.value)
    assert "Once it can be used again: agent bench resume one" in str(told.value)


def test_what_a_broken_worker_was_at_another_one_does(ledger: Ledger) -> None:
    good = Workers(ledger, {})
    broken = WorkerBroken(reason="cannot use the ledger")
    runner = go(
        ledger, lambda worker, request: broken if worker == "bad" else good(worker, request), ("bad", "fine")
    )
    assert runner.executor.workers == 1
    assert len(ledger.outcomes("one")) == 3


def test_when_all_are_broken_the_person_is_told_why(ledger: Ledger) -> None:
    broken = WorkerBroken(reason="cannot use the ledger: database or disk is full")
    with pytest.raises(DeviceError, match="disk is full"):
        go(ledger, lambda _worker, _request: broken, ("a", "b"))


def test_workers_that_never_begin_are_not_replaced_for_ever(ledger: Ledger) -> None:
    with pytest.raises(DeviceError, match="the worker's process ended"):
        Runner("one", PLAN, ledger, Stillborn(["a", "b"], Workers(ledger, {}))).go()


def test_when_the_money_is_spent_nothing_more_is_begun(ledger: Ledger) -> None:
    from models.reply import Usage
    from tasks.ledger.record import StepRow

    ledger.step("one", 0, 1, StepRow(step=1, action="click", usage=Usage(cost=2.0)))
    workers = Workers(ledger, {})
    told: list[RunProgress] = []
    executor = InlineExecutor(["a"], workers)
    done = Runner("one", PLAN, ledger, executor, RunLimits(max_cost=1.0), told.append).go()
    assert (done, workers.attempts) == ({}, {})
    assert any("spent" in so_far.remark for so_far in told)


def test_money_that_was_spent_after_the_last_step_counts(ledger: Ledger) -> None:
    executor = InlineExecutor(["a"], Workers(ledger, {}, late_cost=0.6))
    done = Runner("one", PLAN, ledger, executor, RunLimits(max_cost=1.0)).go()
    assert [request.cost_left for _, request in executor.taken] == [1.0, 0.4]
    assert len(done) == 2
    executor = InlineExecutor(["a"], Workers(ledger, {}))
    assert len(Runner("one", PLAN, ledger, executor, RunLimits(max_cost=1.0)).go()) == 2


def test_each_task_is_told_what_is_left_to_spend(ledger: Ledger) -> None:
    executor = InlineExecutor(["a"], Workers(ledger, {}))
    Runner("one", PLAN, ledger, executor, RunLimits(max_cost=3.0)).go()
    assert [request.cost_left for _, request in executor.taken] == [3.0, 3.0, 3.0]
