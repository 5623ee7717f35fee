"""The trained network, run by onnxruntime on one core."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from agent.reader.feature import WORDS, TokenFeature, distances, meanings, remembered
from agent.reader.intent import Intent, Mood, Polarity, Role, Tag
from agent.reader.support import Support
from agent.reader.wordvector import WordVectors

INPUTS = ("words", "forms", "known", "shapes", "places", "distance")
OUTPUT = "said"
NETWORK, MEMORY, CARD = "network.onnx.gz", "memory.npz", "card.json"
Numbers = NDArray[np.float32]


class ReaderCard(BaseModel):
    """What the weights are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    made_by: str
    """The command that wrote them."""
    seed: int
    rows: int
    """Goals that were learned from."""
    steps: int
    parameters: int
    tags: tuple[str, ...]
    """Each head's classes, in its order."""
    intents: tuple[str, ...]
    polarities: tuple[str, ...]
    moods: tuple[str, ...]
    trust: tuple[float, ...]
    """Weights of the calibration, the constant last."""
    threshold: float
    """Confidence from which on a supported reading is acted upon."""


@dataclass(frozen=True)
class TokenScores:
    """Scores of each token, and of each tag after each."""

    tags: Numbers
    chain: Numbers
    starts: Numbers
    """Logit that a clause begins here."""
    intents: Numbers
    polarities: Numbers
    moods: Numbers
    weights: Numbers
    """How much each token counts for its clause; not normalised."""
    strange: NDArray[np.bool_]
    """Whether a token is a word that neither the lexicon knows nor training met often."""


class Weights:
    """A folder of weights, read when they are first needed."""

    def __init__(self, folder: Path | Traversable | None = None, lexicon: WordVectors | None = None) -> None:
        """None is the folder, and the lexicon, in the package."""
        self._folder = folder if folder is not None else files("agent.reader").joinpath("data")
        self.lexicon = lexicon or WordVectors()

    @cached_property
    def card(self) -> ReaderCard:
        """What the weights are. Raises FileNotFoundError where there are none."""
        return ReaderCard.model_validate_json(self._folder.joinpath(CARD).read_text(encoding="utf-8"))

    @cached_property
    def tags(self) -> tuple[Role | Tag, ...]:
        """The tags, in the network's order."""
        roles = frozenset(Role)
        return tuple(Role(name) if name in roles else Tag(name) for name in self.card.tags)

    @cached_property
    def intents(self) -> tuple[Intent, ...]:
        """The intents, in the network's order."""
        return tuple(map(Intent, self.card.intents))

    @cached_property
    def polarities(self) -> tuple[Polarity, ...]:
        """The polarities, in the network's order."""
        return tuple(map(Polarity, self.card.polarities))

    @cached_property
    def moods(self) -> tuple[Mood, ...]:
        """The moods, in the network's order."""
        return tuple(map(Mood, self.card.moods))

    @cached_property
    def support(self) -> Support:
        """What training showed."""
        return Support(self._folder, self.lexicon)

    @cached_property
    def _memory(self) -> tuple[dict[int, int], Numbers]:
        """Tokens that training met often, by their keys; scores of each tag after each."""
        with self._folder.joinpath(MEMORY).open("rb") as file, np.load(file) as kept:
            return {int(key): number for number, key in enumerate(kept["keys"], 1)}, kept["chain"]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - heavy

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        content = gzip.decompress(self._folder.joinpath(NETWORK).read_bytes())
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])

    def say(self, told: Sequence[TokenFeature]) -> TokenScores:
        """Run the network on the tokens of one goal."""
        words, forms = meanings(told, self.lexicon)
        shapes = np.array([feature.shape for feature in told], np.int64)
        places = np.array([feature.place for feature in told], np.int64)
        known = remembered(told, self._memory[0])
        batch = (words[None], forms[None], known[None], shapes[None], places[None])
        given = dict(zip(INPUTS, (*batch, distances(len(told))), strict=True))
        said = self._session.run([OUTPUT], given)[0][0]
        sizes = (len(self.tags), 1, len(self.intents), len(self.polarities), len(self.moods))
        tags, starts, intents, polarities, moods, weights = np.split(said, np.cumsum(sizes), -1)
        is_word = np.array([feature.shape in WORDS for feature in told])
        strange = is_word & (known == 0) & ~words.any(1)
        chain = self._memory[1]
        return TokenScores(tags, chain, starts[:, 0], intents, polarities, moods, weights[:, 0], strange)
