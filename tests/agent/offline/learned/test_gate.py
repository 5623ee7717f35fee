"""The gate: what was done surely is trusted, and so few claims are wrong as it was told."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from agent.offline.learned.gate import SIGNS, Course, Gate
from agent.offline.training.calibration import fit_gate


def course(sure: float, route: float = 0.9) -> Course:
    return Course(confidences=(sure, sure, sure), route=route, used=0.5, idle=0)


def runs(count: int) -> list[tuple[Course, bool]]:
    """Runs that are right about as often as they were sure."""
    random = Random(3)
    drawn = [random.random() for _ in range(count)]
    return [(course(sure), random.random() < sure) for sure in drawn]


def test_the_gate_lets_so_few_wrong_claims_pass_as_it_may() -> None:
    told = runs(400)
    gate = fit_gate(told, most_false=0.02, least=0.1, route=0.5)
    wrong = sum(not right and gate.probability(one) >= gate.threshold for one, right in told)
    assert wrong <= 0.02 * len(told)
    passed = sum(gate.probability(one) >= gate.threshold for one, _ in told)
    assert passed > 0.1 * len(told)


def test_who_is_surer_on_the_way_is_trusted_more() -> None:
    gate = fit_gate(runs(400), most_false=0.02, least=0.1, route=0.5)
    assert gate.probability(course(0.99)) > gate.probability(course(0.5)) > gate.probability(course(0.1))


def test_where_nothing_is_ever_right_nothing_passes() -> None:
    gate = fit_gate([(course(0.9), False)] * 50, most_false=0.0, least=0.1, route=0.5)
    assert gate.probability(course(0.9)) < gate.threshold


@given(
    st.lists(st.floats(0, 1), max_size=30), st.floats(0, 1), st.floats(0, 1), st.integers(0, 80),
    st.lists(st.floats(-50, 50), min_size=len(SIGNS), max_size=len(SIGNS)),
)  # fmt: skip
def test_it_is_a_probability_whatever_happened(
    sure: list[float], route: float, used: float, idle: int, weights: list[float]
) -> None:
    gate = Gate(weights=tuple(weights), threshold=0.5, least=0.1, route=0.5)
    assert 0 <= gate.probability(Course(tuple(sure), route, used, idle)) <= 1
