"""GUI-AIMA (arXiv 2511.00810): the click is where one anchor token of the model itself attends to."""

from collections.abc import Sequence
from typing import Self

import torch
from PIL import Image

from device.error import ConfigError
from device.screen import Observation
from grounding.anchor.reading import read_anchor
from grounding.anchor.weight import anchor_scores, weighting
from grounding.batch import look_in_batches
from grounding.confidence import confidence
from grounding.look import (
    Look,
    Seen,
    answer_of,
    in_pixels,
    look_at_map,
    picture_of,
    to_area,
    to_grounding,
    words_of,
)
from grounding.parse import Pair
from grounding.pointed import PointedPrompt
from grounding.pointerhead import PREFIX
from grounding.profile import Profile, place_of, profile_of
from grounding.target import Grounding, Target, TargetNotFound
from grounding.zoom import crop_box
from models.localvlm import LocalVLM, load_vlm, tensors_under


class AimaGrounder:
    """A Qwen2.5-VL or Qwen3-VL trained with GUI-AIMA's supervision, looked into in one forward pass.

    `weights` names how heads are weighted (`grounding.anchor.weight.weighting`); None takes what the
    checkpoint's config says, else its profile. `zoom` enlarges the square round the first answer for a second
    look, 2 as published for ScreenSpot-Pro and 4 for OSWorld-G; 0 takes the first answer. Looks at parts of
    one size go together, up to `batch_tokens` visual tokens.
    """

    def __init__(
        self,
        vlm: LocalVLM,
        profile: Profile,
        *,
        weights: str | None = None,
        zoom: float = 2.0,
        batch_tokens: int = 16_384,
    ) -> None:
        if zoom < 0:
            raise ValueError(f"a picture is not enlarged {zoom} times")
        self._vlm, self._profile = vlm, profile
        self._prompt = PointedPrompt(vlm, profile)
        self.weighting = weighting(weights or _trained_with(vlm) or profile.weighting)
        self._zoom, self._batch_tokens = zoom, batch_tokens

    @classmethod
    def load(
        cls,
        name: str = "GUI-AIMA-3B",
        *,
        device: str = "auto",
        dtype: str = "auto",
        weights: str | None = None,
        zoom: float = 2.0,
    ) -> Self:
        """From a folder, a hub name or a short name. Errors as `load_vlm` and `profile_of`.

        Raises ConfigError for a checkpoint with a pointer head.
        """
        vlm = load_vlm(place_of(name), device=device, dtype=dtype)
        if tensors_under(vlm.checkpoint, PREFIX):
            raise ConfigError(
                f"{name} has a pointer head: it is no GUI-AIMA checkpoint, but GUI-Actor's or V2P's",
                f"Say which: recipe:gui-actor-7b@{name}, recipe:v2p-7b@{name}",
            )
        profile = profile_of(name, "anchor", vlm.checkpoint.model_type)
        return cls(vlm, profile, weights=weights, zoom=zoom)

    @property
    def name(self) -> str:
        """`aima`."""
        return "aima"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """One forward pass a picture, or fewer where they are of one size.

        Raises TargetNotFound for a picture too long and thin for the model.
        """
        return look_in_batches(
            self._vlm, self._profile, pictures, lambda batch: self._pass(batch, words), self._batch_tokens
        )

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The anchor's best region, looked at again enlarged.

        The confidence is that of MVP's views (`grounding.confidence`): how the two looks agree. Raises
        TargetNotFound where there is no picture, no words, or the map is empty.
        """
        words, picture = words_of(target), picture_of(observation)
        (first,) = self.look([to_area(picture, self._profile.area)], words)
        if first.point is None:
            raise TargetNotFound(f'the model attends to nothing on this screen for "{words}"')
        near = in_pixels(first.point, picture.size)
        seen = self._closer(picture, words, near, first) if self._zoom else None
        if seen is None:
            others = tuple((in_pixels(r.point, picture.size), r.score) for r in first.regions[1:])
            seen = Seen(near, confidence([near], [0], picture.size), others, look=first)
        return to_grounding(seen, picture.size, observation, self.name)

    def _closer(self, picture: Image.Image, words: str, near: Pair, first: Look) -> Seen | None:
        """The square round the first answer, enlarged; None where nothing stands out in it."""
        box = crop_box(near, picture.size)
        side = max(1, round((box[2] - box[0]) * self._zoom))
        (second,) = self.look([picture.crop(box).resize((side, side), Image.Resampling.BICUBIC)], words)
        if second.point is None:
            return None
        square = (box[2] - box[0], box[3] - box[1])
        points = []
        for region in second.regions:
            x, y = in_pixels(region.point, square)
            points.append(((box[0] + x, box[1] + y), region.score))
        sure = confidence([near, points[0][0]], [0, 1], picture.size)
        answers = (
            answer_of((0, 0, *picture.size), first, near, 0),
            answer_of(box, second, points[0][0], 1),
        )
        return Seen(points[0][0], sure, tuple(points[1:]), (box,), answers, first)

    @torch.inference_mode()
    def _pass(self, pictures: list[Image.Image], words: str) -> list[Look]:
        inputs, places = self._prompt.encode(pictures, words)
        readings, _ = read_anchor(self._vlm.model, inputs, places)
        factor = self._vlm.layout.factor
        looks = []
        for picture, (*_, reading) in zip(pictures, readings, strict=True):
            grid = (picture.width // factor, picture.height // factor)
            scores = anchor_scores(reading, self.weighting).float().cpu().numpy()
            looks.append(look_at_map(scores, grid, picture.size, self._profile.rank))
        return looks


def _trained_with(vlm: LocalVLM) -> str | None:
    """The weighting that the checkpoint's config.json records, by its name; None where it records none."""
    config = vlm.model.config
    by_kl, count = getattr(config, "kl_query_weighting", None), getattr(config, "query_topk", None)
    part = "_part" if getattr(config, "part_query_weighting", False) else ""
    if by_kl:
        return f"query_kl{part}"
    if not count:
        return None
    layer = "layer_wise_" if getattr(config, "layer_wise_query_weighting", False) else ""
    return f"{layer}query_{int(count)}{part}"
