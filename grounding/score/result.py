"""What scoring a view log yields, and its form for programs."""

from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from grounding.score.calibration import Calibration
from grounding.score.method import Name
from grounding.score.statistic import Interval, Paired

How = Literal["cross-validated", "shipped fit", "in-sample", "recalibrated", "own"]
"""Cross-validated: one fitted to this log, each part by a fit to the others. Shipped fit: it saw few of
these rows or none. In-sample: it saw some, and they are too few for a fit of their own. Recalibrated: the
shipped fit, moved by some labelled items of this log and scored on the others. Own: what the answers say of
themselves, in a log with one look an item, where none can agree."""


@dataclass(frozen=True, slots=True)
class MethodScore:
    """One method on the whole log."""

    name: Name
    title: str
    correct: int
    accuracy: float
    """Share of all items, 0-1; an item without an answer is wrong."""
    interval: Interval
    """Wilson's."""
    passes: float
    """Passes of the model an image, on average, where the full image's pass also yields the attention."""
    passes_interval: Interval
    against_mvp: Paired
    by: dict[str, float]
    """Accuracy by `text` and `icon` and by group of applications."""


@dataclass(frozen=True, slots=True)
class ConfidenceScore:
    """What the confidence in MVP's picks is worth on this log."""

    how: How
    known: int
    """How many of the log's rows the fit that ships was made with."""
    calibration: Calibration
    labelled: int = 0
    """How many items a recalibrated fit was moved by."""


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The score of one view log."""

    name: str
    items: int
    duplicates: int
    """Rows left out as repeats of an item."""
    fewer_views: int
    """Items for which some view gave no point, those without any included."""
    no_view: int
    picks_equal: int
    """Items for which our pick is the published one."""
    picks_published: int
    """Items for which the log says what was picked."""
    methods: tuple[MethodScore, ...]
    confidence: ConfidenceScore
    told: int = 0
    """Items whose answer says how sure it is."""
    unboxed: int = 0
    """Items of an evaluation left out because their place is no box."""

    def to_json(self) -> dict[str, JsonValue]:
        """For `--json`; shares are 0-1, intervals [low, high] at 95 %."""
        return {
            "items": self.items,
            "picks_equal": self.picks_equal,
            "picks_published": self.picks_published,
            "duplicates": self.duplicates,
            "unboxed": self.unboxed,
            "fewer_views": self.fewer_views,
            "no_view": self.no_view,
            "methods": {method.name: _method_json(method) for method in self.methods},
            "confidence": _confidence_json(self.confidence),
        }


def _pair(interval: Interval | None) -> JsonValue:
    return None if interval is None else [interval.low, interval.high]


def _method_json(method: MethodScore) -> JsonValue:
    against = method.against_mvp
    return {
        "accuracy": method.accuracy,
        "passes": method.passes,
        "passes_interval": _pair(method.passes_interval),
        "correct": method.correct,
        "interval": _pair(method.interval),
        "against_mvp": {
            "difference": against.difference,
            "interval": _pair(against.interval),
            "better": against.better,
            "worse": against.worse,
            "p_value": against.p_value,
        },
        "by": dict(method.by),
    }


def _confidence_json(confidence: ConfidenceScore) -> JsonValue:
    made = confidence.calibration
    return {
        "how": confidence.how,
        "rows_known_to_the_fit": confidence.known,
        "labelled": confidence.labelled,
        "auroc": made.auroc,
        "auroc_interval": _pair(made.auroc_interval),
        "calibration_error": made.error,
        "calibration_error_interval": _pair(made.error_interval),
        "calibration_error_by_chance": made.error_by_chance,
        "accuracy_at_50": made.accuracy_at_50,
        "accuracy_at_50_interval": _pair(made.accuracy_at_50_interval),
        "accuracy_at_70": made.accuracy_at_70,
        "accuracy_at_70_interval": _pair(made.accuracy_at_70_interval),
        "reliability": [
            {
                "from": part.low,
                "to": part.high,
                "count": part.count,
                "said": part.said,
                "right": part.right,
                "interval": _pair(part.interval),
            }
            for part in made.bins
        ],
    }
