"""A run in figures: how much of it succeeded, what broke, what it took, and where."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from agent.run.step import Seconds
from models.reply import Usage
from tasks.facts import Facts
from tasks.ledger.record import Failure, Outcome, Plan
from tasks.statistics.interval import Share, by_task, clustered, pass_all, pass_at, pooled
from tasks.suite import Suite

_LENGTHS = ((10, "up to 10"), (20, "up to 20"), (40, "up to 40"))
_LONGEST = "over 40"
_RISING = ("easy", "medium", "hard", *(name for _, name in _LENGTHS), _LONGEST)


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run. A task without an outcome yet is in none but `planned`."""

    planned: int
    done: int
    succeeded: int
    crashed: int
    success: Share
    """Over all that is done; what broke down counts as not done."""
    valid: Share
    """Over what did not break down."""
    partial: Share
    """Of the weight of all clauses, how much holds, on the average of tries."""
    clean: Share
    """Of the successes, how many changed nothing else on the phone."""
    failures: Mapping[Failure, int]
    pass_at: Mapping[int, Share]
    """By k, up to how often the task tried least often was."""
    pass_all: Mapping[int, Share]
    claimed: int
    """Tries that said "complete"; what broke down is not among them."""
    false_complete: Share
    """How often, of all tries that did not break down, a task was said to be complete and was not done."""
    false_infeasible: Share
    """How often, of the same, a run gave up what can be done."""
    groups: Mapping[str, Mapping[str, Share]]
    """By app, tag, difficulty, length: each value's success. By part: how often all of its clauses held."""
    seconds: Seconds
    usage: Usage
    steps: int
    unproven: int
    """Attempts begun on a phone that was not proven to be as it should."""


def summarise(plan: Plan, outcomes: Mapping[int, Outcome], suite: Suite) -> Summary:
    """The figures of the outcomes there are. Raises ConfigError where scipy is not installed."""
    names = {each.number: each.task for each in plan.episodes}
    done = list(outcomes.values())
    rate = pooled if len(set(names.values())) == 1 else clustered  # one task stands for no other
    tries = by_task((names[each.episode], each.success) for each in done)
    most = min(map(len, tries.values()), default=0)
    return Summary(
        planned=len(plan.episodes),
        done=len(done),
        succeeded=sum(each.success for each in done),
        crashed=sum(each.is_crash for each in done),
        success=rate(tries),
        valid=rate(by_task((names[e.episode], e.success) for e in done if not e.is_crash)),
        partial=rate(by_task((names[each.episode], each.partial) for each in done)),
        clean=rate(
            by_task((names[e.episode], not (e.verdict and e.verdict.damage)) for e in done if e.success)
        ),
        failures=Counter(each.failure for each in done if each.failure),
        pass_at={k: value for k in range(1, most + 1) if (value := pass_at(tries, k)) is not None},
        pass_all={k: value for k in range(1, most + 1) if (value := pass_all(tries, k)) is not None},
        claimed=sum(each.status == "complete" and not each.is_crash for each in done),
        false_complete=rate(
            by_task(
                (names[e.episode], e.status == "complete" and not e.success) for e in done if not e.is_crash
            )
        ),
        false_infeasible=rate(
            by_task(
                (names[e.episode], e.status == "infeasible")
                for e in done
                if not e.is_crash and "infeasible" not in suite.named(names[e.episode]).ends
            )
        ),
        groups=_groups(plan, done, suite, rate),
        seconds=sum((each.seconds for each in done), Seconds()),
        usage=sum((each.usage for each in done), Usage()),
        steps=sum(each.steps for each in done),
        unproven=sum(bool(each.reset) for each in done),
    )


def _groups(
    plan: Plan, done: list[Outcome], suite: Suite, rate: Callable[[Mapping[str, Sequence[float]]], Share]
) -> Mapping[str, Mapping[str, Share]]:
    names = {each.number: each.task for each in plan.episodes}
    params = {each.number: each.params for each in plan.episodes}
    tries: dict[str, dict[str, list[tuple[str, bool]]]] = {
        "app": {},
        "tag": {},
        "difficulty": {},
        "length": {},
        "part": {},
    }
    for outcome in done:
        facts = suite.named(names[outcome.episode]).facts
        values = {
            "app": _apps(facts, params[outcome.episode]),
            "tag": facts.tags or ("no tag",),
            "difficulty": (facts.difficulty,),
            "length": (_length(facts.steps),),
        }
        for kind, some in values.items():
            for value in some:
                tries[kind].setdefault(value, []).append((facts.name, outcome.success))
        for part, holds in _parts(outcome).items():
            value = f"{facts.tags[0]}: {part}" if facts.tags else part
            tries["part"].setdefault(value, []).append((facts.name, holds))
    return {
        kind: {value: rate(by_task(some)) for value, some in sorted(values.items(), key=_place)}
        for kind, values in tries.items()
    }


def _apps(facts: Facts, params: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """The apps of a try: those that its parameters name, where the task is drawn for some of its apps."""
    drawn = {value.lower() for value in params.values() if isinstance(value, str)}
    return tuple(app for app in facts.app_names if app.lower() in drawn) or facts.app_names


def _parts(outcome: Outcome) -> Mapping[str, bool]:
    """The parts that a verdict tells apart, and whether all clauses of each hold."""
    found: dict[str, bool] = {}
    for clause in outcome.verdict.clauses if outcome.verdict else ():
        if clause.part:
            found[clause.part] = found.get(clause.part, True) and clause.ok
    return found


def _place(value: tuple[str, object]) -> tuple[int, str]:
    """What is harder or longer comes after what is less so; all else is in the order of the alphabet."""
    return (_RISING.index(value[0]) if value[0] in _RISING else len(_RISING), value[0])


def _length(steps: int) -> str:
    """By the fewest steps a task is known to take."""
    if not steps:
        return "unknown"
    return next((name for most, name in _LENGTHS if steps <= most), _LONGEST)
