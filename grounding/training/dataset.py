"""Labelled screens on disk: a folder of pictures and JSON lines, in the fields of ScreenSpot.

One line an instruction: `img_filename`, `img_size`, `instruction`, `bbox` (xyxy pixels of the picture; all -1
where it means nothing on the screen, as in OSWorld-G), `ui_type` (text or icon), `application`, `platform`,
`group` (how it is said), `language`, `theme`, `name` and `symbol`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from device.error import ConfigError
from device.screen import Bounds

Split = Literal["train", "screen", "app"]
SPLITS: tuple[Split, ...] = ("train", "screen", "app")
"""To learn from; screens never learned from, of apps that were; apps never learned from."""
ABSENT = (-1.0, -1.0, -1.0, -1.0)


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """One instruction with its picture and its box."""

    img_filename: str
    """Relative to the folder."""
    img_size: tuple[int, int]
    """(width, height) in pixels."""
    instruction: str
    bbox: tuple[float, float, float, float]
    """xyxy pixels of the picture; ABSENT where it is not on it."""
    ui_type: Literal["text", "icon"] = "text"
    application: str = ""
    platform: str = "android"
    group: str = ""
    """One of `grounding.training.instruction.HOWS`."""
    language: str = ""
    theme: str = ""
    name: str = ""
    """What the thing is called, however it is asked for."""
    symbol: str = ""
    """The one symbol that is drawn on it."""

    @property
    def absent(self) -> bool:
        """Whether nothing on the picture is meant."""
        return self.bbox[0] < 0


_READ = TypeAdapter(TrainingExample)


def scaled(bounds: Bounds | None, by: float) -> tuple[float, float, float, float]:
    """A box in pixels of a picture that was shrunk `by`; ABSENT for none."""
    if bounds is None:
        return ABSENT
    return (
        round(bounds.left * by, 2),
        round(bounds.top * by, 2),
        round(bounds.right * by, 2),
        round(bounds.bottom * by, 2),
    )


def append(folder: Path, split: Split, examples: Iterable[TrainingExample]) -> int:
    """Add lines to a split; how many."""
    count = 0
    with (folder / f"{split}.jsonl").open("a", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(folder: Path, split: Split) -> list[TrainingExample]:
    """All examples of a split. Raises ConfigError for a missing file or a line that is none."""
    return list(_lines(folder / f"{split}.jsonl"))


def _lines(path: Path) -> Iterator[TrainingExample]:
    if not path.is_file():
        raise ConfigError(
            f"there is no {path}", "Make the screens first: python -m grounding.training.generate"
        )
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _READ.validate_json(line)
            except ValidationError as broken:
                what = broken.errors()[0]["msg"]
                raise ConfigError(f"line {number} of {path} is no example: {what}") from broken
