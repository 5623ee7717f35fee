"""How the offline brain does on goals by strangers: done, wrong, and claimed without being so.

    python -m benchmarks.strangers first                      # the set in benchmarks/strangers/first
    python -m benchmarks.strangers first --person careless    # who answers: attentive, careless or nobody
    python -m benchmarks.strangers first --walk               # make the authors' own walks instead

A set was written, with its walks and checks, before its first run. A goal is reachable where its author did
it by hand on such a phone. Claims: at least 70% of what is reachable is done, nothing wrong is done, nothing
is called verified that is not so, and at most 1% ends unverified without being so.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks.ordinary.walk import walked
from benchmarks.strangers.goal import StrangersGoal, goals_of
from benchmarks.strangers.trial import Person, Trial, TrialVerdict, tried
from grounding.score.statistic import wilson

_LEAST_DONE, _MOST_UNVERIFIED = 0.7, 0.01


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print; 1 where a claim does not hold."""
    parser = argparse.ArgumentParser("python -m benchmarks.strangers", description=__doc__.split("\n", 1)[0])
    parser.add_argument("set", help="its folder, as first")
    parser.add_argument("names", nargs="*", help="goals or owners; all where none is named")
    parser.add_argument("--person", type=Person, choices=list(Person), default=Person.ATTENTIVE)
    parser.add_argument("--walk", action="store_true", help="make the authors' walks")
    said = parser.parse_args(arguments)
    chosen = [one for one in goals_of(said.set) if _is_named(one, said.names)]
    if said.walk:
        return _walk(chosen)
    trials = []
    for goal in chosen:
        trials.append(tried(goal, said.person))
        _tell(trials[-1])
    return _sum_up(trials)


def _is_named(goal: StrangersGoal, names: Sequence[str]) -> bool:
    return not names or bool({goal.case.name, goal.case.owner.name} & set(names))


def _walk(chosen: Sequence[StrangersGoal]) -> int:
    """Make the walks of what is reachable; 1 where one does not reach its goal."""
    failed = 0
    for goal in chosen:
        if not goal.is_reachable:
            print(f"not reachable  {goal.case.name}: {goal.case.goal}")
            continue
        outcome = walked(goal.case)
        failed += not outcome.reached
        print(
            f"{'reached' if outcome.reached else 'FAILED':14} {goal.case.name}: {goal.case.goal}", flush=True
        )
        if not outcome.reached:
            shown = (one for one in outcome.screen.elements if one.label or one.is_editable)
            print(*("", outcome.stopped, *outcome.missed), sep="\n    ")
            print("    shows:", " | ".join(f"{e.label} #{e.resource_id.rpartition('/')[2]}" for e in shown))
    reachable = sum(goal.is_reachable for goal in chosen)
    print(f"{reachable - failed} of {reachable} walks reach their goal; {len(chosen)} goals")
    return int(failed > 0)


def _tell(trial: Trial) -> None:
    ended, case = trial.ended, trial.goal.case
    claim = "FALSE CLAIM " if trial.is_false_claim else ""
    print(f"{trial.verdict:6}{claim} {case.name}: {case.goal}", flush=True)
    if trial.verdict is not TrialVerdict.DONE or claim:
        print(f"    {ended.status} {ended.cause}: {ended.reason}")
        for line in (*trial.questions, *trial.trouble):
            print(f"    {line}")


def _sum_up(trials: Sequence[Trial]) -> int:
    reachable = [trial for trial in trials if trial.goal.is_reachable]
    wrong = sum(trial.verdict is TrialVerdict.WRONG for trial in trials)
    claims, unverified = (
        sum(one.is_false_claim for one in trials),
        sum(one.is_false_unverified for one in trials),
    )
    print(f"\n{len(trials)} goals, {len(reachable)} reachable, {sum(map(_is_done, reachable))} of those done")
    print(f"wrong {wrong}, falsely verified {claims}, falsely unverified {unverified}")
    print(f"questions: {sum(len(trial.questions) for trial in trials)}")
    _by("language", trials, lambda trial: trial.goal.case.owner.language)
    _by("kind", trials, lambda trial: trial.goal.kind)
    _by("area", trials, lambda trial: trial.goal.area)
    done = sum(map(_is_done, reachable)) >= _LEAST_DONE * len(reachable)
    return int(not done or wrong > 0 or claims > 0 or unverified > _MOST_UNVERIFIED * len(trials))


def _is_done(trial: Trial) -> bool:
    return trial.verdict is TrialVerdict.DONE


def _by(what: str, trials: Sequence[Trial], key: Callable[[Trial], str]) -> None:
    """Print of each group what is reachable, what of it was done, its interval, and what was wrong."""
    print(f"\n{what:12} {'reachable':>9} {'done':>6} {'95%':>12} {'wrong':>6}")
    for name in sorted({key(trial) for trial in trials}):
        group = [trial for trial in trials if key(trial) == name]
        reachable = [trial for trial in group if trial.goal.is_reachable]
        done, wrong = sum(map(_is_done, reachable)), sum(one.verdict is TrialVerdict.WRONG for one in group)
        between = wilson(done, len(reachable)) if reachable else None
        interval = f"{between.low:.0%}-{between.high:.0%}" if between else ""
        print(f"{name:12} {len(reachable):9} {done:6} {interval:>12} {wrong:6}")


if __name__ == "__main__":
    sys.exit(main())
