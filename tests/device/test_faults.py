"""The fault matrix, whole: every fault in every phase of a step ends in recovery or one clear error."""

import pytest

from benchmarks.faulting.fault import FAULTS
from benchmarks.faulting.scene import PHASES
from benchmarks.faults import cell


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_run_recovers_or_says_what_is_wrong(fault: str) -> None:
    wrong = [found for phase in PHASES if not (found := cell(fault, phase)).good]
    assert wrong == []
