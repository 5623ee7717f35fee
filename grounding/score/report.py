"""Scores a view log: every method with its interval and its test against MVP's rule, and the confidence.

`score_file` reads and scores, `render` makes the table for the terminal, `ScoreReport.to_json` the line for
programs.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from grounding.confidence import shipped
from grounding.score.calibration import calibrate
from grounding.score.fit import cross_validated, hits, is_enough, probabilities
from grounding.score.loggedrow import LoggedItem
from grounding.score.method import METHODS, Method, mvp_pick
from grounding.score.recalibration import cross_recalibrated, recalibrated, spread
from grounding.score.result import ConfidenceScore, How, MethodScore, ScoreReport
from grounding.score.statistic import Interval, bootstrap, paired, wilson
from grounding.score.table import render
from grounding.score.viewlog import ViewLog, load

__all__ = ["ScoreReport", "render", "score", "score_file"]

_SAME_POINT = 1e-6
_BY_CHANCE = 0.05
"""Up to this share of its rows another model's log may answer as the one of the fit did."""


def score_file(path: Path | str) -> ScoreReport:
    """Score a view log. Raises ConfigError, in one line, for a file that is not one."""
    return score(load(path))


def score(log: ViewLog, *, refit: bool = False, labelled: int = 0) -> ScoreReport:
    """Score a view log that has been read.

    With `refit` the confidence is one of its own, cross-validated; with `labelled` the one that ships, moved
    by so many of its items and scored on the others, or cross-validated where it is all of them. Raises
    ConfigError where there are not so many.
    """
    items = log.items
    reference = hits(items)
    published = [item for item in items if item.picked and item.method in ("", "mvp")]
    return ScoreReport(
        log.name,
        len(items),
        log.duplicates,
        sum(len(item.views) < 1 + log.crops for item in items),
        sum(not item.views for item in items),
        sum(_as_published(item) for item in published),
        len(published),
        tuple(_method(method, log, reference) for method in (METHODS if log.crops else METHODS[:1])),
        _recalibrated(log, labelled) if labelled else _confidence(log, refit=refit),
        sum(item.confidence is not None for item in items),
        log.unboxed,
    )


def _method(method: Method, log: ViewLog, reference: Sequence[bool]) -> MethodScore:
    outcomes = [method.run(item, log.crops) for item in log.items]
    right = [outcome.right for outcome in outcomes]
    passes = np.array([outcome.passes for outcome in outcomes], dtype=np.float64)
    mean = float(passes.mean())
    return MethodScore(
        method.name,
        method.title,
        sum(right),
        sum(right) / len(right),
        wilson(sum(right), len(right)),
        mean,
        bootstrap(lambda drawn: float(passes[drawn].mean()), len(right)) or Interval(mean, mean),
        paired(right, reference),
        _breakdown(log.items, right),
    )


def _breakdown(items: Sequence[LoggedItem], right: Sequence[bool]) -> dict[str, float]:
    found: dict[str, list[bool]] = {}
    kinds = sorted({item.ui_type for item in items} - {"unknown", ""}, reverse=True)
    for name in [*kinds, *sorted({item.group for item in items} - {"unknown", ""})]:
        found[name] = [
            hit for item, hit in zip(items, right, strict=True) if name in (item.ui_type, item.group)
        ]
    return {name: sum(part) / len(part) for name, part in found.items()}


def _as_published(item: LoggedItem) -> bool:
    ours, theirs = mvp_pick(item), item.published_pick
    if ours is None or theirs is None:
        return ours is theirs
    return math.dist(ours, theirs) <= _SAME_POINT


def _confidence(log: ViewLog, *, refit: bool) -> ConfidenceScore:
    """By the fit that ships, but for its own log or a part of it: those rows are no fresh ones."""
    told = [(item.confidence, hit) for item, hit in zip(log.items, hits(log.items), strict=True)
            if item.confidence is not None]  # fmt: skip
    if told and not log.crops:
        return ConfidenceScore("own", 0, calibrate(*zip(*told, strict=True)))
    right, digests = hits(log.items), shipped().digests
    known = sum(item.digest in digests for item in log.items)
    own = known > _BY_CHANCE * len(log.items)
    if refit or (own and is_enough(log)):
        return ConfidenceScore("cross-validated", known, calibrate(cross_validated(log.items), right))
    how: How = "in-sample" if own else "shipped fit"
    return ConfidenceScore(how, known, calibrate(probabilities(log.items), right))


def _recalibrated(log: ViewLog, labelled: int) -> ConfidenceScore:
    own = shipped().fits
    known, others = spread(log, own, labelled)
    scored = others or known
    said = probabilities(others, recalibrated(own, known)) if others else cross_recalibrated(own, known)
    seen = sum(item.digest in shipped().digests for item in scored)
    return ConfidenceScore("recalibrated", seen, calibrate(said, hits(scored)), labelled)
