"""A vision model's batches: pictures with words and a pointer, supervised by its head or its attention.

Two methods over the same models: a pointer head (GUI-Actor, arXiv 2506.03143; V2P, arXiv 2508.13634), and the
anchor's own attention (GUI-AIMA, arXiv 2511.00810). The words of the answer are learned besides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Protocol

import torch
from PIL import Image
from torch import nn

from grounding.anchor.place import Places
from grounding.anchor.reading import read_anchor
from grounding.anchor.weight import Weighting, anchor_scores
from grounding.pointed import PointedPrompt
from grounding.pointerhead import PointerHead, pointer_logits
from grounding.profile import Profile
from grounding.training.arm import Arm
from grounding.training.dataset import TrainingExample
from grounding.training.labels import Box, Size
from grounding.training.labels import aima as aima_label
from grounding.training.losses import aima
from models.localvlm import Inputs, LocalVLM

POINTER_END = "<|pointer_end|>"
"""Always follows the pointer: nothing is learned from it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The target of one sequence."""

    box: Box
    """xyxy pixels of the picture as the model sees it."""
    size: Size
    """(width, height) of that picture."""


class Supervision(Protocol):
    """How a map is got from the model and what it should be."""

    @property
    def modules(self) -> dict[str, nn.Module]:
        """What it trains besides the model."""
        ...

    def losses(
        self, model: nn.Module, inputs: Inputs, places: list[Places], meant: Sequence[Meant], patch: int
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The mean loss of a batch, and the model's last hidden states (B, T, D)."""
        ...


class ByHead:
    """A pointer head, with one of `ARMS` as its labels."""

    def __init__(self, head: PointerHead, arm: Arm) -> None:
        self._head, self._arm = head, arm

    @property
    def modules(self) -> dict[str, nn.Module]:
        """The head."""
        return {"head": self._head}

    def losses(
        self, model: nn.Module, inputs: Inputs, places: list[Places], meant: Sequence[Meant], patch: int
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """See Supervision."""
        maps, hidden = pointer_logits(model, self._head, inputs, places)
        found = [
            self._arm.loss(logits[0], torch.from_numpy(self._arm.label(each.box, each.size, patch)))
            for logits, each in zip(maps, meant, strict=True)
        ]
        return torch.stack(found).mean(), hidden


class ByAnchor:
    """The anchor's attention, its heads weighted as given; GUI-AIMA's label."""

    def __init__(self, weighting: Weighting) -> None:
        self._weighting = weighting

    @property
    def modules(self) -> dict[str, nn.Module]:
        """None: the method has no weights of its own."""
        return {}

    def losses(
        self, model: nn.Module, inputs: Inputs, places: list[Places], meant: Sequence[Meant], patch: int
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """See Supervision."""
        readings, hidden = read_anchor(model, inputs, places)
        found = [
            aima(
                anchor_scores(reading, self._weighting),
                torch.from_numpy(aima_label(each.box, each.size, patch)),
            )
            for reading, each in zip(readings, meant, strict=True)
        ]
        return torch.stack(found).mean(), hidden


class VlmTask:
    """`Task` of a vision model: the map's loss plus `words` times the cross-entropy of the answer's words.

    What is absent from a picture has no place to point at and is passed over.
    """

    def __init__(
        self,
        vlm: LocalVLM,
        profile: Profile,
        folder: Path,
        examples: Sequence[TrainingExample],
        how: Supervision,
        *,
        batch: int = 1,
        words: float = 1.0,
        seed: int = 0,
    ) -> None:
        self._vlm, self._profile, self._folder, self._how = vlm, profile, folder, how
        self._examples = [example for example in examples if not example.absent]
        if not self._examples:
            raise ValueError("there is nothing to learn from")
        self._prompt = PointedPrompt(vlm, profile)
        self._batch, self._words, self._seed = batch, words, seed
        self._end = vlm.token(POINTER_END)

    @property
    def modules(self) -> dict[str, nn.Module]:
        """The model, and what the supervision adds."""
        return {"model": self._vlm.model, **self._how.modules}

    def loss(self, step: int) -> torch.Tensor:
        """See the class. Raises ValueError for a picture too long and thin for the model."""
        rng = Random(f"{self._seed} {step}")
        chosen = rng.sample(self._examples, min(self._batch, len(self._examples)))
        limits = self._profile.min_pixels, self._profile.max_pixels
        pictures = [self._vlm.resize(Image.open(self._folder / e.img_filename), *limits) for e in chosen]
        inputs, places = self._prompt.encode_each(pictures, [e.instruction for e in chosen])
        meant = [_meant(e, picture.size) for e, picture in zip(chosen, pictures, strict=True)]
        loss, hidden = self._how.losses(self._vlm.model, inputs, places, meant, self._vlm.layout.factor)
        return loss + self._words * self._answer_loss(inputs, hidden) if self._words else loss

    def _answer_loss(self, inputs: Inputs, hidden: torch.Tensor) -> torch.Tensor:
        """Cross-entropy of the answer's tokens; the language head sees only the rows before them."""
        length = len(
            self._vlm.processor.tokenizer.encode(self._profile.asked.answer.partition("assistant")[2])
        )
        wanted = inputs["input_ids"][:, -length:].clone()
        if self._end is not None:
            wanted[wanted == self._end] = -100
        model: Any = self._vlm.model
        logits = model.lm_head(hidden[:, -length - 1 : -1])
        return nn.functional.cross_entropy(logits.flatten(0, 1).float(), wanted.flatten())


def _meant(example: TrainingExample, size: Size) -> Meant:
    across, down = size[0] / example.img_size[0], size[1] / example.img_size[1]
    left, top, right, bottom = example.bbox
    return Meant((left * across, top * down, right * across, bottom * down), size)
