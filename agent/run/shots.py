"""The trajectory's pictures: files named by their content, the latest also kept in memory."""

import hashlib
import io
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent.perception.compare import fingerprint
from agent.perception.frame import framed
from agent.run.step import Seen, Step
from device.atomicfile import PART, write_whole
from device.error import ConfigError
from device.screen import Bounds, Observation, Screenshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AROUND = 0.12
"""How much of the screen's height a part shows above and below its box."""
_IN_MEMORY = 4
_LATEST = 12
"""Steps whose pictures a model that is asked in its own language may be shown again."""


class Shots:
    """Writes each picture once, beside the run's own work, and gives it back without decoding it again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for torn in folder.glob(f"shots/*{PART}"):  # a life of this run that was killed was amid it
            torn.unlink()
        self._recent: OrderedDict[str, Screenshot] = OrderedDict()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="tapwright-shots")
        self._writing: Future[None] | None = None

    def keep(self, observation: Observation, moving: tuple[Bounds, ...] = ()) -> Seen:
        """Store the picture of a look and refer to it by path from then on."""
        identity = fingerprint(observation, moving)
        picture = observation.screenshot
        if picture is None:
            return Seen(observation=observation, fingerprint=identity, moving=moving)
        name = f"shots/{picture.digest}.png"
        path = self._folder / name
        if name not in self._recent and not path.exists():
            self.wait()
            self._writing = self._writer.submit(_write, picture, path)
        self._recent[name] = picture
        self._recent.move_to_end(name)
        while len(self._recent) > _IN_MEMORY:
            self._recent.popitem(last=False)
        reference = Screenshot(size=picture.size, path=path)
        kept = replace(observation, screenshot=reference)
        return Seen(observation=kept, shot=name, fingerprint=identity, moving=moving)

    def picture(self, seen: Seen) -> Screenshot | None:
        """The picture of a look, from memory where it is recent."""
        return self._recent.get(seen.shot, seen.observation.screenshot)

    def part(self, seen: Seen, box: Bounds) -> str:
        """The path of a PNG of what shows around a box, which is framed; "" where there is no picture.

        The same part has the same name, so it is written once. Raises ConfigError when it can't be.
        """
        picture = self.picture(seen)
        if picture is None or seen.observation.secure or seen.observation.private:
            return ""
        path = self._folder / f"shots/{seen.fingerprint}-{box.left}-{box.top}-{box.right}-{box.bottom}.png"
        if not path.exists():
            width, height = picture.size
            more = round(_AROUND * height)
            shown = (0, max(0, box.top - more), width, min(height, box.bottom + more))
            out = io.BytesIO()
            framed(picture.image, (box,)).crop(shown).convert("RGB").save(out, "PNG")
            self._put(path, out.getvalue())
        return str(path.absolute())

    def heat(self, scores: "NDArray[np.float32]") -> str:
        """Store scores over the screen as a grey picture, the highest white; its name. Raises ConfigError."""
        from grounding.heatmap import grey  # noqa: PLC0415 - numpy, which few runs need

        out = io.BytesIO()
        grey(scores).save(out, "PNG")
        name = f"shots/heat-{hashlib.sha256(out.getvalue()).hexdigest()[:32]}.png"
        self._put(self._folder / name, out.getvalue())
        return name

    def _put(self, path: Path, content: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            raise ConfigError(f"cannot record the run in {self._folder}: {error.strerror}") from error

    def named(self, shot: str) -> Screenshot:
        """A picture of this run by its name, from memory where it is recent."""
        return self._recent.get(shot) or Screenshot(size=(0, 0), path=self._folder / shot)

    def latest(self, steps: Sequence[Step]) -> dict[str, Screenshot]:
        """The pictures that the latest steps were decided on, by their names, as far as they are there."""
        names = {step.shot for step in steps[-_LATEST:] if step.shot}
        return {name: self.named(name) for name in names if self._is_kept(name)}

    def _is_kept(self, shot: str) -> bool:
        return shot in self._recent or (self._folder / shot).is_file()

    def observation(self, seen: Seen) -> Observation:
        """The look with its picture at hand."""
        return replace(seen.observation, screenshot=self.picture(seen))

    def wait(self) -> None:
        """Return once every picture is on disk. Raises ConfigError when one could not be written."""
        writing, self._writing = self._writing, None
        if writing is None:
            return
        try:
            writing.result()
        except OSError as error:
            raise ConfigError(f"cannot record the run in {self._folder}: {error.strerror}") from error

    def close(self) -> None:
        """Finish writing and let go of the thread. Raises ConfigError when the last could not be written."""
        self._writer.shutdown(wait=True)
        self.wait()


def _write(picture: Screenshot, path: Path) -> None:
    """A name stands for its whole content, whenever the run is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, picture.png)
