"""What the benchmark runner costs: the `world` suite by its gold solvers, and the ledger's part of a step.

Claims: 116 of 116 in under 3 minutes with two workers; under 2 ms a step for the ledger. Scaling is told as
the ratio of one worker's time to two's, in one run of this script.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from agent.settings import Settings
from models.reply import Usage
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import StepRow
from tasks.runner.phone import PhoneSpec
from tasks.runner.run import begin, go
from tasks.runner.spec import RunSpec

LIMIT_SECONDS = 180.0
LIMIT_MS = 2.0
STEPS = 2_000


def whole(workers: int) -> tuple[float, int, int]:
    """Seconds for all of `world`, with how many done and how many tried."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spec = RunSpec(
            name="gold",
            suite="world",
            agent="gold",
            ledger=str(folder / "ledger.sqlite"),
            folder=folder / "gold",
            settings=Settings(use_memory=False),
            phones=(PhoneSpec(),) * workers,
            pictures=False,
        )
        ledger = Ledger.open(spec.ledger)
        plan = begin(spec, ledger)
        began = time.monotonic()
        outcomes = go(spec, plan, ledger, lambda _progress: None)
        took = time.monotonic() - began
        ledger.close()
    return took, sum(each.success for each in outcomes.values()), len(outcomes)


def step_ms() -> float:
    """The median of what entering one step takes, in milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        ledger = Ledger.open(str(Path(name) / "ledger.sqlite"))
        row = StepRow(step=1, action="click", usage=Usage(1200, 60, 0, 1, 0.001))
        taken = []
        for step in range(STEPS):
            began = time.perf_counter()
            ledger.step("run", step // 20, 1, row.model_copy(update={"step": step % 20}))
            taken.append(time.perf_counter() - began)
        ledger.close()
    return 1000 * statistics.median(taken)


def main() -> int:
    one, two = whole(1), whole(2)
    each = step_ms()
    print(f"world by gold, 1 worker   {one[0]:6.1f} s   {one[1]}/{one[2]}")
    print(f"world by gold, 2 workers  {two[0]:6.1f} s   {two[1]}/{two[2]}   (limit {LIMIT_SECONDS:.0f} s)")
    print(f"two workers are           {one[0] / two[0]:6.2f} x as quick as one")
    print(f"ledger, a step            {each:6.2f} ms  (median of {STEPS}; limit {LIMIT_MS} ms)")
    held = one[1] == two[1] == two[2] and two[0] < LIMIT_SECONDS and each < LIMIT_MS
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
