"""What the benchmark runner costs: the `world` suite by its gold solvers, and the ledger's part of a step.

Claims: 116 of 116 in under 3 minutes with two workers; under 2 ms a step for the ledger; over ADB the same
verdict on every task. What ADB takes beside memory is told with its aim, which is not reached on a busy
computer. Times are told as ratios within one run of this script.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

from agent.settings import Settings
from models.reply import Usage
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import StepRow
from tasks.runner.phone import PhoneSpec
from tasks.runner.run import begin, go
from tasks.runner.spec import RunSpec

LIMIT_SECONDS = 180.0
LIMIT_MS = 2.0
AIM_ADB = 2.2
STEPS = 2_000


Verdicts = dict[int, tuple[bool, str]]
"""By the number of the try: whether it succeeded, and its verdict."""


def whole(workers: int, way: Literal["adb", "memory"] = "memory") -> tuple[float, int, Verdicts]:
    """Seconds for all of `world`, with how many done and what came of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spec = RunSpec(
            name="gold",
            suite="world",
            agent="gold",
            ledger=str(folder / "ledger.sqlite"),
            folder=folder / "gold",
            settings=Settings(use_memory=False),
            phones=(PhoneSpec(way=way),) * workers,
            pictures=False,
        )
        ledger = Ledger.open(spec.ledger)
        plan = begin(spec, ledger)
        began = time.monotonic()
        outcomes = go(spec, plan, ledger, lambda _progress: None)
        took = time.monotonic() - began
        ledger.close()
    told = {
        number: (each.success, each.verdict.model_dump_json() if each.verdict else each.reason)
        for number, each in outcomes.items()
    }
    return took, sum(done for done, _ in told.values()), told


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
    one, two, wire = whole(1), whole(2), whole(1, "adb")
    each = step_ms()
    unlike = [number for number, told in one[2].items() if wire[2].get(number) != told]
    tries = len(one[2])
    print(f"world by gold, 1 worker   {one[0]:6.1f} s   {one[1]}/{tries}")
    print(f"world by gold, 2 workers  {two[0]:6.1f} s   {two[1]}/{tries}   (limit {LIMIT_SECONDS:.0f} s)")
    print(f"the same by ADB, 1 worker {wire[0]:6.1f} s   {wire[1]}/{tries}")
    print(f"by ADB it takes           {wire[0] / one[0]:6.2f} x as long  (aim {AIM_ADB})")
    print(f"verdicts that differ      {len(unlike):6d}     {unlike or ''}")
    print(f"two workers are           {one[0] / two[0]:6.2f} x as quick as one")
    print(f"ledger, a step            {each:6.2f} ms  (median of {STEPS}; limit {LIMIT_MS} ms)")
    held = one[1] == two[1] == wire[1] == tries and two[0] < LIMIT_SECONDS and each < LIMIT_MS
    held = held and not unlike
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
