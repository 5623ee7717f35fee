"""Tags of neighbouring tokens decided together: a conditional random field over the line of tokens."""

from itertools import pairwise

import numpy as np

from agent.reader.wordvector import Vectors


def likeliest(scores: Vectors, chain: Vectors) -> list[int]:
    """Return the best line of tags; `scores` are of each token's tags, `chain` of each tag after each."""
    best, back = scores[0], []
    for row in scores[1:]:
        ways = best[:, None] + chain
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    line = [int(best.argmax())]
    for came in reversed(back):
        line.append(int(came[line[-1]]))
    return line[::-1]


def chances(scores: Vectors, chain: Vectors) -> tuple[Vectors, float]:
    """Return the probability of each tag of each token, and the logarithm of what all lines sum up to."""
    forward, backward = [scores[0]], [np.zeros_like(scores[0])]
    for row in scores[1:]:
        forward.append(_through(forward[-1], chain) + row)
    for row in scores[:0:-1]:
        backward.append(_through(backward[-1] + row, chain.T))
    whole = _sum(forward[-1])
    return np.exp(np.array(forward) + np.array(backward[::-1]) - whole), whole


def line_score(scores: Vectors, chain: Vectors, line: list[int]) -> float:
    """Return the score of one line of tags."""
    steps = sum(float(chain[first, second]) for first, second in pairwise(line))
    return steps + float(scores[np.arange(len(line)), line].sum())


def _through(row: Vectors, chain: Vectors) -> Vectors:
    most = row.max()
    return np.asarray(np.log(np.exp(row - most) @ np.exp(chain) + 1e-30) + most)


def _sum(row: Vectors) -> float:
    most = float(row.max())
    return float(np.log(np.exp(row - most).sum())) + most
