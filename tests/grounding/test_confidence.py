"""The probability that a point is right."""

import dataclasses
import gzip
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.error import ConfigError
from grounding.confidence import KINDS, Weights, agreement, confidence, kind_of, read_fit, shipped
from grounding.score import fit
from grounding.score.calibration import accuracy_at, auroc, calibration_error
from grounding.score.fit import hits, probabilities
from grounding.score.recalibration import recalibrated, spread
from grounding.score.viewlog import ViewLog, load

LOG = Path(__file__).parents[2].parent / "shared/data/grounding/screenspot-pro-views-qwen3vl-8b.json.gz"
needs_log = pytest.mark.skipif(not LOG.exists(), reason="needs ../shared/data/grounding, beside the checkout")
SCREEN = (1080, 2400)


@pytest.fixture(scope="module")
def log() -> ViewLog:
    return load(LOG)


def test_agreement_makes_sure_and_distance_makes_doubtful() -> None:
    near = confidence([(500, 500), (503, 501), (502, 500)], [0, 60, 55], SCREEN)
    far = confidence([(500, 500), (100, 2000), (900, 40)], [0, 60, 55], SCREEN)
    assert near > 0.85
    assert far < 0.2


def test_fewer_views_and_none() -> None:
    assert confidence([], [], SCREEN) == 0
    assert 0.5 < confidence([(1, 1)], [0], SCREEN) < confidence([(1, 1)], [60], SCREEN) < 0.7
    assert confidence([(1, 1), (1, 1)], [0, 60], SCREEN) > 0.9
    assert (
        0.5 < confidence([(1, 1), (1, 1)], [60, 55], SCREEN) < confidence([(1, 1), (1, 1)], [0, 60], SCREEN)
    )
    assert confidence([(1, 1)] * 5, [0, 9, 8, 7, 6], SCREEN) > 0.9


def test_an_answer_that_is_no_number_counts_as_none() -> None:
    broken = (math.nan, 3.0)
    assert confidence([broken], [0], SCREEN) == 0
    assert confidence([broken, (1, 1)], [0, 60], SCREEN) == confidence([(1, 1)], [60], SCREEN)


def test_a_fit_of_ones_own_is_read_and_what_is_none_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_bytes((Path(fit.__file__).parents[1] / "data" / "confidence.json").read_bytes())
    assert read_fit(own) == shipped()
    made = json.loads(own.read_text())
    del made["fits"]["several"]
    for text, says in (("{", "is no fit"), ("{}", "is no fit"), (json.dumps(made), "it lacks several")):
        own.write_text(text)
        with pytest.raises(ConfigError, match=says):
            read_fit(own)
    with pytest.raises(ConfigError, match="cannot read"):
        read_fit(tmp_path / "none.json")


@needs_log
def test_a_log_of_one_application_is_cross_validated_by_picture(log: ViewLog) -> None:
    """Nothing is said of an item by a fit that has seen its picture."""
    one = [item.model_copy(update={"application": "one"}) for item in log.items[:300]]
    said = np.array(fit.cross_validated(one))
    right = np.array(fit.hits(one))
    assert len(set(said.tolist())) > 100
    assert (auroc(said, right) or 0) > 0.65


def test_wrong_use_is_said() -> None:
    with pytest.raises(ValueError, match="1 points and 0 coverages"):
        confidence([(0, 0)], [], SCREEN)
    with pytest.raises(ValueError, match="0 x 9 pixels"):
        confidence([(0, 0)], [0], (0, 9))


def test_kinds() -> None:
    kinds = [kind_of(coverage) for coverage in ([], [0], [5], [0, 5], [5, 5], [0, 5, 5], [5] * 4)]
    assert kinds == [None, "full", "crop", "full and crop", "crops", "several", "several"]
    assert set(shipped().fits) == set(KINDS)


def test_distances_are_of_the_nearest_and_the_middle_pair() -> None:
    assert agreement([(0, 0)], (1000, 2000)) == ()
    assert agreement([(0, 0), (3, 4)], (1000, 2000)) == pytest.approx((math.log(5),))
    assert agreement([(0, 0), (3, 4), (103, 4)], (1000, 2000)) == pytest.approx((math.log(5), math.log(101)))


_points = st.lists(st.tuples(st.floats(0, 1080), st.floats(0, 2400)), min_size=1, max_size=6)


@given(_points, st.floats(1, 50), st.integers(2, 4))
def test_it_is_a_probability_falls_with_distance_and_has_no_scale(
    points: list[tuple[float, float]], spread: float, scale: int
) -> None:
    coverage = [0.0, *[50.0] * (len(points) - 1)]
    said = confidence(points, coverage, SCREEN)
    assert 0 < said < 1
    wider = [(x * spread, y * spread) for x, y in points]
    assert confidence(wider, coverage, SCREEN) <= said + 1e-12
    enlarged = [(x * scale, y * scale) for x, y in points]
    assert confidence(enlarged, coverage, (1080 * scale, 2400 * scale)) == pytest.approx(said)


def test_logistic_finds_what_made_the_data() -> None:
    generator = np.random.default_rng(3)
    features = generator.normal(size=(20_000, 2))
    chance = 1 / (1 + np.exp(-(0.5 + features @ [1.0, -2.0])))
    made = fit.logistic(features, (generator.random(20_000) < chance).astype(float))
    assert (made.intercept, *made.weights) == pytest.approx((0.5, 1.0, -2.0), abs=0.1)


def test_logistic_stays_finite_when_all_are_right_or_there_is_none() -> None:
    sure = fit.logistic(np.zeros((5, 1)), np.ones(5))
    assert 0.9 < sure.probability((0.0,)) < 1
    assert fit.logistic(np.zeros((0, 2)), np.zeros(0)) == Weights(0.0, (0.0, 0.0))


@needs_log
def test_the_fit_that_ships_is_the_one_its_command_makes(log: ViewLog, tmp_path: Path) -> None:
    out = tmp_path / "confidence.json"
    assert fit.main([str(LOG), str(out)]) == 0
    made, held = json.loads(out.read_text(encoding="utf-8")), shipped()
    assert made["fingerprint"] == held.fingerprint == log.fingerprint
    assert held.made_by.startswith("python -m grounding.score.fit")
    for kind, weights in held.fits.items():
        assert made["fits"][kind]["intercept"] == pytest.approx(weights.intercept, abs=1e-4)
        assert made["fits"][kind]["weights"] == pytest.approx(weights.weights, abs=1e-4)


@needs_log
def test_the_bars_by_cross_validation_over_applications(log: ViewLog) -> None:
    said, right = np.array(fit.cross_validated(log.items)), np.array(fit.hits(log.items))
    assert (auroc(said, right) or 0) >= 0.78
    assert calibration_error(said, right) <= 0.05
    assert accuracy_at(said, right, 0.5) >= 0.84


@needs_log
@pytest.mark.parametrize("places", [(0, 1), (1, 2)])
def test_two_views_suffice_for_a_calibrated_answer(log: ViewLog, places: tuple[int, ...]) -> None:
    """The default looks twice; the same bars of calibration hold there."""
    items = [
        item.model_copy(update={"views": tuple(v for v in item.views if v.place in places)})
        for item in log.items
    ]
    said, right = np.array(fit.cross_validated(items)), np.array(fit.hits(items))
    assert calibration_error(said, right) <= 0.05
    assert (auroc(said, right) or 0) >= (0.75 if 0 in places else 0.65)


def test_the_usage_of_the_fitting_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert fit.main([]) == 2
    assert "python -m grounding.score.fit" in capsys.readouterr().err


def test_weights_must_match_the_features() -> None:
    with pytest.raises(ValueError, match="zip"):
        Weights(0.0, (1.0,)).probability((1.0, 2.0))
    assert dataclasses.replace(Weights(0.0, ()), intercept=1000.0).probability(()) <= 1


@needs_log
def test_the_log_is_known_in_whatever_order_and_packing(log: ViewLog, tmp_path: Path) -> None:
    rows = json.loads(gzip.decompress(LOG.read_bytes()))
    plain = tmp_path / "log.jsonl"
    plain.write_text("\n".join(json.dumps(row) for row in [*reversed(rows), rows[0]]), encoding="utf-8")
    again = load(plain)
    assert again.fingerprint == log.fingerprint
    assert again.duplicates == 1


@needs_log
def test_few_labelled_items_bring_a_fit_to_the_level_of_a_log(log: ViewLog) -> None:
    own = shipped().fits
    lower = {kind: Weights(each.intercept - 1, each.weights) for kind, each in own.items()}
    labelled, others = spread(log, lower, 100)
    assert (len(labelled), len(others)) == (100, len(log.items) - 100)
    right = np.array(hits(others))
    before, after = (np.array(probabilities(others, fits)) for fits in (lower, recalibrated(lower, labelled)))
    assert calibration_error(after, right) < calibration_error(before, right) / 2
    assert auroc(after, right) == auroc(before, right), "the order of all items stays"
    assert recalibrated(own, []) == own, "without items nothing moves"
    assert spread(log, own, len(log.items))[1] == []
    with pytest.raises(ConfigError, match="has 1,581 items, not 1,582"):
        spread(log, own, len(log.items) + 1)
