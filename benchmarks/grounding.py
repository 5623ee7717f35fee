"""What the views of an image are worth, on the published answers of Qwen3-VL-8B to ScreenSpot-Pro.

Claims: all 1,581 picks of MVP's rule are the published ones; `adaptive` has MVP's accuracy at no more than
2.6 passes an image; the confidence has AUROC >= 0.78, calibration error <= 0.05 and >= 84 % right on its
surer half, cross-validated by application. Other logs can be named:
`python -m benchmarks.grounding LOG ...`.
"""

import sys
from pathlib import Path

from grounding.score.plot import reliability_plot
from grounding.score.report import ScoreReport, render, score_file

LOG = Path(__file__).parents[2] / "shared/data/grounding/screenspot-pro-views-qwen3vl-8b.json.gz"
MOST_PASSES = 2.6


def held(report: ScoreReport) -> bool:
    """Whether the claims hold."""
    methods = {method.name: method for method in report.methods}
    made = report.confidence.calibration
    return all(
        (
            report.picks_equal == report.items,
            methods["adaptive"].correct == methods["mvp"].correct,
            methods["adaptive"].passes <= MOST_PASSES,
            made.auroc is not None and made.auroc >= 0.78,
            made.error <= 0.05,
            made.accuracy_at_50 >= 0.84,
        )
    )


def main(arguments: list[str]) -> int:
    for name in arguments:
        print(render(score_file(name)), end="\n\n")
    if not LOG.exists():
        print("skipped: needs ../shared/data/grounding, beside the checkout")
        return 0
    report = score_file(LOG)
    print(render(report))
    picture = Path(__file__).parents[1] / "build" / "reliability.png"
    picture.parent.mkdir(exist_ok=True)
    reliability_plot(report.confidence, "Confidence of MVP's picks").save(picture)
    print(f"plot: {picture}")
    return int(not held(report))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
