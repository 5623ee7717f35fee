"""Answers as an evaluation keeps them in its folder, a line of items.jsonl for each item."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from device.error import ConfigError
from grounding.evaluation.item import Item
from models.notice import notify

ITEMS, MANIFEST = "items.jsonl", "manifest.json"


@dataclass(frozen=True, slots=True)
class SeenView:
    """One look at the picture or at a part of it."""

    stage: str
    """`full_image`, `subimage_1`, `subimage_2`, ... as in MVP's logs."""
    region: tuple[float, float, float, float] | None
    """xyxy pixels of the picture."""
    point: tuple[float, float] | None
    """In pixels of the picture; None where the answer holds none."""
    coverage: float = 0
    """How many of the most attended patches lie in it; 0 for the whole picture."""
    output: str = ""
    """The answer in words."""
    peak: float | None = None
    """The highest score of its map."""


def stage(number: int) -> str:
    """What the look of that number is called, from 0."""
    return f"subimage_{number}" if number else "full_image"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one item: a line of items.jsonl."""

    key: str
    instruction: str
    image: str
    """What the data call the picture, its folders included."""
    right: bool
    point: tuple[float, float] | None
    """Pixels of the picture; None where nothing was found."""
    confidence: float | None
    method: str
    alternatives: tuple[tuple[int, int, float], ...]
    """(x, y, probability)."""
    told: str
    """Why there is no point."""
    seconds: float
    unread: bool = False
    """Whether the picture could not be read, so that nobody was asked."""
    image_size: tuple[int, int] | None = None
    """(width, height) of the picture as it was read."""
    bbox: tuple[float, float, float, float] | None = None
    """The true box in its pixels; None where that is a polygon, or nowhere."""
    group: str = ""
    application: str = ""
    platform: str = ""
    ui_type: str = ""
    views: tuple[SeenView, ...] = ()
    """In the order in which they were looked at."""
    tokens: int = 0
    """Prompt and answer together, where an endpoint tells them."""

    def is_of(self, item: Item) -> bool:
        """Whether it was this item that was asked, on the same picture."""
        if (self.key, self.instruction) != (item.key, item.instruction):
            return False
        return self.image in (item.picture, item.image.name)  # earlier runs wrote down the name alone


_READ = TypeAdapter(Answer)


def answers_in(folder: Path) -> dict[str, Answer]:
    """The answers of an earlier evaluation by key. Raises ConfigError where there are none."""
    found = {answer.key: answer for answer in written(folder)}
    if not found:
        raise ConfigError(f"{folder} holds no evaluation")
    return found


def tell_lacking(folder: Path, answers: int) -> None:
    """Tell how many items of the evaluation in the folder the answers lack, where they are not all."""
    try:
        known = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return  # the answers are there, and eval refuses such a folder
    items = known.get("items") if isinstance(known, dict) else None
    if isinstance(items, int) and answers < items:
        notify(f"{items - answers:,} of the {items:,} items have no answer yet, so they are not in it")


def written(folder: Path) -> Iterator[Answer]:
    """What is written down; a last line that was cut off is taken away.

    Earlier runs wrote down too what they could not read: that is no answer.
    """
    path = folder / ITEMS
    if not path.is_file():
        return
    text = path.read_text("utf-8", errors="replace")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole, "utf-8")
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            answer = _READ.validate_json(line)
        except ValidationError:
            raise ConfigError(f"line {number} of {path} is no answer", "Take it out, or start anew") from None
        if not answer.unread:
            yield answer
