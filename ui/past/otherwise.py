"""What two models made of the same questions, as lines of text and as JSON."""

from collections.abc import Sequence

from pydantic import JsonValue
from rich.table import Table
from rich.text import Text

from agent.record.comparison import Compared, Spending
from agent.record.resolvedreply import ResolvedReply
from agent.run.trajectory import Trajectory
from models.reply import Usage
from ui.output import output
from ui.terminal import say
from ui.words import clean, mark

_LONGEST = 100
"""Characters of one act in the table."""


def tell_otherwise(run: Trajectory, model: str, found: Sequence[Compared], *, every: bool) -> None:
    """Print where the models part, or every question; then what each of them took."""
    was = ", ".join(dict.fromkeys(one.row.model for one in found))
    shown = [one for one in found if every or not one.is_same]
    if shown:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for head in ("step", "role", f"{was} did", f"{model} would"):
            table.add_column(Text(head), overflow="fold")
        for one in shown:
            style = "dim" if one.is_same else ""
            cells = (_step(one), one.row.role, _told(one.was, one.row.error), _told(one.would, one.error))
            table.add_row(*(Text(cell, style) for cell in cells))
        output().print(table)
    same = sum(one.is_same for one in found)
    unusable = sum(one.would is None for one in found)
    told = f"{same} the same, {len(found) - same} otherwise, {unusable} of them no usable reply"
    say(f"{len(found)} questions: {told}")
    totals = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("", "tokens in", "of them cached", "tokens out", "seconds a reply", "cost"):
        totals.add_column(head, justify="right" if head else "left")
    for name, spent in zip((was, model), _spent(found), strict=True):
        totals.add_row(Text(name), *_figures(spent, len(found)))
    output().print(totals)


def as_fields(
    run: Trajectory, model: str, found: Sequence[Compared], not_asked: int, why_not: str
) -> dict[str, JsonValue]:
    """All of it for a program; `not_asked` questions were left over, for this reason."""
    was, would = map(_fields, _spent(found))
    return {
        "run": run.manifest.id,
        "models": [*dict.fromkeys(one.row.model for one in found)],
        "model": model,
        "questions": len(found),
        "not_asked": not_asked,
        "why_not": why_not,
        "same": sum(one.is_same for one in found),
        "unusable": sum(one.would is None for one in found),
        "spent": was,
        "would_spend": would,
        "compared": [_row(one) for one in found],
    }


def _row(one: Compared) -> dict[str, JsonValue]:
    was, would = one.spent
    return {
        "number": one.row.number,
        "role": one.row.role,
        "step": one.step.index if one.step else None,
        "outcome": str(one.step.outcome) if one.step else "",
        "same": one.is_same,
        "did": _told(one.was, one.row.error),
        "would": _told(one.would, one.error),
        "struck": one.row.is_struck,
        "spent": _fields(was),
        "would_spend": _fields(would),
    }


def _spent(found: Sequence[Compared]) -> tuple[Spending, Spending]:
    nothing = Spending(Usage(), 0.0)
    return sum((one.spent[0] for one in found), nothing), sum((one.spent[1] for one in found), nothing)


def _fields(spent: Spending) -> dict[str, JsonValue]:
    used = spent.usage
    return {
        "prompt_tokens": used.prompt_tokens,
        "cached_tokens": used.cached_tokens,
        "completion_tokens": used.completion_tokens,
        "calls": used.calls,
        "cost": used.cost,
        "seconds": round(spent.seconds, 3),
    }


def _figures(spent: Spending, questions: int) -> tuple[str, ...]:
    used = spent.usage
    cost = "unknown" if used.cost is None else f"${used.cost:.4f}"
    counts = (used.prompt_tokens, used.cached_tokens, used.completion_tokens)
    return *(f"{count:,}" for count in counts), f"{spent.seconds / max(1, questions):.2f}", cost


def _step(one: Compared) -> str:
    return f"{one.step.index} {mark(one.step)[0]}" if one.step is not None else ""


def _told(act: ResolvedReply | None, error: str) -> str:
    return clean(act.told, _LONGEST) if act is not None else f"no usable reply: {clean(error, _LONGEST)}"
