"""Asking with the answer given in advance: prompt and picture with a pointer token, read in one pass."""

from collections.abc import Sequence

from PIL import Image

from device.error import ConfigError
from grounding.anchor.place import Places, find_places
from grounding.profile import Profile
from models.localprompt import one_picture
from models.localvlm import Inputs, LocalVLM

START, ANCHOR = "<|pointer_start|>", "<|pointer_pad|>"


class PointedPrompt:
    """Builds what a GUI-Actor, V2P or GUI-AIMA checkpoint is fed, and says where in it what stands."""

    def __init__(self, vlm: LocalVLM, profile: Profile) -> None:
        self._vlm, self._profile = vlm, profile
        start, anchor = vlm.token(START), vlm.token(ANCHOR)
        if start is None or anchor is None:
            raise ConfigError(
                f"{vlm.checkpoint.name} has no token {START if start is None else ANCHOR}",
                f"It was not trained for the {profile.method} method",
            )
        self._start, self._anchor = start, anchor

    @property
    def system(self) -> str:
        """The standing orders."""
        return self._profile.asked_in(self._vlm.checkpoint.folder).system

    def encode(self, pictures: Sequence[Image.Image], words: str) -> tuple[Inputs, list[Places]]:
        """Model inputs for resized pictures asked the same, and the places in each sequence."""
        text = one_picture(self.system, words) + self._profile.asked.answer
        inputs = self._vlm.encode([text] * len(pictures), pictures)
        places = [
            find_places(ids, self._vlm.layout.image_token, self._start, self._anchor)
            for ids in inputs["input_ids"]
        ]
        return inputs, places
