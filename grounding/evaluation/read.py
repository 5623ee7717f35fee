"""Benchmarks on disk: ScreenSpot, -v2 and -Pro, OSWorld-G, UI-Vision, MMBench-GUI L2, and any like them.

Read are JSON lists and JSON lines, one file or all in a folder. What sets the formats apart is told from each
row: ScreenSpot and -v2 give x, y, width, height (and `data_type`), ScreenSpot-Pro and our own screens the
corners, OSWorld-G says `box_type` (its boxes are x, y, width, height; where all numbers are below 0 nothing
on the picture is meant), MMBench-GUI `grounding_type` (corners as shares of the picture, which lies in a
folder of its platform).
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from device.error import ConfigError
from grounding.evaluation.bucket import Buckets, buckets_in
from grounding.evaluation.doubt import tell_doubts
from grounding.evaluation.folder import (
    annotation_files,
    is_pointer,
    missing_pictures,
    picture_folders,
    unfetched_pictures,
)
from grounding.evaluation.item import Item
from grounding.evaluation.repeated import once
from grounding.evaluation.row import Boxes, Row, place_of, rows_in

GROUPS = ("ui_type", "platform", "group", "category", "application", "source", "language", "file", "bucket",
          "grounding_type", "GUI_types")  # fmt: skip


def read_benchmark(data: Path, images: Path | None = None, boxes: Boxes = "auto") -> list[Item]:
    """All items of a file or a folder of files; `images` is where the pictures lie, if not beside it.

    Raises ConfigError, with file and line, for what cannot be read, and for pictures that are not there.
    """
    if images is not None and not images.is_dir():
        raise ConfigError(f"there is no folder {images}", "Say where the pictures are with --images")
    found = annotation_files(data)
    buckets = buckets_in(found[0].parent)
    by_file = {path: _File(path, images, boxes).items(buckets) for path in found}
    kept = once(by_file)
    items = [item for own in kept.values() for item in own]
    if not items:
        raise ConfigError(f"{data} holds no items")
    tell_doubts(items, buckets)
    if len(kept) == 1:
        return items
    return [
        replace(item, groups=(*item.groups, ("file", path.stem)))
        for path, own in kept.items()
        for item in own
    ]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of annotations."""

    path: Path
    images: Path | None
    boxes: Boxes

    def items(self, buckets: Buckets) -> list[Item]:
        """Its items. Raises ConfigError, at the end, for pictures that are not there."""
        folders = [self.images] if self.images else picture_folders(self.path)
        made: list[Item] = []
        missing: list[str] = []
        pointers: list[str] = []
        for number, row in rows_in(self.path):
            place = place_of(row, self.boxes, f"row {number} of {self.path}")
            image, picture = _picture(row, folders)
            if image is None:
                missing.append(f"{row.image} of row {number}")
                continue
            if is_pointer(image):
                pointers.append(f"{row.image} of row {number}")
            shares = row.grounding_type and all(0 <= number <= 1 for number in row.numbers)
            size = (1, 1) if shares else row.size
            groups = row.groups(_device(self.path)) + [
                ("bucket", name)
                for name, members in buckets.items()
                if members & {*row.kinds, str(row.id or "")}
            ]
            key = f"{self.path.name}:{number}"
            made.append(
                Item(key, image, picture, row.instruction, place, size, tuple(groups), str(row.id or ""))
            )
        if missing:
            raise missing_pictures(self.path, folders, missing, len(missing) + len(made))
        if pointers:
            raise unfetched_pictures(self.path, pointers, len(made))
        return made


def _picture(row: Row, folders: Sequence[Path]) -> tuple[Path | None, str]:
    """Where it lies, and what the data call it."""
    named = f"{row.platform}/{row.image}" if row.grounding_type else row.image
    for folder in folders:
        for name in (named, row.image):
            if (folder / name).is_file():
                return folder / name, Path(name).as_posix()
    return None, ""


def _device(path: Path) -> str:
    """What ScreenSpot's and -v2's files are called after: mobile, desktop or web."""
    found = re.match(r"screenspot_(mobile|desktop|web)(?:_|$)", path.stem)
    return found[1] if found else ""


def fingerprint(items: Iterable[Item]) -> str:
    """Equal for the same items, whatever the folder they lie in is called."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(repr((item.key, item.instruction, item.place)).encode())
    return digest.hexdigest()[:16]
