"""Training learns, goes on where it stopped, and what is exported reads as what was trained."""

from itertools import islice, pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from agent.reader.feature import distances
from agent.reader.intent import Intent, Polarity, Role, Tag
from agent.reader.network import MEMORY, NETWORK, Weights
from agent.reader.reading import Reader
from agent.reader.training.calibration import fit_trust, threshold
from agent.reader.training.dataset import QUIET, GoalSet
from agent.reader.training.export import export
from agent.reader.training.loop import ReaderTrainer, batches_of
from agent.reader.training.make import Recipe, calibrate, train
from agent.reader.training.measure import judge
from agent.reader.training.network import Dimensions
from agent.reader.training.shipped import shipped
from agent.reader.training.support import make_support
from agent.reader.wordvector import WordVectors

Row = dict[str, Any]
SETTINGS = ("wifi", "bluetooth", "the torch", "airplane mode")
PEOPLE = ("Ann", "Bob Ray", "Carla", "mum")


def row(*parts: tuple[str, str], clauses: tuple[tuple[str, str], ...]) -> Row:
    """Write a goal part by part; a part that begins with `|` begins a clause."""
    text, tags, starts = "", [], []
    for tag, words in parts:
        text += " " if text else ""
        if words.startswith("|"):
            starts.append(len(text))
        words = words.removeprefix("|")
        tags.append([tag, len(text), len(text) + len(words)])
        text += words
    kinds = []
    for start, after, (intent, polarity) in zip(starts, [*starts[1:], len(text) + 1], clauses, strict=True):
        inside = [end for tag, first, end in tags if start <= first < after and tag not in ("join", "filler")]
        kinds.append(
            {"start": start, "end": inside[-1], "intent": intent, "polarity": polarity, "mood": "do"}
        )
    return {"text": text, "language": "en", "source": "test", "clauses": kinds, "tags": tags}


def rows() -> list[Row]:
    made = []
    for setting, way in product(SETTINGS, ("on", "off")):
        switch = ("cue", f"|turn {way}"), ("setting", setting)
        made.append(row(*switch, clauses=(("switch", way),)))
        made.append(row(*switch, ("condition", "when I get home"), clauses=(("switch", way),)))
        for person in PEOPLE:
            call = ("cue", "|call"), ("person", person)
            made.append(row(*switch, ("join", "and"), *call, clauses=(("switch", way), ("call", "none"))))
            made.append(row(*call, ("filler", "please"), clauses=(("call", "none"),)))
    return made


@pytest.fixture(scope="module")
def lexicon() -> WordVectors:
    return WordVectors()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, lexicon: WordVectors) -> Path:
    made = tmp_path_factory.mktemp("weights")
    recipe = Recipe(steps=80, tokens=256, least=3)
    train(rows(), lexicon, recipe, made, lambda _: None)
    make_support(rows(), lexicon, made)
    calibrate(rows(), lexicon, recipe, made)
    return made


def test_it_learns_to_read(folder: Path, lexicon: WordVectors) -> None:
    reader = Reader(Weights(folder, lexicon))
    read = [judge(one, reader.read(one["text"])) for one in rows()]
    assert sum(verdict.exact for verdict in read) >= 0.9 * len(read)


def test_it_acts_only_where_training_supports_the_reading(folder: Path, lexicon: WordVectors) -> None:
    reader = Reader(Weights(folder, lexicon))
    assert sum(reader.is_sure(reader.read(one["text"])) for one in rows()) >= 0.3 * len(rows())
    assert not reader.is_sure(reader.read("shatter turn on wifi"))


def test_every_word_of_a_goal_lies_in_one_span(folder: Path, lexicon: WordVectors) -> None:
    goal = 'turn off "the torch" and call Bob Ray when I get home, 好吗?'
    reading = Reader(Weights(folder, lexicon)).read(goal)
    spans = sorted(
        (*reading.outside, *(span for one in reading.clauses for span in one.spans)),
        key=lambda span: span.start,
    )
    assert all(first.end <= second.start for first, second in pairwise(spans))
    left = set(range(len(goal))) - {at for span in spans for at in range(span.start, span.end)}
    assert not "".join(goal[at] for at in left).strip()


def test_a_slot_is_copied_out_of_the_goal_without_its_quotation_marks(
    folder: Path, lexicon: WordVectors
) -> None:
    goal = 'call "Dora Lund" please'
    (clause,) = Reader(Weights(folder, lexicon)).read(goal).clauses
    assert (clause.intent, clause.polarity) == (Intent.CALL, Polarity.NONE)
    assert clause.values(goal, Role.PERSON) == ("Dora Lund",)
    assert clause.values(goal, Tag.CUE)[0].startswith("call")


def test_training_goes_on_where_it_stopped(tmp_path: Path, lexicon: WordVectors) -> None:
    corpus = GoalSet(lexicon, rows()[:40])
    keys = corpus.known(1, 100)
    words = corpus.vocabulary(lexicon, {key: number for number, key in enumerate(keys, 1)})
    batches = batches_of(corpus.examples, words, QUIET, 0, 256)
    size = Dimensions(len(keys) + 1, lexicon.width, width=16, layers=1)
    whole, first, second = (ReaderTrainer(size, keys, 0, 6) for _ in range(3))
    whole.train(batches)
    first.train(lambda done: islice(batches(done), 3), tmp_path / "checkpoint.pt")
    second.load(tmp_path / "checkpoint.pt")
    second.train(batches)
    assert (first.done, second.done) == (3, 6)
    learned = second.network.state_dict()
    for name, tensor in whole.network.state_dict().items():
        assert torch.allclose(tensor, learned[name], atol=1e-6), name


def test_what_is_exported_says_what_was_trained(folder: Path, lexicon: WordVectors) -> None:
    weights = Weights(folder, lexicon)
    kept = torch.load(folder / "checkpoint.pt", weights_only=True)
    trainer = ReaderTrainer(Dimensions(len(kept["keys"]) + 1, lexicon.width), kept["keys"], 0, 1)
    trainer.network.load_state_dict(kept["network"])
    corpus = GoalSet(lexicon, rows()[-1:])
    words = corpus.vocabulary(lexicon, {key: number for number, key in enumerate(kept["keys"], 1)})
    (batch,) = (next(batches_of(corpus.examples, words, QUIET, 0, 256)(0)),)
    assert np.array_equal(batch.inputs[-1].numpy(), distances(len(corpus.examples[0].tokens)))
    with torch.no_grad():
        said = trainer.network(*batch.inputs)[0, :, : len(weights.tags)].numpy()
    told = weights.say(list(corpus.features))
    assert np.array_equal(said.argmax(1), told.tags.argmax(1))


def test_shipped_weights_come_back_as_they_were_but_for_rounding(
    folder: Path, tmp_path: Path, lexicon: WordVectors
) -> None:
    kept = torch.load(folder / "checkpoint.pt", weights_only=True)
    first, keys = shipped(folder)
    assert keys == tuple(kept["keys"])
    assert first.keys() == kept["network"].keys()
    for name, trained in kept["network"].items():
        step = 2 * float(trained.abs().max()) / 127
        assert torch.allclose(first[name], trained, atol=step), name
    trainer = ReaderTrainer(Dimensions(len(keys) + 1, lexicon.width), keys, 0, 1)
    trainer.begin_with(folder)
    export(trainer.network, tmp_path / NETWORK)
    np.savez(tmp_path / MEMORY, keys=np.array(keys, np.uint32), chain=first["chain"].numpy())
    again, _ = shipped(tmp_path)
    for name, before in first.items():
        assert torch.allclose(again[name], before, atol=1e-4 * float(before.abs().max())), name


def test_the_threshold_lets_few_wrong_readings_through() -> None:
    random = np.random.default_rng(0)
    sure = random.uniform(0, 4, 2000)
    right = (random.uniform(size=2000) < 1 / (1 + np.exp(-3 * (sure - 1)))).tolist()
    trust = fit_trust([(one, 1.0) for one in sure], right)
    chances = [1 / (1 + np.exp(-(trust[0] * one + trust[1]))) for one in sure]
    least = threshold(chances, right, 0.01)
    taken = [is_right for chance, is_right in zip(chances, right, strict=True) if chance >= least]
    assert trust[0] > 0
    assert len(taken) > 500
    assert sum(not one for one in taken) <= 0.01 * len(taken)
