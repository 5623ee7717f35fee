"""Make the reader's weights out of a corpus: `python -m agent.reader.training --corpus DIR --out DIR`.

The corpus has train, held, values and composed.jsonl (`python -m agent.reader.corpus`). Half of the last
three decides how far a reading is trusted; the shares printed are of the rest, as in benchmarks/reader.py.
"""

import argparse
import sys
from pathlib import Path

from agent.reader.training.make import Recipe, calibrate, load, measured, shares, train, trusted
from agent.reader.training.support import make_support
from agent.reader.wordvector import WordVectors

_SHOWN = 3000
"""Goals of each kind from which shares are told."""


def main() -> None:
    """Train, calibrate and say how far it is."""
    parser = argparse.ArgumentParser(prog="python -m agent.reader.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lexicon", type=Path, help="folder of another lexicon than the package's")
    parser.add_argument(
        "--begin", type=Path, help="other weights to begin with: a checkpoint, or a shipped folder"
    )
    parser.add_argument(
        "--trust", action="store_true", help="make only the support and the calibration of what OUT holds"
    )
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--rate", type=float, default=Recipe.rate)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(seed=asked.seed, steps=asked.steps, rate=asked.rate, begin=asked.begin)
    lexicon = WordVectors(asked.lexicon)
    rows = load(asked.corpus / "train.jsonl")
    if not asked.trust:
        train(rows, lexicon, recipe, asked.out, _tell)
    _tell(f"{make_support(rows, lexicon, asked.out)} grounds to trust a reading")
    sets = {name: load(asked.corpus / f"{name}.jsonl") for name in ("held", "values", "composed")}
    calibrate([row for of in sets.values() for row in trusted(of)], lexicon, recipe, asked.out)
    for name, of in ((name, measured(of)) for name, of in sets.items()):
        for line in shares(of[:: max(1, len(of) // _SHOWN)], lexicon, asked.out):
            _tell(f"{name} {line}")


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
