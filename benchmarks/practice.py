"""What practice teaches the bundled policy, and what each part of the cycle is worth.

    python -m benchmarks.practice --seeds 3 --work build/practice

A policy that was shown demonstrations and never practised (that which ships did) is made first. For each seed
an exam is drawn, and it takes it. Then it practises, in ways that share the attempts of the first round:

- practice: the whole cycle; tasks are proposed anew each round, the phone's state says what is learned from
- fixed tasks: no proposer; every round sets the first one's tasks again
- no filter: everything that was claimed is learned from, right or wrong
- judge: the judge that goes by the record is believed, in the place of the phone's state
- no practice: the control; as many batches of what was demonstrated, and nothing else

Rows of the exam: kinds that were practised and never demonstrated, kinds that were neither, kinds that were
demonstrated, and tasks that ask for what is not there. Intervals are over kinds of tasks. What lies in the
folder is not done again: the same command goes on where it was cut off. Needs the extra `train`.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from agent.offline.learned.bundle import CARD
from agent.proposal.proposal import Surroundings
from agent.run.status import CLAIMED
from agent.settings import Settings
from device.state.census import take
from tasks.executor.thread import PhonePool
from tasks.ledger.ledger import Ledger
from tasks.practice.cloning import PolicyLearner, shown_to_learn_from
from tasks.practice.curve import Point
from tasks.practice.cycle import Cycle, Scheme
from tasks.practice.exam import DEMONSTRATED, MISSING, NEVER, PRACTISED, exam_of
from tasks.practice.harvest import Method, Word
from tasks.practice.runner import PracticeRunner, is_done
from tasks.practice.school import School
from tasks.practice.sheet import HELD_OUT, read_sheet
from tasks.runner.phone import EmbeddedPhone, PhoneSpec
from tasks.statistics.interval import by_task, clustered
from tasks.statistics.paired import Key, compare

LANGUAGES = ("en", "zh")
ROWS = (PRACTISED, NEVER, DEMONSTRATED, MISSING)
WANTED = 0.5
"""What practice is to add to the success on practised kinds, as a share of what it was before."""


@dataclass(frozen=True)
class Arm:
    """One way to practise."""

    word: Word = "state"
    method: Method = "balanced"
    is_fixed: bool = False
    is_control: bool = False


ARMS: Mapping[str, Arm] = {
    "practice": Arm(),
    "fixed tasks": Arm(is_fixed=True),
    "no filter": Arm(word="claim", method="plain"),
    "judge": Arm(word="judge"),
    "no practice": Arm(is_control=True),
}
Won = dict[str, dict[Key, bool]]
"""By row of the exam; a key is a kind, and a number that only this task of all seeds has."""


@dataclass(frozen=True)
class Curve:
    """One arm with one seed: the exam after each round, the first before any."""

    arm: str
    seed: int
    rounds: tuple[Won, ...]
    false: tuple[int, ...]
    """Exam tasks of each round that were called done and were not."""
    minutes: float


def practised(seed: int, scheme: Scheme, arms: Sequence[str], work: Path, workers: int) -> list[Curve]:
    """All arms of a seed, one after the other."""
    folder = work / f"seed-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    around = _surroundings()
    pool = PhonePool(PhoneSpec(sample=True), workers)
    try:
        with closing(Ledger.open(str(folder / "ledger.sqlite"))) as ledger:
            settings = Settings(model="offline", use_memory=False, policy_weights=work / "begin" / "bundle")
            runner = PracticeRunner(folder, ledger, pool, settings)
            return [_curve(name, scheme, runner, around, work) for name in arms]
    finally:
        pool.close()


def beginner(folder: Path) -> None:
    """Make the weights that practice begins from, in minutes; once."""
    school = School(folder, lambda line: print(line, file=sys.stderr))
    if not (school.bundle / CARD).exists():
        school.teach()
        school.examine()


def _surroundings() -> Surroundings:
    phone = EmbeddedPhone(PhoneSpec(sample=True))
    try:
        phone.ready()
        return Surroundings(take(phone.device()), LANGUAGES)
    finally:
        phone.close()


def _curve(name: str, scheme: Scheme, runner: PracticeRunner, around: Surroundings, work: Path) -> Curve:
    arm, branch = ARMS[name], name.replace(" ", "-")
    learner = PolicyLearner(
        runner.settings, runner.folder, scheme.seed, arm.method, arm.word, is_control=arm.is_control,
        shown_in=work / "demonstrations",
    )  # fmt: skip
    began = time.monotonic()
    cycle = Cycle(scheme, runner, learner, around, branch=branch, is_fixed=arm.is_fixed)
    points = cycle.go()
    minutes = (time.monotonic() - began) / 60
    for point in points[1:]:
        print(f"seed {scheme.seed}, {name}, round {point.round}: {'; '.join(point.told)}", file=sys.stderr)
    runs = _runs(points, branch)
    outcomes = [runner.ledger.outcomes(run).values() for run in runs]
    false = tuple(sum(one.status in CLAIMED and not one.success for one in own) for own in outcomes)
    won = tuple(_won(runner, around, scheme, run) for run in runs)
    return Curve(name, scheme.seed, won, false, minutes)


def _runs(points: Sequence[Point], branch: str) -> list[str]:
    """For each round the exam of what was kept by then."""
    run, found = "exam-0", []
    for point in points:
        run = f"exam-{point.round}-{branch}" if point.kept else run
        found.append(run)
    return found


def _won(runner: PracticeRunner, around: Surroundings, scheme: Scheme, run: str) -> Won:
    """The tasks of an exam, by row."""
    proposals = read_sheet(runner.folder / HELD_OUT)
    exam = exam_of(around, scheme.held_out, scheme.seed, proposals)
    outcomes = runner.ledger.outcomes(run)
    rows: Won = {row: {} for row in ROWS}
    for place, proposal in enumerate(proposals):
        key = ("+".join(proposal.kinds), scheme.seed * 1_000 + place)
        rows[exam.row(proposal)][key] = is_done(outcomes[place])
    return rows


def told(curves: Sequence[Curve]) -> bool:
    """Print what the arms came to; whether practice adds as much as is wanted."""
    before = _pooled(curves, "practice", 0)
    is_enough = True
    for row in ROWS:
        print(f"\n{row}: {len(before[row])} tasks of {len({kind for kind, _ in before[row]})} kinds")
        for name in dict.fromkeys(curve.arm for curve in curves):
            own = [curve for curve in curves if curve.arm == name]
            rounds = [_pooled(own, name, number)[row] for number in range(len(own[0].rounds))]
            shares = [_share(won) for won in rounds]
            change = compare(before[row], rounds[-1])
            print(f"  {name:12} {' -> '.join(shares)}; {_relative(rounds[0], rounds[-1])}; {change}")
            if name == "practice" and row == PRACTISED:
                is_enough = sum(rounds[-1].values()) >= (1 + WANTED) * sum(rounds[0].values())
    tasks = sum(len(won) for won in before.values())
    for name in dict.fromkeys(curve.arm for curve in curves):
        false = [sum(own) for own in zip(*(c.false for c in curves if c.arm == name), strict=True)]
        print(f"called done and not so, {name}: {' -> '.join(map(str, false))} of {tasks}")
    control = [curve for curve in curves if curve.arm == "no practice"]
    if control:
        last, other = _pooled(curves, "practice", -1), _pooled(curves, "no practice", -1)
        print(f"\npractice against the control, practised: {compare(other[PRACTISED], last[PRACTISED])}")
    return is_enough


def _pooled(curves: Sequence[Curve], name: str, number: int) -> Won:
    own = [curve.rounds[number] for curve in curves if curve.arm == name]
    return {row: {key: won for each in own for key, won in each[row].items()} for row in ROWS}


def _share(won: Mapping[Key, bool]) -> str:
    if not won:
        return "none"
    share = clustered(by_task((kind, done) for (kind, _), done in won.items()))
    return f"{share.value:.0%} ({share.low:.0%} to {share.high:.0%})"


def _relative(before: Mapping[Key, bool], after: Mapping[Key, bool]) -> str:
    first, last = sum(before.values()), sum(after.values())
    return f"{(last - first) / first:+.0%}" if first else f"{first} -> {last}"


def main() -> int:
    """Practise what is missing, print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--first", type=int, default=1, help="the first seed")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--per-round", type=int, default=50, help="tasks that are proposed")
    asked.add_argument("--tries", type=int, default=3, help="attempts at each of them")
    asked.add_argument("--held-out", type=int, default=50, help="tasks of an exam")
    asked.add_argument("--workers", type=int, default=2, help="phones of one seed")
    asked.add_argument("--processes", type=int, default=2, help="seeds at a time")
    asked.add_argument("--arms", nargs="+", choices=ARMS, default=list(ARMS))
    asked.add_argument("--work", type=Path, default=Path("build/practice"))
    said = asked.parse_args()
    beginner(said.work / "begin")
    shown_to_learn_from(said.work / "demonstrations")
    seeds = range(said.first, said.first + said.seeds)
    curves: list[Curve] = []
    with ProcessPoolExecutor(said.processes, get_context("spawn")) as pool:
        work = partial(practised, arms=said.arms, work=said.work, workers=said.workers)
        schemes = [Scheme(said.rounds, said.per_round, said.held_out, seed, said.tries) for seed in seeds]
        for found in pool.map(work, seeds, schemes):
            curves += found
    for curve in curves:
        print(f"seed {curve.seed}, {curve.arm}: {curve.minutes:.0f} min")
    return 0 if told(curves) else 1


if __name__ == "__main__":
    sys.exit(main())
