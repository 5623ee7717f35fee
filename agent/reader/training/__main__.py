"""Make the reader's weights out of a corpus: `python -m agent.reader.training --corpus DIR --out DIR`.

The corpus has train.jsonl and held.jsonl (`python -m agent.reader.corpus`). Half of what is held out
 decides how far a reading is trusted; benchmarks/reader.py measures on the other half.
"""

import argparse
import sys
from pathlib import Path

from agent.reader.training.make import Recipe, calibrate, load, train, trusted
from agent.reader.wordvector import WordVectors


def main() -> None:
    """Train, calibrate and say how far it is."""
    parser = argparse.ArgumentParser(prog="python -m agent.reader.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lexicon", type=Path, help="folder of another lexicon than the package's")
    parser.add_argument("--begin", type=Path, help="checkpoint of other weights to begin with")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--rate", type=float, default=Recipe.rate)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(seed=asked.seed, steps=asked.steps, rate=asked.rate, begin=asked.begin)
    lexicon = WordVectors(asked.lexicon)
    train(load(asked.corpus / "train.jsonl"), lexicon, recipe, asked.out, _tell)
    calibrate(trusted(load(asked.corpus / "held.jsonl")), lexicon, recipe, asked.out)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
