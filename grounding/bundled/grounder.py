"""The small network as a grounder: pixels only, no tree, no download."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from PIL import Image
from pydantic import TypeAdapter

from device.error import ConfigError
from device.screen import Observation
from grounding.bundled.answer import answer, odds, shares_of
from grounding.bundled.pixel import to_pixels
from grounding.bundled.query import query_ids
from grounding.confidence import Weights
from grounding.look import Look, Seen, in_pixels, picture_of, to_grounding, words_of
from grounding.network import open_network
from grounding.target import Grounding, Target, TargetNotFound

SURENESS = "sureness"
"""Under this name a network's file holds how its scores become probabilities."""
_AS_IT_IS = Weights(0.0, (1.0,))
_SHIPPED = Path("data", "small.onnx")


class BundledGrounder:
    """Finds icons, and what it has read before, from pixels alone; 3 MB, tens of milliseconds a screen.

    It was trained on the embedded phone (`grounding.training.small`): what it makes of other phones' screens
    is what its confidence says, on average, only for screens like those.
    """

    def __init__(self, session: Any, sureness: Weights) -> None:
        self._session, self._sureness = session, sureness

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The network in a file, or the one that ships.

        Raises ConfigError for a file that holds none, and where onnxruntime does not load.
        """
        data = _shipped() if path is None else _read(path)
        try:
            session = open_network(data)
        except ValueError as error:
            raise ConfigError(f"{path} holds no network: {error}") from error
        noted = session.get_modelmeta().custom_metadata_map.get(SURENESS)
        return cls(session, TypeAdapter(Weights).validate_json(noted) if noted else _AS_IT_IS)

    @property
    def name(self) -> str:
        """`bundled`."""
        return "bundled"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """Where the words are on each; no point where the network says nowhere.

        Raises TargetNotFound for a picture too long and thin.
        """
        return [self._one(picture, words) for picture in pictures]

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The best region, with the probability fitted on screens not trained on.

        Raises TargetNotFound where there is no picture, no words, or the network says nowhere.
        """
        words, picture = words_of(target), picture_of(observation)
        look = self._one(picture, words)
        if look.point is None or look.probability is None:
            raise TargetNotFound(f'nothing on this screen looks like "{words}"')
        others = tuple((in_pixels(r.point, picture.size), r.score) for r in look.regions[1:])
        seen = Seen(in_pixels(look.point, picture.size), look.probability, others, look=look)
        return to_grounding(seen, picture.size, observation, self.name)

    def _one(self, picture: Image.Image, words: str) -> Look:
        try:
            pixels = to_pixels(picture)
        except ValueError as odd:
            raise TargetNotFound(str(odd)) from odd
        feed = {"picture": pixels.values[None], "ids": query_ids([words])}
        look, score = answer(shares_of(self._session.run(None, feed)[0][0]), pixels)
        return replace(look, probability=self._sureness.probability((odds(score),)))


@cache
def _shipped() -> bytes:
    found = files("grounding").joinpath(str(_SHIPPED))
    if not found.is_file():
        raise ConfigError("this package ships no network", "Train one: python -m grounding.training.small")
    return found.read_bytes()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as missing:
        raise ConfigError(f"{path} cannot be read: {missing.strerror}") from missing
