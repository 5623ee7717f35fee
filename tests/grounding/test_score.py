"""Scoring a log of views: reading, statistics, methods, the report."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.error import ConfigError
from grounding.score.calibration import accuracy_at, auroc, calibrate, calibration_error, reliability
from grounding.score.plot import reliability_plot
from grounding.score.report import ScoreReport, render, score_file
from grounding.score.statistic import bootstrap, mcnemar, paired, wilson
from grounding.score.viewlog import load

LOG = Path(__file__).parents[2].parent / "shared/data/grounding/screenspot-pro-views-qwen3vl-8b.json.gz"
needs_log = pytest.mark.skipif(not LOG.exists(), reason="needs ../shared/data/grounding, beside the checkout")
Row = dict[str, Any]


def row(name: str, points: dict[str, tuple[float, float]], pick: tuple[float, float] | None) -> Row:
    """An item whose box is 0-20 on both axes of a 400 x 200 image."""
    coverage = {"full_image": 0, "subimage_1": 60, "subimage_2": 50}
    views = [{"point": p, "coverage": coverage[s], "stage": s, "output": "(1,1)"} for s, p in points.items()]
    return {
        "image": f"{name}.png",
        "image_size": [400, 200],
        "instruction": f"press {name}",
        "application": name[0],
        "group": "Office",
        "ui_type": "text",
        "bbox": [0, 0, 20, 20],
        "views": views,
        "published_pick": pick,
    }


ROWS = [
    row("agree", {"full_image": (1, 1), "subimage_1": (2, 2), "subimage_2": (90, 90)}, (2, 2)),
    row("crop only", {"full_image": (300, 9), "subimage_1": (5, 5), "subimage_2": (6, 6)}, (5, 5)),
    row("second saves", {"full_image": (9, 9), "subimage_1": (300, 90), "subimage_2": (8, 8)}, (8, 8)),
    row("all apart", {"full_image": (9, 9), "subimage_1": (300, 90), "subimage_2": (100, 8)}, (300, 90)),
    row("no full", {"subimage_1": (5, 5), "subimage_2": (6, 6)}, (5, 5)),
    row("nothing", {}, None),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "views.json"
    path.write_text(json.dumps([*ROWS, ROWS[0]]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def published() -> ScoreReport:
    return score_file(LOG)


# -- reading ------------------------------------------------------------------------------------------------


def test_repeats_count_once_and_views_know_their_place(small: Path) -> None:
    log = load(small)
    assert (len(log.items), log.duplicates, log.crops) == (6, 1, 2)
    assert log.items[4].view(0) is None
    assert log.items[4].view(1) is not None


def test_gzip_is_known_by_its_content(small: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed.json"
    packed.write_bytes(gzip.compress(small.read_bytes()))
    assert load(packed).items == load(small).items


def test_the_result_file_of_mvp_s_code(tmp_path: Path) -> None:
    details = [
        {
            "img_path": "shots/a.png",
            "img_size": [400, 200],
            "prompt_to_evaluate": "press a",
            "bbox": [0, 0, 20, 20],
            "pred": [2, 2],
            "correctness": "correct",
            "_debug": {
                "num_groups": 1,
                "predictions": [{"point": [2, 2], "coverage": "N/A", "stage": "full_image"}],
            },
        }
    ]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"metrics": {}, "details": details}), encoding="utf-8")
    report = score_file(path)
    assert (report.items, report.picks_equal, report.methods[0].correct) == (1, 1, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not json", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"\xff\xfe\x00", "damaged"),
        (gzip.compress(b"[]" * 99, mtime=0)[:20], "damaged"),
        (b"\x1f\x8b rubbish", "cannot read"),
        (b"[]", "no rows"),
        (b"{}", "not a view log"),
        (b"3", "not a view log"),
        (b"[3]", "row 1: it is no JSON object"),
        (b'[{"image_size": [4, 4], "views": []}]', "row 1: it has no bbox"),
        (b'[{"image": "a.png", "bbox": [0, 0, 1, 1]}]', "no views in any of its rows. .* agent ground eval"),
        (b'[{"image_size": [0, 4], "bbox": [0, 0, 1, 1], "views": []}]', "row 1: image_size.0 cannot be 0"),
        (b'[{"image_size": [4, 4], "bbox": [3, 0, 1, 1], "views": []}]', "not left, top, right, bottom"),
        (b'[{"image_size": [4, 4], "bbox": [0, 0, 1, 1], "views": 5}]', "row 1: views cannot be 5"),
        (b'[{"image_size": [4, 4], "bbox": [0, 0, 1, 1], "views": null}]', "no views in any"),
        (b'[{"image_size": [4, 4], "bbox": [0, 0, 1, 1], "views": [{"point": null}]}]', "no views in any"),
        (b'[{"image_size": [4, 4], "bbox": [0, 0, 1, 1], "views": [{"point": [1, NaN]}]}]', "point"),
    ],
)
def test_what_is_not_a_log_is_said_in_one_line(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=said) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ConfigError, match="cannot read"):
            load(path)


# -- statistics ---------------------------------------------------------------------------------------------


def test_wilson_and_mcnemar_against_known_values() -> None:
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(0, 0) == (0, 1)
    assert mcnemar(1, 8) == pytest.approx(0.0390625)
    assert mcnemar(0, 0) == mcnemar(5, 5) == 1
    assert 0 < mcnemar(900, 1400) < 1e-20


def test_a_paired_comparison() -> None:
    made = paired([True, True, False, True], [True, False, False, False])
    assert (made.better, made.worse, made.difference) == (2, 0, 0.5)
    assert made.interval.low < 0.5 < made.interval.high
    with pytest.raises(ValueError, match="1 items against 2"):
        paired([True], [True, False])


def test_bootstrap_is_repeatable_and_holds_the_mean() -> None:
    values = np.arange(100.0)
    made = bootstrap(lambda drawn: float(values[drawn].mean()), 100)
    assert made == bootstrap(lambda drawn: float(values[drawn].mean()), 100)
    assert made is not None
    assert 43 < made.low < 49.5 < made.high < 56
    assert bootstrap(lambda drawn: None, 100, resamples=3) is None


def test_measures_of_a_probability() -> None:
    said, right = np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True])
    assert auroc(said, right) == 0.75
    assert auroc(np.array([0.5, 0.5]), np.array([True, False])) == 0.5
    assert auroc(said, np.ones(4, dtype=bool)) is None
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == 0
    assert calibration_error(np.array([0.95, 0.95]), np.array([True, False])) == pytest.approx(0.45)
    assert accuracy_at(said, right, 0.5) == 0.5
    assert accuracy_at(np.full(4, 0.5), right, 0.5) == 0.5  # ties count by their mean, whatever the order
    assert [part.count for part in reliability(said, right)] == [1, 1, 1, 1]
    with pytest.raises(ValueError, match="0 probabilities"):
        calibrate([], [])


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_measures_stay_within_0_and_1(items: list[tuple[float, bool]]) -> None:
    said, right = np.array([p for p, _ in items]), np.array([hit for _, hit in items])
    assert 0 <= calibration_error(said, right) <= 1
    assert 0 <= accuracy_at(said, right, 0.5) <= 1
    assert sum(part.count for part in reliability(said, right)) == len(items)


# -- the report ---------------------------------------------------------------------------------------------


def test_each_method_on_a_log_small_enough_to_count(small: Path) -> None:
    report = score_file(small)
    right = {method.name: method.correct for method in report.methods}
    assert right == {"full_image": 3, "first_crop": 3, "mvp": 4, "adaptive": 4, "sure": 4, "any_view": 5}
    passes = {method.name: method.passes for method in report.methods}
    assert passes == {
        "full_image": 1,
        "first_crop": 2,
        "mvp": 3,
        "adaptive": pytest.approx(17 / 6),
        "sure": pytest.approx(17 / 6),
        "any_view": 3,
    }
    assert (report.picks_equal, report.fewer_views, report.no_view, report.duplicates) == (6, 2, 1, 1)
    assert report.confidence.how == "shipped fit"


def test_json_has_the_keys_that_programs_read(small: Path) -> None:
    made = json.loads(json.dumps(score_file(small).to_json(), allow_nan=False))
    assert {"items", "picks_equal", "methods", "confidence"} <= set(made)
    assert set(made["methods"]) == {"full_image", "first_crop", "mvp", "adaptive", "sure", "any_view"}
    for method in made["methods"].values():
        assert {"accuracy", "passes", "interval", "against_mvp"} <= set(method)
    assert {"auroc", "calibration_error", "accuracy_at_50", "accuracy_at_70"} <= set(made["confidence"])


def test_a_log_with_one_outcome_or_one_view_is_scored_too(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps([row("single", {"full_image": (1, 1)}, (1, 1))]), encoding="utf-8")
    report = score_file(path)
    assert report.confidence.calibration.auroc is None
    assert [(method.name, method.passes) for method in report.methods] == [("full_image", 1)]
    assert "not defined" in render(report)
    assert json.loads(json.dumps(report.to_json(), allow_nan=False))["confidence"]["auroc"] is None


def test_too_few_items_give_no_interval() -> None:
    said = [0.1, 0.4, 0.6] * 10
    few = calibrate(said[:3], [True, False, False])
    assert few.auroc == 0
    assert (few.auroc_interval, few.error_interval, few.accuracy_at_50_interval) == (None, None, None)
    assert calibrate(said, [True, *[False] * 29]).auroc_interval is None
    assert calibrate(said, [True, False, False] * 10).error_interval is not None


def test_of_few_items_it_is_said_that_they_are(tmp_path: Path) -> None:
    path = tmp_path / "few.json"
    rows = [row(f"{n}", {"full_image": (n, n)}, (1, 1)) for n in (1, 500, 900)]
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert render(score_file(path)).count("(too few for an interval)") == 4


def test_a_log_that_says_no_picks(tmp_path: Path) -> None:
    bare = {key: value for key, value in ROWS[0].items() if key != "published_pick"}
    path = tmp_path / "bare.json"
    path.write_text(json.dumps([bare]), encoding="utf-8")
    report = score_file(path)
    assert (report.picks_published, report.picks_equal) == (0, 0)
    assert "published ones" not in render(report)


def test_the_table_and_the_plot(small: Path) -> None:
    report = score_file(small)
    lines = render(report).splitlines()
    assert lines[0] == "views.json: 6 items (1 repeated rows left out)"
    assert all(len(line) <= 100 for line in lines)
    assert any(line.startswith("MVP's rule") and "66.67" in line for line in lines)
    picture = reliability_plot(report.confidence, "a title")
    assert picture.size == (640, 760)
    assert len(picture.getcolors(1 << 20) or []) > 10


@needs_log
def test_the_published_numbers(published: ScoreReport) -> None:
    accuracy = {method.name: round(100 * method.accuracy, 2) for method in published.methods}
    assert accuracy == {
        "full_image": 54.65,
        "first_crop": 64.77,
        "mvp": 65.09,
        "adaptive": 65.09,
        "sure": 65.09,
        "any_view": 70.34,
    }
    assert (published.items, published.picks_equal) == (1581, 1581)
    assert (published.fewer_views, published.no_view) == (25, 1)
    text_icon = next(method.by for method in published.methods if method.name == "mvp")
    assert (round(100 * text_icon["text"], 1), round(100 * text_icon["icon"], 1)) == (80.7, 39.9)
    adaptive = next(method for method in published.methods if method.name == "adaptive")
    assert adaptive.passes == pytest.approx(2.518, abs=0.001)
    assert (adaptive.against_mvp.better, adaptive.against_mvp.worse) == (0, 0)


@needs_log
def test_on_its_own_log_the_confidence_is_cross_validated(published: ScoreReport) -> None:
    assert published.confidence.how == "cross-validated"
    made = published.confidence.calibration
    assert made.auroc is not None
    assert made.auroc_interval is not None
    assert made.auroc_interval.low < made.auroc < made.auroc_interval.high
    assert made.error <= 0.05


def rewritten(path: Path, rows: list[Row]) -> Path:
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


@needs_log
def test_on_another_log_the_fit_that_ships_is_applied(tmp_path: Path) -> None:
    """The same questions answered by another model are rows that the fit never saw."""
    rows = json.loads(gzip.decompress(LOG.read_bytes()))[:60]
    for number, row in enumerate(rows):
        for view in row["views"]:
            view["point"] = [number, 2]
    made = score_file(rewritten(tmp_path / "other.json", rows))
    assert (made.confidence.how, made.confidence.known) == ("shipped fit", 0)
    assert "which knows none of these rows" in render(made)


@needs_log
@pytest.mark.parametrize("part", [slice(0, -1), slice(300, 700)])
def test_a_part_of_its_own_log_is_no_fresh_one(part: slice, tmp_path: Path) -> None:
    rows = json.loads(gzip.decompress(LOG.read_bytes()))[part]
    made = score_file(rewritten(tmp_path / "part.json", rows))
    assert (made.confidence.how, made.confidence.known) == ("cross-validated", len(rows))
    assert "fitted on this very log, so cross-validated" in render(made)


@needs_log
def test_rows_it_knows_among_others_are_said(tmp_path: Path) -> None:
    rows = json.loads(gzip.decompress(LOG.read_bytes()))[:100]
    for row in rows[:70]:
        row["views"][0]["point"] = [1, 2]
    made = score_file(rewritten(tmp_path / "mixed.json", rows))
    assert (made.confidence.how, made.confidence.known) == ("cross-validated", 30)
    assert "30 of the 100 items are among those of the fit that ships" in render(made)
    few = score_file(rewritten(tmp_path / "few.json", rows[-20:]))
    assert (few.confidence.how, few.confidence.known) == ("in-sample", 20)
    assert "knows none" not in render(few)
    assert few.to_json()["confidence"]["rows_known_to_the_fit"] == 20  # type: ignore[index, call-overload]


@needs_log
def test_a_row_that_another_model_answers_alike_makes_the_log_no_known_one(tmp_path: Path) -> None:
    """Such as one to which neither model gave a point."""
    rows = json.loads(gzip.decompress(LOG.read_bytes()))[:100]
    for row in rows[:97]:
        row["views"][0]["point"] = [1, 2]
    made = score_file(rewritten(tmp_path / "other.json", rows))
    assert (made.confidence.how, made.confidence.known) == ("shipped fit", 3)
    assert "the fit that ships; 3 of the 100 items are among those it was made with" in render(made)


@needs_log
def test_the_interval_of_the_calibration_error_reaches_below_it(published: ScoreReport) -> None:
    made = published.confidence.calibration
    assert made.error_interval is not None
    assert 0 <= made.error_interval.low < made.error < made.error_interval.high
