"""Figures of benchmark runs for people."""

from collections.abc import Iterator, Mapping

from rich.table import Table
from rich.text import Text

from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.interval import Share
from tasks.statistics.lab import LabFigures
from tasks.statistics.paired import Comparison
from tasks.statistics.summary import Summary
from ui.output import output
from ui.words import clean

_WHO = ("entrant", "preset", "model")
_HEADS = {"length": "fewest steps known"}
_GOAL = 600
"""Letters of what was wanted or said."""


def figures(run: str, plan: Plan, summary: Summary) -> None:
    """A run's figures on the terminal."""
    console = output()
    told = f"[bold]{summary.succeeded} of {summary.done}[/bold] succeeded: {summary.success}"
    console.print(told)
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in (*_outcome_lines(summary), *_cost_lines(summary)):
        table.add_row(f"[dim]{name}[/dim]", value)
    who = ", ".join(f"{name} {plan.entrant[name]}" for name in _WHO if plan.entrant.get(name))
    table.add_row("[dim]who[/dim]", Text(who))
    table.add_row("[dim]run[/dim]", Text(run))
    console.print(table)
    for kind, shares in summary.groups.items():
        if len(shares) > 1:
            console.print(_group(kind, shares))


def lab(figures: LabFigures) -> None:
    """AndroidLab's figures on the terminal."""
    told = (
        ("SR", figures.success, "tasks done", ""),
        ("Sub-SR", figures.sub_goals, "sub-goals reached", ""),
        (
            "RRR",
            figures.reversed_redundancy,
            "the fewest steps known by the run's, where it was done",
            "no task was done",
        ),
        (
            "ROR",
            figures.reasonable,
            "steps that changed the screen",
            "no try took a step of which the screens were kept",
        ),
    )
    table = Table("AndroidLab", "", "", box=None, pad_edge=False, header_style="dim")
    for name, share, meaning, why_none in told:
        if share is None:
            table.add_row(name, "unknown", f"[dim]{meaning}: {why_none}[/dim]")
        else:
            table.add_row(name, str(share), f"[dim]{meaning}[/dim]")
    output().print(table)


def _outcome_lines(summary: Summary) -> Iterator[tuple[str, str]]:
    drawn = summary.success.bootstrap
    if drawn and drawn[0] < drawn[1]:  # of tries that came out alike it says nothing
        yield "drawn", f"{drawn[0]:.1%} to {drawn[1]:.1%} succeed by the bootstrap over tasks"
    if summary.done < summary.planned:
        yield "left", f"{summary.planned - summary.done} of {summary.planned} not tried"
    if summary.crashed:
        others = f"of the others {summary.valid}" if summary.valid.count else "none is left to judge"
        yield "broke", f"{summary.crashed} broke down; {others}"
    if summary.failures:
        yield "fault", ", ".join(f"{name} {count}" for name, count in sorted(summary.failures.items()))
    for k in _some(len(summary.pass_at)):
        yield (
            f"of {k}",
            f"one succeeds {_apart(summary.pass_at[k])}, all succeed {_apart(summary.pass_all[k])}",
        )
    yield "part", f"{_apart(summary.partial)} with partial credit"
    if summary.succeeded:
        yield "clean", f"changed nothing else: {summary.clean}, of those that succeeded"
    if summary.claimed:
        yield (
            "false",
            f"said to be done and is not: {summary.false_complete}, of {summary.claimed} said to be",
        )
    if summary.false_infeasible.value:
        yield "false", f"given up though it can be done: {summary.false_infeasible}"
    if summary.unproven:
        yield "reset", f"{summary.unproven} began on a phone that was not quite as it should be"


def _some(most: int) -> Iterator[int]:
    """Of how many tries to tell: 2, 3, 5, 10, 20, 30, 50, ... and of as many as there are."""
    steps = (base * 10**power for power in range(len(str(most))) for base in (1, 2, 3, 5))
    yield from sorted({k for k in (*steps, most) if 1 < k <= most})


def _apart(share: Share) -> str:
    """A share of what was counted already."""
    return f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})"


def _cost_lines(summary: Summary) -> Iterator[tuple[str, str]]:
    used, seconds = summary.usage, summary.seconds
    spent = {
        "model": seconds.model,
        "phone": seconds.device,
        "waiting": seconds.wait,
        "own": seconds.overhead,
    }
    parts = ", ".join(f"{name} {took:.0f}" for name, took in spent.items())
    yield "took", f"{summary.steps} steps, {seconds.total:.0f} s ({parts})"
    if used.calls:
        price = "of unknown price" if used.cost is None else f"{used.cost:.2f} USD"
        yield "used", f"{used.calls} calls, {used.tokens} tokens, {price}"


def _group(kind: str, shares: Mapping[str, Share]) -> Table:
    table = Table(
        _HEADS.get(kind, kind),
        "succeeded",
        "95%",
        "bootstrap",
        "tries",
        box=None,
        pad_edge=False,
        header_style="dim",
    )
    for name, share in shares.items():
        table.add_row(
            Text(name),
            f"{share.value:.0%}",
            f"{share.low:.0%} to {share.high:.0%}",
            _drawn(share),
            str(share.count),
        )
    return table


def _drawn(share: Share) -> str:
    return f"{share.bootstrap[0]:.0%} to {share.bootstrap[1]:.0%}" if share.bootstrap else ""


def try_of(episode: Episode) -> str:
    """A task and, where it was tried before, which time it is."""
    return f"{episode.task} #{episode.repetition + 1}" if episode.repetition else episode.task


def failures(plan: Plan, outcomes: Mapping[int, Outcome]) -> None:
    """A line for each try that did not succeed: whose fault, and the first clause that does not hold."""
    table = Table("task", "fault", "why", box=None, pad_edge=False, header_style="dim")
    for episode in plan.episodes:
        outcome = outcomes.get(episode.number)
        if outcome is None or outcome.success:
            continue
        table.add_row(Text(try_of(episode)), Text(outcome.failure), Text(clean(_why(outcome))))
    if table.row_count:
        output().print(table)


def _why(outcome: Outcome) -> str:
    """Why a try did not succeed: how it ended, where it should have ended otherwise, else what is not so."""
    if outcome.verdict is None or not outcome.verdict.failed:
        return outcome.reason
    first = outcome.verdict.failed[0]
    if first == outcome.verdict.clauses[0] and outcome.reason:
        return f"{first.evidence}: {outcome.reason}"
    return f"{first.demand}: {first.evidence}"


def verdicts(plan: Plan, outcomes: Mapping[int, Outcome], task: str) -> None:
    """Every try of a task: its goal, and what was demanded and found."""
    console = output()
    tries = [episode for episode in plan.episodes if episode.task == task]
    for episode in tries:
        outcome = outcomes.get(episode.number)
        sign, colour = (
            ("✓", "green") if outcome and outcome.success else ("✗", "red") if outcome else ("·", "")
        )
        head = f"{sign} try {episode.repetition + 1} of {len(tries)}, seed {episode.seed}"
        console.print(Text(head, style=colour), Text(clean(episode.goal, _GOAL), style="bold"))
        if outcome is None:
            console.print("not tried yet", style="dim")
            continue
        fault = f" (fault: {outcome.failure})" if outcome.failure else ""
        console.print(Text(f"{outcome.status or 'broke down'}{fault}: {clean(outcome.reason, _GOAL)}"))
        if outcome.reset:
            console.print(Text(f"! began with: {clean(outcome.reset)}", style="yellow"))
        for line in outcome.refused:
            console.print(Text(f"! not allowed, and not done: {clean(line)}", style="yellow"))
        if outcome.answer:
            console.print(Text(f"answered: {clean(outcome.answer, _GOAL)}"))
        for clause in outcome.verdict.clauses if outcome.verdict else ():
            sign, colour = ("✓", "green") if clause.ok else ("✗", "red")
            console.print(Text(f"{sign} {clause.demand}: {clean(clause.evidence)}", style=colour))
        for damage in outcome.verdict.damage if outcome.verdict else ():
            console.print(Text(f"! also changed: {clean(damage)}", style="yellow"))
        console.print(Text(f"folder {outcome.folder}", style="dim"))


def comparison(
    a: str, b: str, found: Comparison, differs: tuple[str, ...], left_out: tuple[int, int]
) -> None:
    """Which of two runs is better, and where they part; `left_out` are the tries that only one made."""
    console = output()
    console.print(Text(str(found), style="bold"))
    if any(left_out):
        only = " and ".join(
            f"{count} of {name}'s" for name, count in zip("AB", left_out, strict=True) if count
        )
        told = f"only the {found.count} tries that both made are compared; {only} are left out"
        console.print(Text(told, style="yellow"))
    console.print(Text(f"A = {a}\nB = {b}\nthey differ in: {', '.join(differs) or 'nothing'}", style="dim"))
    for name, keys in (("won by B", found.wins), ("lost by B", found.losses)):
        for task, seed in keys:
            console.print(Text(f"{name}  {task} (seed {seed})"))
