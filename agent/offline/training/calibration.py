"""Fitting the gate: how sure the network was in runs whose end the phone has judged."""

from collections.abc import Sequence

import numpy as np

from agent.offline.learned.gate import SIGNS, Course, Gate, probability

_ROUNDS = 30
_RIDGE = 1.0


def fit_gate(runs: Sequence[tuple[Course, bool]], most_false: float, least: float, route: float) -> Gate:
    """The gate under which at most so many of all runs claim wrongly.

    `runs` are those that came to a claim or would have: how they went, and whether the phone says done.
    """
    weights = _fitted(runs)
    return Gate(weights=weights, threshold=_threshold(weights, runs, most_false), least=least, route=route)


def _fitted(runs: Sequence[tuple[Course, bool]]) -> tuple[float, ...]:
    """Logistic regression by Newton's method, held back a little."""
    x = np.array([course.signs for course, _ in runs])
    y = np.array([float(right) for _, right in runs])
    weights = np.zeros(len(SIGNS))
    for _ in range(_ROUNDS):
        guess = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (guess - y) + _RIDGE * weights
        curve = (x * (guess * (1 - guess))[:, None]).T @ x + _RIDGE * np.eye(len(SIGNS))
        weights -= np.linalg.solve(curve, slope)
    return tuple(float(weight) for weight in weights)


def _threshold(weights: tuple[float, ...], runs: Sequence[tuple[Course, bool]], most_false: float) -> float:
    """The lowest that keeps wrong claims rare enough; 1 where none does."""
    sure = sorted(((probability(weights, course), right) for course, right in runs), reverse=True)
    wrong, lowest = 0, 1.0
    for likely, right in sure:
        wrong += not right
        if wrong > most_false * len(runs):
            break
        lowest = likely
    return lowest
