"""Practice closes its cycle, keeps what does no harm, and goes on as if nobody had ever stopped it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as Tree
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from agent.evaluation.evaluator import Judged, RecordJudge
from agent.proposal.proposal import Proposal
from agent.run.trajectory import Trajectory
from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.practice.curve import Point
from tasks.practice.cycle import PracticeProgress, Scheme, is_over
from tasks.practice.exam import DEMONSTRATED, MISSING, NEVER, PRACTISED
from tasks.practice.hearing import JUDGED, Heard
from tasks.practice.sheet import read_sheet, suite_name
from tasks.statistics.paired import compare
from tasks.suite import find_suite
from tests.tasks.practice.cycling import SCHEME, Pupil, practise

SMALL = Scheme(rounds=2, per_round=2, held_out=4, seed=3)
DELETING = frozenset({"note-delete", "file-delete"})


class Stopped(Exception):
    """Somebody pulled the plug."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Point, ...]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    return folder, practise(folder, pupil())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Point, ...]]:
    """A short practice that nobody disturbed."""
    folder = tmp_path_factory.mktemp("small")
    return folder, practise(folder, pupil(), scheme=SMALL)


def pupil() -> Pupil:
    return Pupil(DELETING, frozenset({"note-delete"}))


def rows(folder: Path) -> dict[str, list[tuple[str, bool]]]:
    ledger = Ledger.open(str(folder / "ledger.sqlite"))
    found = {}
    for run in ledger.runs():
        outcomes = ledger.outcomes(run.name)
        found[run.name] = [(each.task, outcomes[each.number].success) for each in run.plan.episodes]
    ledger.close()
    return found


def test_what_helps_is_kept_and_what_harms_is_rolled_back(
    undisturbed: tuple[Path, tuple[Point, ...]],
) -> None:
    _, (before, first, second) = undisturbed
    assert (before.kept, first.kept, second.kept) == (None, True, False)
    assert before.held_out.value < first.held_out.value == second.held_out.value
    assert set(first.rows) == {PRACTISED, NEVER, DEMONSTRATED, MISSING}
    assert "1 lost" in second.round_change or "2 lost" in second.round_change


def test_each_round_sets_new_tasks_and_none_that_is_held_out(
    undisturbed: tuple[Path, tuple[Point, ...]],
) -> None:
    folder, _ = undisturbed

    def sheet(name: str) -> tuple[Proposal, ...]:
        return read_sheet(folder / name)

    held, first, second = sheet("held-out.jsonl"), sheet("round-1/sheet.jsonl"), sheet("round-2/sheet.jsonl")
    wanted = [each.predicate for each in (*held, *first, *second)]
    assert len(wanted) == len(set(wanted)) == SCHEME.held_out + 2 * SCHEME.per_round
    practised = {kind for each in (*first, *second) for kind in each.kinds}
    never = {kind for each in held[-5:] for kind in each.kinds}
    assert never
    assert not never & practised


def test_every_episode_is_in_the_ledger_and_its_suite_is_one_like_any_other(
    undisturbed: tuple[Path, tuple[Point, ...]],
) -> None:
    folder, _ = undisturbed
    found = rows(folder)
    assert set(found) == {"exam-0", "round-1", "exam-1", "round-2", "exam-2"}
    suite = find_suite(suite_name(folder / "round-1" / "sheet.jsonl"))
    assert list(suite.templates) == [task for task, _ in found["round-1"]]


def test_the_curve_is_lines_and_a_picture(undisturbed: tuple[Path, tuple[Point, ...]]) -> None:
    folder, points = undisturbed
    lines = (folder / "curve.jsonl").read_text().splitlines()
    assert tuple(Point.model_validate_json(line) for line in lines) == points
    assert json.loads(lines[0])["round"] == 0
    picture = Tree.fromstring((folder / "curve.svg").read_text())
    assert len([each for each in picture.iter() if each.tag.endswith("polyline")]) == 5


@pytest.mark.parametrize("moment", [("exam-0", 3), pytest.param(("round-1", 1), marks=pytest.mark.full)])
def test_stopped_anywhere_it_goes_on_as_if_nothing_had_been(
    small: tuple[Path, tuple[Point, ...]], tmp_path: Path, moment: tuple[str, int]
) -> None:
    def stop(progress: PracticeProgress) -> None:
        if (progress.run, progress.so_far.done) >= moment and progress.run == moment[0]:
            raise Stopped

    with pytest.raises(Stopped):
        practise(tmp_path, pupil(), stop, SMALL)
    assert practise(tmp_path, pupil(), scheme=SMALL) == small[1]
    assert rows(tmp_path) == rows(small[0])
    ledger = Ledger.open(str(tmp_path / "ledger.sqlite"))
    assert all(n == 1 for run in ledger.runs() for n in ledger.attempts(run.name).values())
    ledger.close()


def test_each_exam_is_judged_by_the_evaluator_too_and_it_decides_nothing(
    small: tuple[Path, tuple[Point, ...]],
) -> None:
    folder, points = small
    ledger = Ledger.open(str(folder / "ledger.sqlite"))
    done = {place: each.success for place, each in ledger.outcomes("exam-0").items()}
    ledger.close()
    lines = (folder / "exam-0" / JUDGED).read_text().splitlines()
    said = {heard.place: heard.judged.verdict for heard in map(Heard.model_validate_json, lines)}
    opinion = points[0].judged
    assert opinion is not None
    assert said.keys() == done.keys()
    assert opinion.agrees.value == sum((said[n] == "SUCCESS") == done[n] for n in done) / len(done)
    assert opinion.missed == sum(said[n] == "FAIL" and done[n] for n in done)
    assert points[0].judged_change == ""
    assert points[-1].judged_change

    class Deaf:
        name = RecordJudge.name

        def judge(self, run: Trajectory) -> Judged:
            raise AssertionError("it was asked before")

    assert practise(folder, pupil(), scheme=SMALL, judge=Deaf()) == points


def test_which_apps_tasks_were_set_in_is_told_and_in_which_not(
    small: tuple[Path, tuple[Point, ...]],
) -> None:
    folder, points = small
    sheets = [read_sheet(folder / f"round-{number}/sheet.jsonl") for number in (1, 2)]
    counts = Counter(app for sheet in sheets for each in sheet for app in each.apps)
    assert points[-1].apps == {"org.tasks": 0, "org.none": 0, **counts}


def test_practice_ends_with_what_it_has_once_money_or_time_are_over(tmp_path: Path) -> None:
    shown: list[str] = []

    def aside() -> float:
        return 0.0 if len(shown) < SMALL.held_out else 2.0

    def tell(progress: PracticeProgress) -> None:
        shown.extend([progress.run] * (progress.so_far.done > len(shown)))

    assert [point.round for point in practise(tmp_path, pupil(), tell, SMALL, aside=aside)] == [0]
    over = replace(SMALL, minutes=1e-6)
    assert [point.round for point in practise(tmp_path, pupil(), scheme=over)] == [0]


def test_a_folder_that_was_moved_is_gone_on_with(
    undisturbed: tuple[Path, tuple[Point, ...]], tmp_path: Path
) -> None:
    folder, points = undisturbed
    before = rows(folder)
    shutil.copytree(folder, tmp_path / "moved")
    assert practise(tmp_path / "moved", pupil()) == points
    assert rows(tmp_path / "moved") == before, "nothing was tried again"


def test_a_practice_of_another_seed_is_not_gone_on_with(
    undisturbed: tuple[Path, tuple[Point, ...]],
) -> None:
    other = Pupil(DELETING, DELETING, known=frozenset({"task-add"}))
    with pytest.raises(ConfigError, match="entrant of exam-0 changed since"):
        practise(undisturbed[0], other)


def test_more_rounds_go_on_where_the_last_one_ended(
    small: tuple[Path, tuple[Point, ...]], tmp_path: Path
) -> None:
    shutil.copytree(small[0], tmp_path / "longer")
    longer = Pupil(DELETING, frozenset({"note-delete"}), DELETING)
    more = practise(tmp_path / "longer", longer, scheme=replace(SMALL, rounds=3))
    assert more[:3] == small[1]
    assert len(more) == 4


@pytest.mark.full
def test_without_a_proposer_the_first_tasks_are_set_again(tmp_path: Path) -> None:
    practise(tmp_path, pupil(), scheme=SMALL, is_fixed=True)
    first, second = (read_sheet(tmp_path / f"round-{n}/sheet.jsonl") for n in (1, 2))
    assert [each.goal for each in first] == [each.goal for each in second]
    assert all(one.seed != other.seed for one, other in zip(first, second, strict=True)), "tried anew"


@pytest.mark.full
def test_branches_share_all_that_goes_before_their_first_lesson(tmp_path: Path) -> None:
    one = practise(tmp_path, pupil(), scheme=SMALL, branch="one")
    learner = Pupil(frozenset({"file-delete"}), DELETING)
    other = practise(tmp_path, learner, scheme=SMALL, branch="other")
    assert one[0] == other[0]
    assert set(rows(tmp_path)) == {
        "exam-0", "round-1",
        "exam-1-one", "round-2-one", "exam-2-one", "exam-1-other", "round-2-other", "exam-2-other",
    }  # fmt: skip


@pytest.mark.full
@pytest.mark.parametrize("moment", [2, 9, 13, 20])
def test_a_kill_loses_no_episode_that_was_done(
    undisturbed: tuple[Path, tuple[Point, ...]], tmp_path: Path, moment: int
) -> None:
    script = f"""
import os, signal
from pathlib import Path
from tests.tasks.practice.cycling import practise
from tests.tasks.practice.test_cycle import pupil
seen = {{}}
def kill(progress):
    seen[progress.run] = progress.standing.done
    if sum(seen.values()) >= {moment}:
        os.kill(os.getpid(), signal.SIGKILL)
practise(Path({str(tmp_path)!r}), pupil(), kill)
"""
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False
    )
    assert done.returncode == -signal.SIGKILL
    ledger = Ledger.open(str(tmp_path / "ledger.sqlite"))
    before = {run.name: set(ledger.outcomes(run.name)) for run in ledger.runs()}
    ledger.close()
    assert sum(map(len, before.values())) >= moment
    assert practise(tmp_path, pupil()) == undisturbed[1]
    ledger = Ledger.open(str(tmp_path / "ledger.sqlite"))
    for name, kept in before.items():
        assert all(ledger.attempts(name)[number] == 1 for number in kept), "what was done is not done again"
    ledger.close()


def test_practice_may_end_once_its_exam_shows_something() -> None:
    before = {(f"task {number}", 0): number < 20 for number in range(60)}
    for done, is_shown in ((20, False), (24, False), (27, True), (12, True)):
        change = compare(before, {key: int(key[0][5:]) < done for key in before})
        low, high = change.difference.low, change.difference.high
        assert is_shown == (low > 0 or high < 0)
        assert is_over(replace(SMALL, until_shown=True), change) == is_shown
        assert not is_over(SMALL, change)
