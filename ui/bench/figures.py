"""Figures of benchmark runs for programs: JSON with every interval beside its rate."""

from math import isnan

from pydantic import JsonValue

from tasks.statistics.interval import Share
from tasks.statistics.lab import LabFigures
from tasks.statistics.paired import Comparison
from tasks.statistics.summary import Summary


def to_json(run: str, summary: Summary) -> dict[str, JsonValue]:
    """The figures of a run."""
    return {
        "run": run,
        "planned": summary.planned,
        "done": summary.done,
        "succeeded": summary.succeeded,
        "crashed": summary.crashed,
        "success": summary.success.value,
        "interval": _interval(summary.success),
        "bootstrap": _bootstrap(summary.success),
        "partial": summary.partial.value,
        "partial_interval": _interval(summary.partial),
        "partial_bootstrap": _bootstrap(summary.partial),
        "clean": _rate(summary.clean),
        "clean_interval": _interval(summary.clean),
        "clean_bootstrap": _bootstrap(summary.clean),
        "failures": {str(name): count for name, count in summary.failures.items()},
        "pass_at": {str(k): share.value for k, share in summary.pass_at.items()},
        "pass_at_interval": {str(k): _interval(share) for k, share in summary.pass_at.items()},
        "pass_at_bootstrap": {str(k): _bootstrap(share) for k, share in summary.pass_at.items()},
        "pass_all": {str(k): share.value for k, share in summary.pass_all.items()},
        "pass_all_interval": {str(k): _interval(share) for k, share in summary.pass_all.items()},
        "pass_all_bootstrap": {str(k): _bootstrap(share) for k, share in summary.pass_all.items()},
        "claimed": summary.claimed,
        "false_complete": _rate(summary.false_complete),
        "false_complete_interval": _interval(summary.false_complete),
        "false_complete_bootstrap": _bootstrap(summary.false_complete),
        "false_infeasible": _rate(summary.false_infeasible),
        "false_infeasible_interval": _interval(summary.false_infeasible),
        "false_infeasible_bootstrap": _bootstrap(summary.false_infeasible),
        "steps": summary.steps,
        "seconds": summary.seconds.total,
        "calls": summary.usage.calls,
        "tokens": summary.usage.tokens,
        "cost": summary.usage.cost,
        "unproven": summary.unproven,
    }


def lab_json(figures: LabFigures) -> dict[str, JsonValue]:
    """AndroidLab's figures."""
    told: dict[str, JsonValue] = {}
    for name, share in (
        ("sr", figures.success),
        ("sub_sr", figures.sub_goals),
        ("rrr", figures.reversed_redundancy),
        ("ror", figures.reasonable),
    ):
        told[name] = share.value if share else None
        told[f"{name}_interval"] = _interval(share) if share and not isnan(share.low) else None
        told[f"{name}_bootstrap"] = _bootstrap(share)
    return told


def comparison_json(found: Comparison, left_out: tuple[int, int]) -> dict[str, JsonValue]:
    """Which of two runs is better; `left_out` are the tries that only one made."""
    told = found.difference
    return {
        "count": found.count,
        "difference": told.value,
        "interval": _interval(told),
        "bootstrap": _bootstrap(told),
        "p": found.p,
        "test": found.test,
        "is_clear": found.is_clear,
        "detectable": found.detectable,
        "wins": [list(key) for key in found.wins],
        "losses": [list(key) for key in found.losses],
        "ties": found.ties,
        "differing": found.differing,
        "verdict": found.verdict,
        "left_out": list(left_out),
    }


def _rate(share: Share) -> float | None:
    """None where there was nothing to count."""
    return share.value if share.count else None


def _interval(share: Share) -> list[JsonValue]:
    """All is possible where nothing was counted."""
    return [share.low, share.high]


def _bootstrap(share: Share | None) -> list[JsonValue] | None:
    """None where no task but one was counted."""
    return list(share.bootstrap) if share and share.bootstrap else None
