"""Samples as a model is fed them: the text of all turns, what is supervised in it, and where it points."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from PIL import Image

from grounding.anchor.place import Places, find_places
from grounding.pointed import ANCHOR, START, PointedPrompt
from grounding.training.sample import PICTURE, Sample, Turn
from models.localprompt import IMAGE
from models.localvlm import Inputs, LocalVLM

IGNORED = -100
_BEGIN = "<|im_start|>"
_OVER = "<|diff_marker|>"
_POINTER_END = "<|pointer_end|>"
"""Always follows the pointer: nothing is learned from it."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch."""

    inputs: Inputs
    wanted: torch.Tensor
    """(B, T) the ids of `inputs` where they are supervised, else IGNORED."""
    places: list[Places]
    """Of each sequence. One that points nowhere has its last token for an anchor."""


def written(turn: Turn) -> str:
    """A turn as the model reads it. An assistant's names whom it speaks to, and that it hands over."""
    if turn.role != "assistant":
        shown = IMAGE if PICTURE in turn.text else ""
        return f"{_BEGIN}{turn.role}\n{shown}{turn.text.replace(PICTURE, '')}<|im_end|>\n"
    return (
        f"{_BEGIN}assistant<|recipient|>{turn.recipient}\n{turn.text}{_OVER if turn.ends else '<|im_end|>'}\n"
    )


class ConversationEncoder:
    """Feeds samples to a model. Supervised is all that an assistant says, from its turn's first token on.

    Raises ConfigError for a model without the pointer's tokens.
    """

    def __init__(self, vlm: LocalVLM, prompt: PointedPrompt) -> None:
        self._vlm, self._prompt = vlm, prompt
        self._begin, self._end, self._start, self._anchor = (
            vlm.token(each) for each in (_BEGIN, _POINTER_END, START, ANCHOR)
        )

    def encode(self, batch: Sequence[Sample], pictures: Sequence[Image.Image]) -> Encoded:
        """Samples with their resized pictures."""
        turns = [self._turns(sample) for sample in batch]
        inputs = self._vlm.encode(["".join(map(written, each)) for each in turns], pictures)
        rows = list(zip(inputs["input_ids"], turns, strict=True))
        return Encoded(
            inputs,
            torch.stack([self._wanted(ids, each) for ids, each in rows]),
            [self._places(ids, each) for ids, each in rows],
        )

    def _turns(self, sample: Sample) -> tuple[Turn, ...]:
        if sample.turns[0].role == "system":
            return sample.turns
        return (Turn("system", self._prompt.system), *sample.turns)

    def _wanted(self, ids: torch.Tensor, turns: Sequence[Turn]) -> torch.Tensor:
        number = (
            torch.eq(ids, _known(self._begin)).cumsum(dim=0) - 1
        )  # which turn a token belongs to; -1 before the first
        said = torch.tensor([*(turn.role == "assistant" for turn in turns), False], device=ids.device)
        return ids.masked_fill(~said[number] | torch.eq(ids, _known(self._end)), IGNORED)

    def _places(self, ids: torch.Tensor, turns: Sequence[Turn]) -> Places:
        if any(turn.regions for turn in turns):
            return find_places(ids, self._vlm.layout.image_token, _known(self._start), _known(self._anchor))
        visual = (ids == self._vlm.layout.image_token).nonzero().flatten()
        last = len(ids) - 1
        return Places(
            visual,
            torch.arange(int(visual[-1]) + 1, last, device=ids.device),
            torch.tensor([last], device=ids.device),
        )


def _known(token: int | None) -> int:
    assert token is not None  # with_tokens has seen to it
    return token
