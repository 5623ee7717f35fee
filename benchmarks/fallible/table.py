"""The runs counted: what was reached, what was falsely verified, what else changed, what it took."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from benchmarks.fallible.astray import astray
from benchmarks.fallible.attempt import Result
from benchmarks.fallible.slip import Slip
from tasks.statistics.interval import Share, independent


@dataclass(frozen=True, slots=True)
class Column:
    """What the runs of a column of results have in common."""

    code: str
    """The commit."""
    preset: str
    calls: str
    """Which calls of its roles the preset makes."""
    rate: float
    """Of error."""

    def __str__(self) -> str:
        return f"{self.preset} ({self.calls} calls), {self.code}, {self.rate:.0%}"


Count = Callable[[Result], bool]
_MEASURES: dict[str, Count] = {
    "goal reached": lambda one: one.reached,
    "said so": lambda one: one.reached and (one.status in ("complete", "unverified", "infeasible")),
    "false verified": lambda one: one.false,
    "claimed, not so": lambda one: one.status == "complete" and not one.reached,
    "sent or deleted astray": lambda one: bool(astray(one.task, one.seed, one.wrong)),
    "wrong outside": lambda one: bool(one.outside),
    "wrong anywhere": lambda one: bool(one.wrong),
}


def share(results: Sequence[Result], count: Count) -> Share:
    """How many of the runs, with a 95% interval of Wilson's."""
    return independent(sum(map(count, results)), len(results))


def table(columns: dict[Column, Sequence[Result]]) -> str:
    """All columns, and each with errors by kind."""
    head = ("", "runs", *_MEASURES, "steps", "calls", "calls a step", "errors")
    lines = [_row(*head), _row(*["---"] * len(head))]
    lines += [_row(str(column), *_cells(results)) for column, results in columns.items()]
    for column, results in columns.items():
        if column.rate:
            lines += [
                "",
                f"{column}, by a kind of error that the run met with (a run may have several)",
            ]
            lines += ["", _row("kind of error", *head[1:]), _row(*["---"] * len(head))]
            lines += [_row(kind, *_cells(_with(results, kind))) for kind in Slip]
            told = ", ".join(f"{kind} {count}" for kind, count in sorted(met(results).items()))
            lines += ["", f"Errors made: {told}"]
    lines += ["", "Kept with errors, as a share of the same runs without them:"]
    lines += list(_kept(columns))
    return "\n".join(lines)


def met(results: Iterable[Result]) -> Counter[str]:
    """How often each kind of error was made."""
    return Counter(slip for one in results for slip in one.slips)


def _kept(columns: dict[Column, Sequence[Result]]) -> Iterable[str]:
    for column, results in columns.items():
        free = columns.get(replace(column, rate=0.0))
        if column.rate and free:
            with_errors, without = (share(some, lambda one: one.reached).value for some in (results, free))
            if without:
                yield _row(str(column), f"{with_errors / without:.1%}")


def _with(results: Sequence[Result], kind: str) -> Sequence[Result]:
    return [one for one in results if kind in one.slips]


def _cells(results: Sequence[Result]) -> list[str]:
    if not results:
        return ["0"]
    shares = [share(results, count) for count in _MEASURES.values()]
    errors, decisions = sum(len(one.slips) for one in results), sum(one.decisions for one in results)
    return [
        str(len(results)),
        *(f"{one.value:.1%} [{one.low:.1%}, {one.high:.1%}]" for one in shares),
        f"{sum(one.steps for one in results) / len(results):.1f}",
        f"{sum(one.calls for one in results) / len(results):.1f}",
        f"{sum(one.calls for one in results) / max(1, sum(one.steps for one in results)):.2f}",
        f"{errors} ({errors / max(1, decisions):.1%})",
    ]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
