"""Making the reader's weights: a corpus in, a folder of weights out."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from agent.reader.intent import Intent, Mood, Polarity
from agent.reader.network import CARD, MEMORY, NETWORK, ReaderCard, Weights
from agent.reader.reading import Reader
from agent.reader.token import cut
from agent.reader.training.calibration import chances, fit_trust, threshold
from agent.reader.training.dataset import Dropout, GoalSet, read, token_tags
from agent.reader.training.export import export
from agent.reader.training.loop import ReaderTrainer, batches_of
from agent.reader.training.measure import judge
from agent.reader.training.network import TAGS, Dimensions
from agent.reader.wordvector import WordVectors

LANGUAGES = ("en", "zh", "de", "es", "fr")
"""Those that the reader reads; goals of others are refused."""
_CHECKPOINT = "checkpoint.pt"
_UNTRUSTED = (0.0,)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Recipe:
    """How the weights are made."""

    seed: int = 0
    steps: int = 16000
    tokens: int = 2048
    """Of a batch."""
    width: int = Dimensions.width
    layers: int = Dimensions.layers
    rate: float = 2e-3
    """Of learning, at its highest."""
    least: int = 12
    """Occurrences from which on a token is remembered."""
    most: int = 8000
    """Tokens that are remembered."""
    wrong: float = 0.008
    """Share of the readings acted upon that may be wrong on the held-out goals."""
    noise: Dropout = field(default_factory=Dropout)
    begin: Path | None = None
    """Other weights to begin with: a checkpoint, or a folder of shipped ones."""


def train(
    rows: Sequence[Row], lexicon: WordVectors, recipe: Recipe, folder: Path, told: Callable[[str], None]
) -> None:
    """Train, going on from a checkpoint in the folder, and write the network; its trust is not yet fitted."""
    corpus = GoalSet(lexicon, rows)
    told(f"{len(corpus.examples)} goals, {corpus.left_out} left out, {len(corpus.features)} different tokens")
    keys = corpus.known(recipe.least, recipe.most)
    words = corpus.vocabulary(lexicon, {key: number for number, key in enumerate(keys, 1)})
    size = Dimensions(len(keys) + 1, lexicon.width, width=recipe.width, layers=recipe.layers)
    trainer = ReaderTrainer(size, keys, recipe.seed, recipe.steps, recipe.rate)
    checkpoint = folder / _CHECKPOINT
    if checkpoint.exists():
        trainer.load(checkpoint)
    elif recipe.begin is not None:
        trainer.begin_with(recipe.begin)
    batches = batches_of(corpus.examples, words, recipe.noise, recipe.seed, recipe.tokens)
    trainer.train(batches, checkpoint, told)
    export(trainer.network, folder / NETWORK)
    chain = trainer.network.chain.detach().numpy()
    np.savez_compressed(folder / MEMORY, keys=np.array(keys, np.uint32), chain=chain)
    card = ReaderCard(
        made_by=f"python -m agent.reader.training --seed {recipe.seed} --steps {recipe.steps}"
        f" --rate {recipe.rate:g}" + (" --begin WEIGHTS" if recipe.begin else ""),
        seed=recipe.seed,
        rows=len(corpus.examples),
        steps=recipe.steps,
        parameters=sum(one.numel() for one in trainer.network.parameters()),
        tags=tuple(map(str, TAGS)),
        intents=tuple(map(str, Intent)),
        polarities=tuple(map(str, Polarity)),
        moods=tuple(map(str, Mood)),
        trust=_UNTRUSTED,
        threshold=1.0,
    )
    _write(card, folder)


def calibrate(rows: Sequence[Row], lexicon: WordVectors, recipe: Recipe, folder: Path) -> None:
    """Fit, on goals that training never saw, how likely a reading that acts is right, and where it may.

    The threshold is found among the readings that training supports: no other is acted upon. As in training,
    goals whose tags cut a token are left out.
    """
    rows = [row for row in rows if token_tags(row, cut(row["text"])) is not None]
    weights = Weights(folder, lexicon)
    reader = Reader(weights)
    weighed = [reader.weigh(row["text"]) for row in rows]
    judged = [judge(row, reading) for row, (reading, _) in zip(rows, weighed, strict=True)]
    acting = [(one.exact, *had) for one, had in zip(judged, weighed, strict=True) if one.acts]
    trust = fit_trust([doubt.measures for _, _, doubt in acting], [right for right, _, _ in acting])
    supported = [(doubt.measures, right) for right, reading, doubt in acting if reading.is_supported]
    likely = chances([measures for measures, _ in supported], trust) if supported else []
    least = threshold(likely, [right for _, right in supported], recipe.wrong)
    _write(weights.card.model_copy(update={"trust": trust, "threshold": least}), folder)


def shares(rows: Sequence[Row], lexicon: WordVectors, folder: Path) -> Iterator[str]:
    """Say of each language which share of the goals is acted upon without asking, and how many wrongly."""
    reader = Reader(Weights(folder, lexicon))
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        reading = reader.read(row["text"])
        verdict = judge(row, reading)
        acted = verdict.acts and reader.is_sure(reading)
        language = row["language"] if row["language"] in LANGUAGES else "other"
        for of in (language, "all"):
            counted[of].update(goals=1, acted=acted, wrong=acted and not verdict.exact, acting=verdict.acts)
    for language, count in sorted(counted.items()):
        yield (
            f"{language}: of {count['goals']} goals {count['acted'] / count['goals']:.1%} acted upon"
            f" ({count['acting'] / count['goals']:.1%} if all were), {count['wrong']} wrongly"
        )


def load(path: Path) -> list[Row]:
    """Read the rows of a file."""
    return list(read(path))


def trusted(held: Sequence[Row]) -> list[Row]:
    """Return the half of the held-out rows that calibrates: every other generator of the languages read."""
    return [row for row in held if _is_trusted(row) and row["language"] in LANGUAGES]


def measured(held: Sequence[Row]) -> list[Row]:
    """Return the half of the held-out rows that measures."""
    return [row for row in held if not _is_trusted(row)]


def _is_trusted(row: Row) -> bool:
    return bool(crc32(str(row["source"]).split("+")[0].encode()) % 2)


def _write(card: ReaderCard, folder: Path) -> None:
    text = json.dumps(card.model_dump(), ensure_ascii=False, indent=1)
    folder.joinpath(CARD).write_text(text + "\n", encoding="utf-8")
