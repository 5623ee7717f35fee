"""Where the annotations and the pictures of a benchmark lie in its folder."""

import json
from collections.abc import Sequence
from pathlib import Path

from device.error import ConfigError
from grounding.evaluation.bucket import read_buckets
from models.notice import notify

_ANNOTATIONS = (".", "annotations", "annotations/element_grounding", "benchmark")
"""Looked in in turn: the folder itself, ScreenSpot-Pro's, UI-Vision's, OSWorld-G's."""
PICTURES = (
    "images", "screenspotv2_image", "screenspot_imgs", "screenspot_images", "offline_images",
    "MMBench-GUI-OfflineImages/offline_images", "image", "imgs", ".",
)  # fmt: skip
"""Looked in in turn: beside the annotations, and in the two folders above them."""
_L2 = "L2_annotations.json"
"""Of MMBench-GUI: what lies beside it are questions of another kind."""
_SPLITS = {"train.jsonl", "screen.jsonl", "app.jsonl"}
"""Of our own screens."""
_PACKED = (".zip", ".tar", ".gz", ".tgz", ".7z")
_POINTER, _MOST = b"version https://git-lfs.github.com/spec/", 1024
"""How a file that git-lfs has not fetched yet begins, and how many bytes it has at most."""


def annotation_files(data: Path) -> list[Path]:
    """The files with items of a benchmark: the one that is named, or those of a folder.

    Raises ConfigError where there are none.
    """
    if data.suffix == ".parquet":
        raise ConfigError(f"{data} is a parquet file, which is not read", "Take the .json of the release")
    if data.is_file():
        return [data]
    if not data.is_dir():
        raise ConfigError(f"there is no file or folder {data}")
    objects: list[Path] = []
    for folder in (data / place for place in _ANNOTATIONS):
        found = sorted(path for path in folder.glob("*.json*") if path.suffix in (".json", ".jsonl"))
        rows = _meant([path for path in found if not _is_object(path)])
        if rows:
            for other in sorted({*found} - {*rows}):
                _pass_over(other)
            return rows
        objects += found
    raise _nothing(data, objects)


def _meant(rows: list[Path]) -> list[Path]:
    """Of the files with items those that are asked."""
    if {path.name for path in rows} >= _SPLITS:
        return [path for path in rows if path.name != "train.jsonl"]
    return [path for path in rows if path.name == _L2] or rows


def _pass_over(path: Path) -> None:
    if path.name == "train.jsonl":
        notify(f"{path} is left out: it is there to be learned from. Name it to have it asked")
    elif not read_buckets(path):
        notify(f"{path} holds no items, so it is passed over")


def _is_object(path: Path) -> bool:
    """Whether a file holds one JSON object, not a list: scores, buckets, a manifest."""
    if path.suffix != ".json":
        return False
    try:
        return isinstance(json.loads(path.read_text("utf-8-sig")), dict)
    except (OSError, ValueError):
        return False  # told when it is read as rows


def _nothing(data: Path, objects: Sequence[Path]) -> ConfigError:
    if objects:
        return ConfigError(
            f"{objects[0]} holds one JSON object, not a list of items, and no other file there holds any",
            "Name the file with the annotations",
        )
    if next(data.rglob("*.parquet"), None):
        return ConfigError(
            f"{data} holds parquet files, which are not read, and no .json", "Take the .json of the release"
        )
    places = ", ".join(_ANNOTATIONS[1:])
    return ConfigError(
        f"{data} holds no .json or .jsonl file, nor do {places} in it", "Name the file with the annotations"
    )


def picture_folders(path: Path) -> list[Path]:
    """Where the pictures of a file of annotations may lie, in the order in which they are looked for."""
    return [base / name for base in list(path.absolute().parents)[:3] for name in PICTURES]


def is_pointer(path: Path) -> bool:
    """Whether a file is what git-lfs leaves in the place of one that it has not fetched."""
    try:
        return path.stat().st_size <= _MOST and path.read_bytes().startswith(_POINTER)
    except OSError:
        return False  # told when it is read as a picture


def unfetched_pictures(path: Path, pointers: Sequence[str], count: int) -> ConfigError:
    """What to say where pictures are those of git-lfs that are not fetched: which, how many of `count`."""
    return ConfigError(
        f"{len(pointers):,} of the {count:,} items of {path} have a git-lfs pointer where their picture "
        f"should be, {pointers[0]} first",
        "git lfs pull, run there, brings the pictures",
    )


def missing_pictures(path: Path, folders: Sequence[Path], missing: Sequence[str], count: int) -> ConfigError:
    """What to say where pictures are not there: which, how many of `count`, where they were looked for."""
    packed = next((found for base in list(path.absolute().parents)[:2]
                   for found in sorted(base.iterdir()) if found.suffix in _PACKED), None)  # fmt: skip
    if len(folders) == 1:
        where = f"in {folders[0]}"
    else:
        names = ", ".join(name for name in PICTURES if name != ".")
        where = f"beside that file, nor in a folder there: {names}"
    some = (
        f"{len(missing):,} of the {count:,} items of {path} lack their picture, {missing[0]} first: "
        f"it is not {where}"
    )
    if packed is not None and len(missing) == count:
        return ConfigError(some, f"{packed} lies there still packed: unpack it where it lies")
    return ConfigError(some, "Say where the pictures are with --images")
