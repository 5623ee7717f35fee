"""The networks that ship as a grounder: pixels only, no tree, no download."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Self

from PIL import Image
from pydantic import TypeAdapter

from device.error import ConfigError
from device.screen import Observation
from grounding.bundled.icon import IconMatch, Icons, Networks, icons, matches
from grounding.confidence import Weights
from grounding.heatmap import Region
from grounding.look import Look, Seen, picture_of, to_grounding, words_of
from grounding.network import open_network
from grounding.target import Grounding, Target, TargetNotFound

SURENESS = "sureness"
"""Under this name the file of words holds how features become a probability."""
FILES = ("finder", "sight", "words")
"""The networks, each `NAME.onnx` in one folder."""
_AS_IT_IS = Weights(0.0, (0.0, 1.0, 0.0, 0.0))
_SHIPPED = Path("data", "icon")
_MOST_STRETCHED = 8


@dataclass
class _Last:
    """The picture that was looked at last: several questions about one screen cost little more than one."""

    digest: bytes
    shown: Icons


class BundledGrounder:
    """Finds icons on any screen from pixels alone; under 4 MB, about a second a screen on one core.

    It looks for icons at several sizes of the picture and compares each with the words. What is written is
    better read. It was trained on icon fonts (`grounding.training.icon`).
    """

    def __init__(self, networks: Networks, sureness: Weights) -> None:
        self._networks, self._sureness = networks, sureness
        self._last: _Last | None = None

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """The networks in a folder, or those that ship.

        Raises ConfigError for a folder without them, and where onnxruntime does not load.
        """
        sessions = []
        for name in FILES:
            data = _shipped(name) if folder is None else _read(folder / f"{name}.onnx")
            try:
                sessions.append(open_network(data))
            except ValueError as error:
                raise ConfigError(f"{folder}/{name}.onnx holds no network: {error}") from error
        noted = sessions[-1].get_modelmeta().custom_metadata_map.get(SURENESS)
        sure = TypeAdapter(Weights).validate_json(noted) if noted else _AS_IT_IS
        return cls(Networks(*sessions), sure)

    @property
    def name(self) -> str:
        """`bundled`."""
        return "bundled"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """Where the words are on each; no point where there is no icon.

        Raises TargetNotFound for a picture too long and thin.
        """
        return [self._one(picture.convert("RGB"), words) for picture in pictures]

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The icon that fits best, with the probability that it is meant.

        Raises TargetNotFound where there is no picture, no words, or no icon.
        """
        words, picture = words_of(target), picture_of(observation)
        found = self._found(picture, words)
        if not found:
            raise TargetNotFound(f'nothing on this screen looks like "{words}"')
        others = tuple(((m.place.x, m.place.y), self._sure(m)) for m in found[1:])
        look = self._look(found, picture)
        first = found[0].place
        seen = Seen((first.x, first.y), self._sure(found[0]), others, look=look)
        return to_grounding(seen, picture.size, observation, self.name)

    def _one(self, picture: Image.Image, words: str) -> Look:
        found = self._found(picture, words)
        return self._look(found, picture) if found else Look(None, resized=picture.size)

    def _look(self, found: Sequence[IconMatch], picture: Image.Image) -> Look:
        regions = tuple(
            Region((m.place.x / picture.width, m.place.y / picture.height), self._sure(m), 1) for m in found
        )
        return Look(regions[0].point, resized=picture.size, regions=regions, probability=self._sure(found[0]))

    def _sure(self, match: IconMatch) -> float:
        return self._sureness.probability(match.features)

    def _found(self, picture: Image.Image, words: str) -> list[IconMatch]:
        if max(picture.size) > _MOST_STRETCHED * min(picture.size):
            raise TargetNotFound(f"{picture.width} x {picture.height} pixels: too long and thin to look at")
        digest = sha256(picture.tobytes() + repr(picture.size).encode()).digest()
        if self._last is None or self._last.digest != digest:
            self._last = _Last(digest, icons(self._networks, picture))
        return matches(self._networks, self._last.shown, words)


@cache
def _shipped(name: str) -> bytes:
    found = files("grounding").joinpath(str(_SHIPPED / f"{name}.onnx"))
    if not found.is_file():
        raise ConfigError("this package ships no network", "Train one: python -m grounding.training.icon")
    return found.read_bytes()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as missing:
        raise ConfigError(f"{path} cannot be read: {missing.strerror}") from missing
