"""The fault matrix, whole: every fault in every phase of a step ends in recovery or one clear error."""

import pytest

from benchmarks.faulting.fault import FAULTS
from benchmarks.faulting.scene import PHASES, Phase
from benchmarks.faults import cell


# A test a cell: so many of them are begun first, and not last while other processors are idle.
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_run_recovers_or_says_what_is_wrong(fault: str, phase: Phase) -> None:
    found = cell(fault, phase)
    assert found.good, found
