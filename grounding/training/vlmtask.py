"""A vision model's batches: conversations about pictures with pointers, by its head or by its attention.

Two methods over the same models: a pointer head (GUI-Actor, arXiv 2506.03143; V2P, arXiv 2508.13634), and the
anchor's own attention (GUI-AIMA, arXiv 2511.00810). The words of the answer are learned besides.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

import numpy as np
import torch
from PIL import Image
from torch import nn

from device.error import ConfigError
from grounding.anchor.place import Places
from grounding.anchor.reading import read_anchor
from grounding.anchor.weight import Weighting, anchor_scores
from grounding.pointed import PointedPrompt
from grounding.pointerhead import PointerHead, pointer_logits
from grounding.profile import Profile
from grounding.training.arm import ARMS, Arm
from grounding.training.conversation import IGNORED, ConversationEncoder, Encoded
from grounding.training.labels import Box, Floats, Size, binary, center
from grounding.training.labels import aima as aima_label
from grounding.training.losses import aima
from grounding.training.sample import Region, Sample
from models.localvlm import Inputs, LocalVLM


@dataclass(frozen=True, slots=True)
class Meant:
    """What one pointer means."""

    boxes: tuple[Box, ...]
    """xyxy pixels of the picture as the model sees it, any of them; one without area is a point."""
    size: Size
    """(width, height) of that picture."""

    def label(self, of_box: "Arm | None", patch: int) -> Floats:
        """By an arm, or GUI-AIMA's; several boxes make one uniform label together, a point its patch."""
        (box, *others), size = self.boxes, self.size
        if others:
            union: Floats = np.maximum.reduce([binary(each, size, patch) for each in self.boxes])
            return union
        if box[0] == box[2] and box[1] == box[3]:
            return center(box, size, patch)
        return aima_label(box, size, patch) if of_box is None else of_box.label(box, size, patch)


class Supervision(Protocol):
    """How a map is got from the model and what it should be."""

    @property
    def modules(self) -> dict[str, nn.Module]:
        """What it trains besides the model."""
        ...

    def losses(
        self,
        model: nn.Module,
        inputs: Inputs,
        places: list[Places],
        meant: Sequence[Sequence[Meant]],
        patch: int,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The mean loss of a batch, and the model's last hidden states (B, T, D).

        A sequence that means nothing counts among the batch with a loss of 0.
        """
        ...


class ByHead:
    """A pointer head, with one of `ARMS` as its labels."""

    def __init__(self, head: PointerHead, arm: Arm = ARMS["v2p"]) -> None:
        self._head, self._arm = head, arm

    @property
    def modules(self) -> dict[str, nn.Module]:
        """The head."""
        return {"head": self._head}

    def losses(
        self,
        model: nn.Module,
        inputs: Inputs,
        places: list[Places],
        meant: Sequence[Sequence[Meant]],
        patch: int,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """See Supervision."""
        maps, hidden = pointer_logits(model, self._head, inputs, places)
        found = [
            self._arm.loss(logits, torch.from_numpy(np.stack([one.label(self._arm, patch) for one in each])))
            if each
            else 0 * logits.sum()
            for logits, each in zip(maps, meant, strict=True)
        ]
        return torch.stack(found).mean(), hidden


class ByAnchor:
    """The anchor's attention, its heads weighted as given; GUI-AIMA's label.

    Of several anchors in a sequence each has its own map and label. (Published code has the map of the last.)
    """

    def __init__(self, weighting: Weighting) -> None:
        self._weighting = weighting

    @property
    def modules(self) -> dict[str, nn.Module]:
        """None: the method has no weights of its own."""
        return {}

    def losses(
        self,
        model: nn.Module,
        inputs: Inputs,
        places: list[Places],
        meant: Sequence[Sequence[Meant]],
        patch: int,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """See Supervision."""
        readings, hidden = read_anchor(model, inputs, places)
        found = []
        for anchors, each in zip(readings, meant, strict=True):
            maps = torch.stack([anchor_scores(reading, self._weighting) for reading in anchors])
            if each:
                labels = np.stack([one.label(None, patch) for one in each])
                found.append(aima(maps, torch.from_numpy(labels)))
            else:
                found.append(0 * maps.sum())
        return torch.stack(found).mean(), hidden


@dataclass(frozen=True, slots=True)
class Batches:
    """How samples become batches."""

    size: int = 1
    words: float = 1.0
    """Weight of the answer's words; 0: none."""
    seed: int = 0
    workers: int = 0
    """Threads that read pictures ahead."""
    stride: int = 1
    """From one batch that is asked for here to the next: as many as there are processes."""


class VlmTask:
    """`Task` of a vision model: the map's loss plus `words` times the cross-entropy of the answer's words.

    Batches go through all samples, in another order each time round. Raises ValueError for no sample.
    """

    def __init__(
        self,
        vlm: LocalVLM,
        profile: Profile,
        samples: Sequence[Sample],
        how: Supervision,
        batches: Batches | None = None,
    ) -> None:
        if not samples:
            raise ValueError("there is nothing to learn from")
        self._vlm, self._profile, self._samples, self._how = vlm, profile, samples, how
        self._encoder = ConversationEncoder(vlm, PointedPrompt(vlm, profile))
        self._batches = batches or Batches()
        self._orders: dict[int, list[int]] = {}
        self._pool = ThreadPoolExecutor(self._batches.workers) if self._batches.workers else None
        self._ahead: dict[int, Future[list[Image.Image]]] = {}

    @property
    def modules(self) -> dict[str, nn.Module]:
        """The model, and what the supervision adds."""
        return {"model": self._vlm.model, **self._how.modules}

    def loss(self, batch: int) -> torch.Tensor:
        """See the class. Raises ConfigError for a picture that cannot be read, with the row it belongs to."""
        chosen = self._chosen(batch)
        pictures = self._seen(batch)
        encoded = self._encoder.encode(chosen, pictures)
        meant = [
            [_meant(region, picture.size) for region in sample.regions]
            for sample, picture in zip(chosen, pictures, strict=True)
        ]
        model, patch = self._vlm.model, self._vlm.layout.factor
        loss, hidden = self._how.losses(model, encoded.inputs, encoded.places, meant, patch)
        words = self._batches.words
        return loss + words * answer_loss(model, encoded, hidden) if words else loss

    def _chosen(self, batch: int) -> list[Sample]:
        size, count = self._batches.size, len(self._samples)
        return [self._samples[self._at(place, count)] for place in range(batch * size, (batch + 1) * size)]

    def _at(self, place: int, count: int) -> int:
        """Which sample comes at a place in the row of all rounds."""
        round_, index = divmod(place, count)
        if round_ not in self._orders:
            order = list(range(count))
            Random(f"{self._batches.seed} {round_}").shuffle(order)
            # Batches that are read ahead may be of the next round already.
            self._orders = {near: own for near, own in self._orders.items() if abs(near - round_) == 1}
            self._orders[round_] = order
        return self._orders[round_][index]

    def _seen(self, batch: int) -> list[Image.Image]:
        if self._pool is None:
            return [self._picture(sample) for sample in self._chosen(batch)]
        ready = self._ahead.pop(batch, None)
        for later in range(1, 2 * self._batches.workers):
            coming = batch + later * self._batches.stride
            if coming not in self._ahead:
                chosen = self._chosen(coming)
                self._ahead[coming] = self._pool.submit(lambda own: [self._picture(s) for s in own], chosen)
        return ready.result() if ready else [self._picture(sample) for sample in self._chosen(batch)]

    def _picture(self, sample: Sample) -> Image.Image:
        try:
            with Image.open(sample.image) as picture:
                return self._vlm.resize(picture, self._profile.min_pixels, self._profile.max_pixels)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
            raise ConfigError(f"the picture {sample.image} of {sample.where}: {broken}") from broken


def answer_loss(model: Any, encoded: Encoded, hidden: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of what is supervised; the language head sees only the rows before it."""
    wanted = encoded.wanted[:, 1:]
    said = wanted != IGNORED
    logits = model.lm_head(hidden[:, :-1][said])
    return nn.functional.cross_entropy(logits.float(), wanted[said])


def _meant(region: Region, size: Size) -> Meant:
    wide, high = size
    return Meant(tuple((b[0] * wide, b[1] * high, b[2] * wide, b[3] * high) for b in region), size)
