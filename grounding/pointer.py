"""GUI-Actor and V2P: a pointer head on a vision model says which patches are meant, in one forward pass."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

import torch
from PIL import Image

from device.error import ConfigError
from device.screen import Observation
from grounding.batch import look_in_batches
from grounding.confidence import confidence
from grounding.look import Look, Seen, in_pixels, look_at_map, picture_of, to_area, to_grounding, words_of
from grounding.noted import noted
from grounding.pointed import PointedPrompt
from grounding.pointerhead import PointerHead, load_head, pointer_logits
from grounding.profile import Profile, is_released, place_of, profile_of
from grounding.target import Grounding, Target, TargetNotFound
from models.localvlm import LocalVLM, load_vlm


class PointerGrounder:
    """A vision model with GUI-Actor's head (arXiv 2506.03143), trained by its labels or by V2P's.

    Regions rank by their mean score for GUI-Actor and by their highest for V2P: as its config says if it was
    trained here, or the profile of a released one. The weights are of one form, they do not tell. Looks at
    parts of one size go together, up to `batch_tokens` visual tokens.
    """

    def __init__(
        self, vlm: LocalVLM, head: PointerHead, profile: Profile, *, batch_tokens: int = 16_384
    ) -> None:
        self._vlm, self._head, self._profile = vlm, head, profile
        self._prompt = PointedPrompt(vlm, profile)
        self._batch_tokens = batch_tokens

    @classmethod
    def load(cls, name: str = "V2P-7B", *, device: str = "auto", dtype: str = "auto") -> Self:
        """From a folder, a hub name or a short name. Errors as `load_vlm`, `load_head` and `profile_of`.

        Raises ConfigError for a folder that does not say how its regions rank.
        """
        vlm = load_vlm(place_of(name), device=device, dtype=dtype)
        profile = profile_of(name, "pointer", vlm.checkpoint.model_type)
        rank = noted(vlm).get("rank")
        if rank in ("max", "mean"):
            profile = replace(profile, rank="mean" if rank == "mean" else "max")
        elif not is_released(name):
            raise ConfigError(
                f"{name} does not say whether its regions rank by their mean, as GUI-Actor's, or by their "
                "highest, as V2P's",
                f"Say which it is: recipe:gui-actor-7b@{name}, recipe:v2p-7b@{name}",
            )
        return cls(vlm, load_head(vlm), profile)

    @property
    def name(self) -> str:
        """`pointer`."""
        return "pointer"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """One forward pass a picture, or fewer where they are of one size.

        Raises TargetNotFound for a picture too long and thin for the model.
        """
        return look_in_batches(
            self._vlm, self._profile, pictures, lambda batch: self._pass(batch, words), self._batch_tokens
        )

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The best region of the head's map, with the base rate of single looks as its confidence.

        Raises TargetNotFound where there is no picture, no words, or the map is empty.
        """
        words, picture = words_of(target), picture_of(observation)
        (look,) = self.look([to_area(picture, self._profile.area)], words)
        if look.point is None:
            raise TargetNotFound(f'the model points at nothing on this screen for "{words}"')
        point = in_pixels(look.point, picture.size)
        others = tuple((in_pixels(r.point, picture.size), r.score) for r in look.regions[1:])
        seen = Seen(point, confidence([point], [0], picture.size), others, look=look)
        return to_grounding(seen, picture.size, observation, self.name)

    @torch.inference_mode()
    def _pass(self, pictures: list[Image.Image], words: str) -> list[Look]:
        inputs, places = self._prompt.encode(pictures, words)
        logits, _ = pointer_logits(self._vlm.model, self._head, inputs, places)
        factor = self._vlm.layout.factor
        looks = []
        for picture, each in zip(pictures, logits, strict=True):
            grid = (picture.width // factor, picture.height // factor)
            scores = each[0].float().softmax(dim=-1).cpu().numpy()
            looks.append(look_at_map(scores, grid, picture.size, self._profile.rank))
        return looks
