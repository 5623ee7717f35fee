"""The report of an evaluation for a person."""

from collections.abc import Iterator

from grounding.evaluation.report import Report, Share

_MOST_ROWS = 40
_NAME = 34
"""How wide the column of names is at least."""


def render(made: Report) -> str:
    """For a person, several lines."""
    lines = [f"{made.grounder}: {made.all.right:,} of {made.all.items:,} right"]
    if made.unanswered:
        lines.append(f"{made.unanswered:,} not found, which counts as wrong")
    if made.unread:
        lines += [
            f"{made.unread:,} whose picture could not be read, which counts as wrong; the same command asks "
            "again, once it can be",
            f"  first: {made.unread_first}",
        ]
    lines += [*_counting(made), "", *_table(made)]
    worth = made.calibration
    if worth is not None:
        auroc = "-" if worth.auroc is None else f"{worth.auroc:.3f}"
        lines += [
            "",
            f"confidence: AUROC {auroc}, calibration error {worth.error:.3f} ({worth.error_by_chance:.3f} by "
            f"chance), right of the surest half {100 * worth.accuracy_at_50:.1f} %",
        ]
    if made.against is not None:
        low, high = made.against.interval
        lines.append(
            f"against the other on {made.compared:,} item{'' if made.compared == 1 else 's'}: "
            f"{100 * made.against.difference:+.2f} ({100 * low:+.2f}, {100 * high:+.2f}), "
            f"{made.against.better} better, {made.against.worse} worse, p = {made.against.p_value:.4f}"
        )
    return "\n".join([*lines, f"{made.seconds:.2f} s an item (median)"])


def _counting(made: Report) -> list[str]:
    """How refusals and unsure points count, where that makes a difference."""
    lines = []
    if made.refusals is not None:
        lines.append(
            f"{made.refusals.right:,} of {made.refusals.items:,} refusals right: every point counts, however "
            'unsure, and for a refusal only "not found" is right'
        )
    acting = made.acting
    if acting is not None and (acting.all, acting.refusals) != (made.all, made.refusals):
        told = f", {acting.refusals.right:,} of {acting.refusals.items:,} refusals" if acting.refusals else ""
        lines.append(
            f"as the agent acts, which taps from {100 * acting.bound:.0f} % on: {acting.all.right:,} of "
            f"{acting.all.items:,} right ({100 * acting.all.accuracy:.2f} %){told}"
        )
    return lines


def _table(made: Report) -> Iterator[str]:
    """All, then each group; as wide as the longest name needs."""
    longest = max((len(name) for parts in made.by.values() for name in parts), default=0)
    wide = max(_NAME, longest + 4)
    yield f"{'':{wide}}{'right, %':>9}{'95 % (Wilson)':>16}{'items':>8}"
    yield _line("all", made.all, wide)
    for by, parts in made.by.items():
        yield f"by {by}"
        for name, part in list(parts.items())[:_MOST_ROWS]:
            yield _line(f"  {name}", part, wide)
        if len(parts) > _MOST_ROWS:
            yield f"  and {len(parts) - _MOST_ROWS:,} more, with --json"


def _line(name: str, part: Share, wide: int) -> str:
    low, high = part.interval
    span = f"{100 * low:.2f} - {100 * high:.2f}"
    return f"{name:{wide}}{100 * part.accuracy:9.2f}{span:>16}{part.items:8,}"
