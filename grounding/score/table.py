"""A score as a table for the terminal, shares in per cent."""

from grounding.score.result import ScoreReport
from grounding.score.statistic import Interval

PUBLISHED_EXTRA_PASSES = 1
"""MVP's code makes the full image's pass twice, once for the answer and once for the attention."""


def render(report: ScoreReport) -> str:
    """The whole report, several lines without a last line end."""
    return "\n".join([*_heading(report), "", *_method_lines(report), "", *_confidence_lines(report)])


def _heading(report: ScoreReport) -> list[str]:
    lines = [f"{report.name}: {report.items:,} item{'' if report.items == 1 else 's'}"]
    if report.duplicates:
        lines[0] += f" ({report.duplicates:,} repeated rows left out)"
    if report.unboxed:
        lines.append(f"{report.unboxed:,} more left out, whose place is no box")
    if report.fewer_views:
        lines.append(f"{report.fewer_views:,} with fewer views than the rest, {report.no_view:,} with none")
    if report.picks_published:
        lines.append(
            f"picks equal to the published ones: {report.picks_equal:,} of {report.picks_published:,}"
        )
    return lines


def _method_lines(report: ScoreReport) -> list[str]:
    if len(report.methods) == 1:
        only = report.methods[0]
        return [
            f"one look an item, so there is nothing to choose from: {100 * only.accuracy:.2f} % right "
            f"({100 * only.interval.low:.2f} - {100 * only.interval.high:.2f})"
        ]
    lines = [f"{'':19}{'right %':>7}{'95 %':>16}{'passes':>8}{'against MVP, 95 %':>26}{'+ / -':>11}{'p':>9}"]
    for method in report.methods:
        low, high = method.interval
        against = method.against_mvp
        least, most = (_signed(share) for share in against.interval)
        gap = f"{_signed(against.difference)} ({least}, {most})"
        counts, p = f"{against.better} / {against.worse}", _p_value(against.p_value)
        if method.name == "mvp":
            gap, counts, p = "", "", ""
        lines.append(
            f"{method.title:19}{100 * method.accuracy:7.2f}{f'{100 * low:.2f} - {100 * high:.2f}':>16}"
            f"{method.passes:8.2f}{gap:>26}{counts:>11}{p:>9}".rstrip()
        )
    published = max(method.passes for method in report.methods) + PUBLISHED_EXTRA_PASSES
    lines.append(f"passes: the full image's also gives the attention; MVP's code makes {published:.0f}")
    names = list(report.methods[0].by)
    if names:
        wide = [max(8, len(name) + 2) for name in names]
        lines += ["", f"{'':19}" + "".join(f"{name:>{w}}" for name, w in zip(names, wide, strict=True))]
        lines += [
            f"{method.title:19}"
            + "".join(f"{100 * method.by[name]:{w}.1f}" for name, w in zip(names, wide, strict=True))
            for method in report.methods
        ]
    return lines


def _confidence_lines(report: ScoreReport) -> list[str]:
    made = report.confidence.calibration
    rows = (
        ("AUROC", _number(made.auroc, made.auroc_interval, 1)),
        (
            "calibration error",
            f"{_number(made.error, made.error_interval, 1)}, {made.error_by_chance:.3f} by chance",
        ),
        ("right of the surest 50 %", _number(made.accuracy_at_50, made.accuracy_at_50_interval, 100)),
        ("right of the surest 70 %", _number(made.accuracy_at_70, made.accuracy_at_70_interval, 100)),
    )
    lines = [f"confidence ({_told(report)})", *(f"  {title:26}{value}" for title, value in rows)]
    if report.told and report.confidence.how != "own":
        lines.append("  what the answers say of themselves is not looked at: agent ground eval scores that")
    lines.append(f"  {'said':>10}{'right':>8}{'items':>8}")
    for part in made.bins:
        bar = "█" * round(20 * part.right)
        lines.append(f"  {100 * part.said:10.1f}{100 * part.right:8.1f}{part.count:8,}  {bar}")
    return lines


def _told(report: ScoreReport) -> str:
    """Which fit it is, and what that has seen."""
    known = report.confidence.known
    some = f"{known:,} of the {report.items:,} items are among those of the fit that ships"
    match report.confidence.how:
        case "shipped fit" if known:
            of = f"{known:,} of the {report.items:,} items"
            return f"the fit that ships; {of} are among those it was made with"
        case "shipped fit":
            return "the fit that ships, which knows none of these rows"
        case "own":
            return "what the answers say of themselves"
        case "recalibrated":
            moved = f"the fit that ships, moved by {report.confidence.labelled:,} labelled items"
            left = report.items - report.confidence.labelled
            other = f"scored on the other {left:,}" if left else "cross-validated in ten parts"
            return f"{moved} and {other}" + (f", of which it knows {known:,}" if known else "")
        case "in-sample":
            return f"the fit that ships; {some}, too few to cross-validate: no fresh ones"
        case _ if 0 < known < report.items:
            return f"{some}, so it is one fitted to this log and cross-validated"
        case _:
            return "fitted on this very log, so cross-validated"


def _number(value: float | None, interval: Interval | None, times: int) -> str:
    if value is None:
        return "not defined: all items have one outcome"
    digits = 1 if times == 100 else 3
    spread = (
        " (too few for an interval)"
        if interval is None
        else f" ({times * interval.low:.{digits}f} - {times * interval.high:.{digits}f})"
    )
    return f"{times * value:.{digits}f}{spread}"


def _signed(share: float) -> str:
    return f"{100 * share:+.2f}"


def _p_value(p: float) -> str:
    return "<0.0001" if p < 0.0001 else f"{p:.4f}"
