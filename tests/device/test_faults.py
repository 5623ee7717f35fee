"""The fault matrix: a corner of it in the usual run, all of it under full."""

import pytest

from benchmarks.faulting.fault import FAULTS
from benchmarks.faulting.scene import PHASES, Phase
from benchmarks.faults import cell

SOME: list[tuple[str, Phase]] = [
    ("unplugged", "act"),
    ("line cut", "acted"),
    ("adb server killed", "observe"),  # picture and list at once: two threads find it gone
    ("answer cut short", "observe"),
    ("locked by PIN", "look"),
    ("run killed", "type"),
    ("disk full", "act"),
]


@pytest.mark.parametrize(("fault", "phase"), SOME)
def test_a_run_recovers_or_says_what_is_wrong(fault: str, phase: Phase) -> None:
    found = cell(fault, phase)
    assert found.good, f"{found.outcome}: {found.detail}"


@pytest.mark.full
@pytest.mark.parametrize("fault", list(FAULTS))
def test_every_fault_in_every_phase(fault: str) -> None:
    wrong = [found for phase in PHASES if not (found := cell(fault, phase)).good]
    assert wrong == []
