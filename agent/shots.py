"""The trajectory's pictures: files named by their content, the latest also kept in memory."""

import os
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

from agent.compare import fingerprint
from agent.step import Seen
from device.screen import Observation, Screenshot

_IN_MEMORY = 4


class Shots:
    """Writes each picture once and gives it back without decoding it again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recent: OrderedDict[str, Screenshot] = OrderedDict()

    def keep(self, observation: Observation) -> Seen:
        """Store the picture of a look and refer to it by path from then on."""
        print_ = fingerprint(observation)
        picture = observation.screenshot
        if picture is None:
            return Seen(observation=observation, fingerprint=print_)
        name = f"shots/{picture.digest}.png"
        path = self._folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(picture.png)
            os.replace(part, path)  # a name stands for its whole content, whenever the run is killed
        self._recent[name] = picture
        self._recent.move_to_end(name)
        while len(self._recent) > _IN_MEMORY:
            self._recent.popitem(last=False)
        reference = Screenshot(size=picture.size, path=path)
        return Seen(observation=replace(observation, screenshot=reference), shot=name, fingerprint=print_)

    def picture(self, seen: Seen) -> Screenshot | None:
        """The picture of a look, from memory where it is recent."""
        return self._recent.get(seen.shot, seen.observation.screenshot)

    def observation(self, seen: Seen) -> Observation:
        """The look with its picture at hand."""
        return replace(seen.observation, screenshot=self.picture(seen))
