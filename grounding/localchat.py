"""A vision model run here that answers with a point in words, and tells where it looked while it did.

GTA1, UI-TARS-1.5 and Qwen3-VL, as MVP (arXiv 2512.08529) asks them.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Literal, Self

import numpy as np
import torch
from PIL import Image

from device.screen import Observation
from grounding.attention.forward import AnswerCapture
from grounding.batch import look_in_batches
from grounding.confidence import confidence
from grounding.look import Floats, Look, Seen, in_pixels, picture_of, to_grounding, words_of
from grounding.multiview import reduce_heads
from grounding.parse import CONVENTIONS, parse_point
from grounding.profile import Profile, place_of, profile_of
from grounding.target import Grounding, Target, TargetNotFound
from models.localprompt import asked
from models.localvlm import Inputs, LocalVLM, load_vlm

_LONGEST_ANSWER = 32
_QUOTED = 80


class LocalChatGrounder:
    """Asks for a point, writes the answer greedily and parses it as the model's family spells it.

    The attention of one layer at the answer's last comma, in the same pass, is what `MultiView` looks closer
    by; `heads` says how its heads are reduced, "max" as in MVP's code or "mean" as in its paper. `layer`
    takes another layer than the profile's. Looks at parts of one size go together, up to `batch_tokens`
    visual tokens.
    """

    def __init__(
        self,
        vlm: LocalVLM,
        profile: Profile,
        *,
        layer: int | None = None,
        heads: Literal["max", "mean"] = "max",
        batch_tokens: int = 16_384,
    ) -> None:
        self._vlm, self._profile = vlm, profile
        self.layer = profile.layer_of(vlm.layout.layers) if layer is None else layer
        self._heads: Literal["max", "mean"] = heads
        self._batch_tokens = batch_tokens
        self._comma = vlm.token(",")

    @classmethod
    def load(
        cls, name: str = "GTA1-7B", *, device: str = "auto", dtype: str = "auto", layer: int | None = None
    ) -> Self:
        """From a folder, a hub name or a short name. Errors as `load_vlm` and `profile_of`."""
        vlm = load_vlm(place_of(name), device=device, dtype=dtype)
        return cls(vlm, profile_of(name, "chat", vlm.checkpoint.model_type), layer=layer)

    @property
    def name(self) -> str:
        """`local`."""
        return "local"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """One answer a picture; those of one size are written together.

        An answer without a comma has no scores: nothing of an earlier picture stands in for it. Raises
        TargetNotFound for a picture too long and thin for the model.
        """
        return look_in_batches(
            self._vlm, self._profile, pictures, lambda batch: self._answer(batch, words), self._batch_tokens
        )

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The point of the answer, with the base rate of single looks as its confidence.

        Raises TargetNotFound where there is no picture, no words, or no point in the answer.
        """
        words, picture = words_of(target), picture_of(observation)
        (look,) = self.look([picture], words)
        if look.point is None:
            raise TargetNotFound(
                f'the model names no place on this screen for "{words}": {look.text[:_QUOTED]!r}'
            )
        point = in_pixels(look.point, picture.size)
        seen = Seen(point, confidence([point], [0], picture.size), look=look)
        return to_grounding(seen, picture.size, observation, self.name)

    @torch.inference_mode()
    def _answer(self, pictures: list[Image.Image], words: str) -> list[Look]:
        size = pictures[0].size
        system = self._profile.asked_in(self._vlm.checkpoint.folder).system.format(
            width=size[0], height=size[1]
        )
        inputs = self._vlm.encode([asked(system, words)] * len(pictures), pictures)
        model = self._vlm.model
        capture = None if self._comma is None else AnswerCapture(model, self.layer, self._comma)
        with capture or nullcontext():
            written = model.generate(**inputs, **_GREEDY)
        texts = self._vlm.decode(written[:, inputs["input_ids"].shape[1] :])
        convention = CONVENTIONS[self._profile.convention]
        factor = self._vlm.layout.factor
        grid = (size[0] // factor, size[1] // factor)
        return [
            Look(
                point=parse_point(text, convention, size),
                scores=None if capture is None else self._scores(capture.of(index), inputs, index),
                grid=grid,
                resized=size,
                text=text,
            )
            for index, text in enumerate(texts)
        ]

    def _scores(self, attention: torch.Tensor | None, inputs: Inputs, index: int) -> Floats | None:
        """Of each visual token; None without attention, or where none of it is a number."""
        if attention is None:
            return None
        visual = (inputs["input_ids"][index] == self._vlm.layout.image_token).nonzero().flatten()
        span = slice(int(visual[0]), int(visual[-1]) + 1)
        scores = reduce_heads(attention.numpy(), span, self._heads)
        return scores if np.isfinite(scores).any() else None


_GREEDY = {
    "max_new_tokens": _LONGEST_ANSWER,
    "do_sample": False,
    # A checkpoint's own sampling settings would only be warned about.
    "temperature": None,
    "top_p": None,
    "top_k": None,
}
