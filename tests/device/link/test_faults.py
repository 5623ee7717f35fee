"""The fault matrix: every fault in every phase of a step ends in recovery or one clear error.

The usual run takes a quarter of its cells: each fault at least once, each phase several times.
"""

from itertools import product

import pytest

from benchmarks.faulting.fault import FAULTS
from benchmarks.faulting.scene import PHASES, Phase
from benchmarks.faults import cell
from tests.thin import thinned


@pytest.mark.parametrize(("fault", "phase"), thinned(product(FAULTS, PHASES), 12))
def test_a_run_recovers_or_says_what_is_wrong(fault: str, phase: Phase) -> None:
    found = cell(fault, phase)
    assert found.good, found
