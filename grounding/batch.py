"""Pictures of one size go through a model together, as many as memory allows."""

from collections.abc import Callable, Sequence

import torch
from PIL import Image

from grounding.look import Look
from grounding.profile import Profile
from grounding.target import TargetNotFound
from models.localvlm import LocalVLM

Run = Callable[[list[Image.Image]], list[Look]]


def look_in_batches(
    vlm: LocalVLM, profile: Profile, pictures: Sequence[Image.Image], run: Run, most_tokens: int
) -> list[Look]:
    """Resize the pictures for the model and `run` over those of one size at a time; looks in their order.

    Sequences of one length need no padding, so attention keeps its causal kernels and stays linear in memory.
    A batch holds at most `most_tokens` visual tokens (one picture always goes). One that does not fit the
    accelerator's memory all the same is halved; a single picture that does not is an error.

    Raises TargetNotFound for a picture too long and thin for the model.
    """
    try:
        resized = [vlm.resize(picture, profile.min_pixels, profile.max_pixels) for picture in pictures]
    except ValueError as odd:
        raise TargetNotFound(str(odd)) from odd
    factor = vlm.layout.factor
    by_size: dict[tuple[int, int], list[int]] = {}
    for index, picture in enumerate(resized):
        by_size.setdefault(picture.size, []).append(index)
    looks: dict[int, Look] = {}
    for (width, height), indices in by_size.items():
        each = max(1, (width // factor) * (height // factor))
        count = max(1, most_tokens // each)
        for start in range(0, len(indices), count):
            batch = indices[start : start + count]
            done = _halving([resized[index] for index in batch], run)
            looks.update(zip(batch, done, strict=True))
    return [looks[index] for index in range(len(pictures))]


def _halving(pictures: list[Image.Image], run: Run) -> list[Look]:
    try:
        return run(pictures)
    except torch.OutOfMemoryError:
        if len(pictures) == 1:
            raise
    half = len(pictures) // 2
    return _halving(pictures[:half], run) + _halving(pictures[half:], run)
