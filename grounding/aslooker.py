"""Any grounder as one that looks at pictures alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from device.screen import Observation, Screenshot
from grounding.grounder import Grounder
from grounding.look import Look, Looker
from grounding.target import Target, TargetNotFound


def as_looker(grounder: Grounder, observation: Observation) -> Looker:
    """Itself where it looks, else one that makes of each picture a screen without elements."""
    return grounder if isinstance(grounder, Looker) else _Asking(grounder, observation)


@dataclass(frozen=True, slots=True)
class _Asking:
    grounder: Grounder
    observation: Observation

    @property
    def name(self) -> str:
        return type(self.grounder).__name__.removesuffix("Grounder").lower()

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        return [self._one(picture, words) for picture in pictures]

    def _one(self, picture: Image.Image, words: str) -> Look:
        pixels = Screenshot(picture.size, picture.convert("RGBA").tobytes(), "rgba")
        screen = replace(self.observation, screenshot=pixels, elements=(), size=picture.size)
        try:
            found = self.grounder.ground(screen, Target(description=words))
        except TargetNotFound as nowhere:
            return Look(None, resized=picture.size, text=str(nowhere))
        # The middle of the pixel that was named.
        point = ((found.point.x + 0.5) / picture.width, (found.point.y + 0.5) / picture.height)
        said = found.answers[0].text if found.answers else ""
        look = Look(point, resized=picture.size, text=said, probability=found.confidence)
        if found.heatmap is None:
            return look
        rows, columns = found.heatmap.shape
        return replace(look, scores=found.heatmap.astype(float).ravel(), grid=(columns, rows))
