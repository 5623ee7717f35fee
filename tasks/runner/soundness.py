"""Whether tasks are sound: somebody can do them, doing nothing fails them, a seed draws the same twice."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.ledger.ledger import Ledger, default_url
from tasks.ledger.record import Outcome
from tasks.runner.determinism import differing
from tasks.runner.run import begin, go
from tasks.runner.spec import RunSpec


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found of one draw of a task."""

    task: str
    seed: int
    problems: tuple[str, ...]
    """A line each; () = it is sound."""


def check(spec: RunSpec) -> list[Soundness]:
    """Have nobody and the agent of a spec try its tasks, on phones inside.

    Nothing of it is kept. Raises ConfigError for what cannot be tried.
    """
    unlike = differing(spec.suite, spec.seed, spec.repetitions, spec.tasks)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        idle = _tried(spec.model_copy(update={"agent": "noop", "name": "noop"}), Path(name))
        done = _tried(spec.model_copy(update={"name": "solver"}), Path(name))
    plan = {episode: (task, seed) for episode, (task, seed, _) in done.items()}
    return [
        Soundness(task, seed, tuple(problems(task, idle[number][2], done[number][2], unlike)))
        for number, (task, seed) in plan.items()
    ]


def _tried(spec: RunSpec, folder: Path) -> Mapping[int, tuple[str, int, Outcome]]:
    placed = spec.model_copy(
        update={"ledger": default_url(folder), "folder": folder / spec.name, "pictures": False}
    )
    ledger = Ledger.open(placed.ledger)
    try:
        plan = begin(placed, ledger)
        outcomes = go(placed, plan, ledger, lambda _progress: None)
    finally:
        ledger.close()
    return {each.number: (each.task, each.seed, outcomes[each.number]) for each in plan.episodes}


def problems(task: str, idle: Outcome, done: Outcome, unlike: Sequence[str] = ()) -> list[str]:
    """What is wrong with a task, by what came of nobody's try and of the solver's.

    `unlike` has lines of draws that two processes made differently.
    """
    found = [line for line in unlike if line.split("/")[0] == task]
    if idle.success:
        found.append("doing nothing does it")
    elif idle.partial > 0:
        found.append(f"doing nothing earns {idle.partial:.0%} of it")
    if idle.is_crash:
        found.append(f"its set-up or its judge breaks down: {idle.reason}")
    if not done.success:
        failed = done.verdict.failed if done.verdict else ()
        why = "; ".join(f"{clause.demand}: {clause.evidence}" for clause in failed) or done.reason
        found.append(f"the solver does not do it: {why}")
    if done.verdict and done.verdict.damage:
        found.append(f"the solver changes what it may not (see `touches`): {done.verdict.damage[0]}")
    return found
