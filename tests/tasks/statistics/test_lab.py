"""AndroidLab's figures are what it says they are."""

import shutil
from operator import eq
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from agent.evaluation.verdict import Clause, Verdict
from tasks.agent.agent import Attempt
from tasks.agent.code import GOLD, NOOP
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Episode, Outcome, Plan
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tasks.statistics.lab import Album, lab_figures, reasonable, redundancy, same_pixels, sub_goals
from tasks.suite import find_suite
from tests.tasks.spec import spec_in

SCREENS = st.lists(st.integers(0, 3), max_size=30)
CLAUSES = st.lists(
    st.builds(
        Clause,
        demand=st.just("x"),
        ok=st.booleans(),
        evidence=st.just(""),
        weight=st.sampled_from([0.0, 0.5, 1.0]),
    ),
    min_size=1,
)
LAB = find_suite("lab")


@given(SCREENS)
def test_reasonable_is_a_share_and_its_last_screen_counts_for_nothing(screens: list[int]) -> None:
    share = reasonable(screens, eq)
    assert 0 <= share <= 1
    assert all(reasonable([*screens[:-1], other], eq) == share for other in range(4)) or not screens


@given(SCREENS)
def test_one_more_step_that_does_nothing_never_makes_it_better(screens: list[int]) -> None:
    for place in range(len(screens) - 1):
        idle = [*screens[: place + 1], screens[place], *screens[place + 1 :]]
        assert reasonable(idle, eq) <= reasonable(screens, eq)


@given(st.integers(2, 40))
def test_all_different_is_one_and_all_the_same_is_none(count: int) -> None:
    assert reasonable(range(count + 1), eq) == 1
    assert reasonable([7] * (count + 1), eq) == 0


def test_of_four_screens_of_which_two_are_alike_a_third_is_idle() -> None:
    assert reasonable(["a", "a", "b", "c", "end"], eq) == pytest.approx(2 / 3)


@given(st.integers(1, 99), st.integers(1, 99))
def test_redundancy_is_one_for_a_persons_steps_and_falls_with_every_more(fewest: int, taken: int) -> None:
    assert redundancy(fewest, fewest) == 1
    assert redundancy(fewest, taken) > redundancy(fewest, taken + 1)
    assert (redundancy(fewest, taken) > 1) is (taken < fewest)


@given(CLAUSES)
def test_sub_goals_are_a_share_that_is_whole_for_what_is_done(clauses: list[Clause]) -> None:
    verdict = Verdict(clauses=tuple(clauses))
    share = sub_goals(verdict)
    assert 0 <= share <= 1
    if verdict.success:
        assert share == 1
    weighed = [clause.ok for clause in clauses if clause.weight]
    if not verdict.success and weighed:
        assert share == pytest.approx(sum(weighed) / len(weighed))


def test_no_verdict_has_no_sub_goals() -> None:
    assert sub_goals(None) == 0


def test_pictures_are_compared_by_what_is_not_white() -> None:
    white = np.full((100, 100, 3), 255, np.uint8)
    drawn, changed = white.copy(), white.copy()
    drawn[:10] = changed[:10] = 0
    changed[0, 0] = 128
    assert same_pixels(white, white)
    assert not same_pixels(drawn, changed)  # a pixel in a thousand that are drawn
    drawn[:20], changed[:20] = 0, 0
    changed[0, 0] = 128
    assert same_pixels(drawn, changed)  # one in two thousand
    assert not same_pixels(drawn, drawn[:50])


def test_a_picture_that_cannot_be_read_is_like_no_other(tmp_path: Path) -> None:
    there = tmp_path / "a.png"
    Image.new("RGB", (4, 4), "red").save(there)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    assert not Album().same(there, tmp_path / "gone.png")
    assert not Album().same(tmp_path / "broken.png", there)
    assert Album().same(there, there)


def _plan(*names: str) -> Plan:
    planned = [
        Episode(number=place, task=name, repetition=0, seed=1, params={}, goal="")
        for place, name in enumerate(names)
    ]
    return Plan(suite="lab", entrant={}, phone={}, limits={}, code="", versions={}, episodes=tuple(planned))


def test_of_a_run_by_gold_noop_and_one_not_tried(tmp_path: Path) -> None:
    """Gold changes the screen nearly always; who does nothing reaches nothing; the third counts as well."""
    outcomes = {}
    plan = _plan("LabTwoContacts", "LabDim", "LabBright")
    with open_phone(PhoneSpec(seed=1)) as slot:
        for number, agent in enumerate((GOLD, NOOP)):
            slot.ready()
            task = LAB.named(plan.episodes[number].task).task(1)
            task.initialize(slot.device())
            trajectory = agent.work(Attempt(task, slot.device(), tmp_path / str(number)))
            verdict = task.score(slot.device(), trajectory)
            outcomes[number] = Outcome(
                episode=number,
                attempt=1,
                success=verdict.success,
                verdict=verdict,
                steps=len(trajectory.steps),
                folder=str(number),
                began_at=0,
                ended_at=0,
            )
    figures = lab_figures(plan, outcomes, LAB, tmp_path)
    assert figures.success.value == pytest.approx(1 / 3)
    assert figures.sub_goals.value == pytest.approx(1 / 3)
    assert figures.reversed_redundancy is not None
    assert 0.2 < figures.reversed_redundancy.value <= 1.5
    assert figures.reasonable is not None
    assert 0.2 < figures.reasonable.value < 1 / 3 + 1e-9


def test_without_pictures_nothing_is_said_of_reasonable_operations(tmp_path: Path) -> None:
    outcome = Outcome(episode=0, attempt=1, success=True, steps=9, began_at=0, ended_at=0)
    figures = lab_figures(_plan("LabDim"), {0: outcome}, LAB, tmp_path)
    assert figures.reasonable is None
    assert figures.success.value == 1


@pytest.mark.full
def test_a_run_keeps_its_figures_when_its_pictures_are_gone(tmp_path: Path) -> None:
    """They are reckoned once, as each task ends; of a run that does not tell, its pictures are looked at."""
    spec = spec_in(tmp_path, suite="lab", tasks=("LabDim", "LabTwoContacts"))
    plan, ledger = make_plan(spec), Ledger.open(spec.ledger)
    with open_phone(PhoneSpec()) as phone:
        worker = Worker(spec, phone, ledger, "w")
        done = {
            each.number: worker.attempt(AttemptRequest(episode=each), lambda _step: None)
            for each in plan.episodes
        }
    ledger.close()
    silent = {number: each.model_copy(update={"reasonable": None}) for number, each in done.items()}
    seen = lab_figures(plan, silent, LAB, spec.folder)
    assert seen.reasonable is not None
    assert 0.4 < seen.reasonable.value < 1
    for shots in spec.folder.rglob("shots"):
        shutil.rmtree(shots)
    assert lab_figures(plan, done, LAB, spec.folder) == seen


def test_rows_of_older_ledgers_are_read() -> None:
    row = Outcome(episode=0, attempt=1, began_at=0, ended_at=0).model_dump_json(exclude={"reasonable"})
    assert Outcome.model_validate_json(row).reasonable is None
