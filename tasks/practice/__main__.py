"""Make the weights of the bundled policy: demonstrations, router, network, own practice, gate.

`python -m tasks.practice --work FOLDER` does all of it on one core, and goes on where it was cut off; what it
comes to lies in FOLDER/bundle, and with `--keep` in the package.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

from tasks.practice.school import DROPOUT, STEPS, School


def main() -> int:
    """Run the stages in a row."""
    parser = argparse.ArgumentParser("python -m tasks.practice", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for all that is made on the way")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=STEPS, help="batches learned from demonstrations")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of own practice")
    parser.add_argument("--tries", type=int, default=9, help="own runs of a template in a round")
    parser.add_argument(
        "--dropout", type=float, default=DROPOUT, help="share of a goal's words that are hidden"
    )
    parser.add_argument("--keep", action="store_true", help="put the weights into the package")
    options = parser.parse_args()
    began = time.monotonic()

    def told(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:6.0f} s  {line}\n")
        sys.stdout.flush()

    school = School(options.work, told, seed=options.seed, steps=options.steps, dropout=options.dropout)
    school.teach()
    for number in range(options.rounds):
        school.practise(number, options.tries)
    school.examine()
    if options.keep:
        package = Path(__file__).parents[2] / "agent" / "offline" / "learned" / "data"
        shutil.copytree(school.bundle, package, dirs_exist_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
