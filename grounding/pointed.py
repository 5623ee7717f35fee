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

    def encode(self, pictures: Sequence[Image.Image], words: str) -> tuple[Inputs, list[Places]]:
        """Model inputs for resized pictures asked the same, and the places in each sequence."""
        return self.encode_each(pictures, [words] * len(pictures))

    def encode_each(
        self, pictures: Sequence[Image.Image], words: Sequence[str]
    ) -> tuple[Inputs, list[Places]]:
        """The same for pictures with words of their own."""
        asked = self._profile.asked_in(self._vlm.checkpoint.folder)
        texts = [one_picture(asked.system, each) + asked.answer for each in words]
        inputs = self._vlm.encode(texts, pictures)
        places = [
            find_places(ids, self._vlm.layout.image_token, self._start, self._anchor)
            for ids in inputs["input_ids"]
        ]
        return inputs, places
