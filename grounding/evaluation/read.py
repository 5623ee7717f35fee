"""Benchmarks on disk: ScreenSpot, -v2 and -Pro, OSWorld-G, UI-Vision, MMBench-GUI L2, and any like them.

Read are JSON lists and JSON lines, one file or all in a folder (or its `annotations/`). What sets the formats
apart is told from each row: ScreenSpot and -v2 give x, y, width, height (and `data_type`), ScreenSpot-Pro and
our own screens the corners, OSWorld-G says `box_type` (its boxes are x, y, width, height; where all numbers
are below 0 nothing on the picture is meant), MMBench-GUI `grounding_type` (corners as shares of the picture,
which lies in a folder of its platform).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from device.error import ConfigError
from grounding.evaluation.item import Item, Pair, Place
from models.notice import notify

Boxes = Literal["auto", "xyxy", "xywh"]
GROUPS = ("ui_type", "platform", "group", "application", "language", "file", "bucket", "grounding_type",
          "GUI_types")  # fmt: skip
_FOLDERS = ("images", "screenspotv2_image", "screenspot_imgs", "screenspot_images", "offline_images",
            "image", "imgs", ".")  # fmt: skip
_L2 = "L2_annotations.json"
"""Of MMBench-GUI: what lies beside it are questions of another kind."""
Number = Annotated[float, Field(allow_inf_nan=False)]
Side = Annotated[int, Field(gt=0)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    image: str = Field(validation_alias=AliasChoices("img_filename", "image_path", "img_path", "image"))
    instruction: str = Field(
        validation_alias=AliasChoices("instruction", "prompt_to_evaluate"), pattern=r"\S"
    )
    numbers: tuple[Number, ...] = Field(
        validation_alias=AliasChoices("bbox", "box_coordinates"), min_length=1
    )
    box_type: Literal["", "bbox", "polygon", "refusal"] = ""
    size: tuple[Side, Side] | None = Field(None, validation_alias=AliasChoices("img_size", "image_size"))
    data_type: str = ""
    ui_type: str = ""
    element_type: str = ""
    platform: str = Field("", validation_alias=AliasChoices("platform", "data_source"))
    group: str = Field("", validation_alias=AliasChoices("group", "category"))
    application: str = Field("", validation_alias=AliasChoices("application", "app_name"))
    grounding_type: str = ""
    language: str = ""
    kinds: tuple[str, ...] = Field((), validation_alias="GUI_types")


def read_benchmark(data: Path, images: Path | None = None, boxes: Boxes = "auto") -> list[Item]:
    """All items of a file or a folder of files; `images` is where the pictures lie, if not beside it.

    Raises ConfigError, with file and line, for what cannot be read, and for pictures that are not there.
    """
    if images is not None and not images.is_dir():
        raise ConfigError(f"there is no folder {images}", "Say where the pictures are with --images")
    found = _files(data)
    buckets = _buckets(found[0].parent)
    by_file: dict[Path, list[Item]] = {}
    for path in found:
        folders = [images] if images else _image_folders(path)
        by_file[path] = [
            _item(row, number, path, _place(row, boxes, f"row {number} of {path}"), folders, buckets)
            for number, row in _rows(path)
        ]
    kept = _once(by_file)
    items = [item for own in kept.values() for item in own]
    if not items:
        raise ConfigError(f"{data} holds no items")
    if len(kept) == 1:
        return items
    return [
        replace(item, groups=(*item.groups, ("file", path.stem)))
        for path, own in kept.items()
        for item in own
    ]


def fingerprint(items: Iterable[Item]) -> str:
    """Equal for the same items, whatever the folder they lie in is called."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(repr((item.key, item.instruction, item.place)).encode())
    return digest.hexdigest()[:16]


def _files(data: Path) -> list[Path]:
    if data.is_file():
        return [data]
    if not data.is_dir():
        raise ConfigError(f"there is no file or folder {data}")
    for folder in (data, data / "annotations", data / "annotations" / "element_grounding"):
        found = sorted(path for path in folder.glob("*.json*") if path.suffix in (".json", ".jsonl"))
        rows = [path for path in found if not _is_result(path)]
        rows = [path for path in rows if path.name == _L2] or rows
        for other in sorted({*found} - {*rows}):
            if not _bucket_names(other):
                notify(f"{other} holds no items, so it is passed over")
        if rows:
            return rows
    raise ConfigError(f"{data} holds no .json or .jsonl file", "Name the file with the annotations")


def _is_result(path: Path) -> bool:
    """Whether a file beside others holds one JSON object, not a list: scores, buckets, a manifest."""
    return path.suffix == ".json" and isinstance(_whole(path), dict)


def _whole(path: Path) -> object:
    """What the file holds, None where it is no JSON, which is told when it is read as rows."""
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return None


def _bucket_names(path: Path) -> dict[str, list[str]]:
    """OSWorld-G's buckets: which kinds of elements belong to each. Nothing for another file."""
    found = _whole(path)
    if not isinstance(found, dict) or not found:
        return {}
    lists = all(
        isinstance(kinds, list) and all(isinstance(k, str) for k in kinds) for kinds in found.values()
    )
    return found if lists else {}


def _buckets(folder: Path) -> dict[str, list[str]]:
    return next((names for path in sorted(folder.glob("*.json")) if (names := _bucket_names(path))), {})


def _once(by_file: dict[Path, list[Item]]) -> dict[Path, list[Item]]:
    """Each item once, of several files; what stands in one file twice is the benchmark's own.

    Raises ConfigError for two files with the same places and other words, where the name of one goes on from
    that of the other: they are two versions (OSWorld-G's refined instructions).
    """
    known: dict[object, Path] = {}
    places: dict[object, Path] = {}
    kept: dict[Path, list[Item]] = {}
    for path in sorted(by_file, key=lambda path: (len(by_file[path]), path)):
        own = by_file[path]
        fresh = [item for item in own if known.get(_same(item), path) == path]
        others = [places[_where(item)] for item in fresh if places.get(_where(item), path) != path]
        if len(others) * 2 > len(own) and _versions(path, others[0]):
            raise ConfigError(
                f"{path.name} and {others[0].name} ask for the same places in other words",
                "Name the file that is meant, not the folder",
            )
        for item in own:
            known.setdefault(_same(item), path)
            places.setdefault(_where(item), path)
        if len(fresh) < len(own):
            again = len(own) - len(fresh)
            notify(f"{again:,} of {len(own):,} items of {path} stand in other files too and are left out")
        if fresh:
            kept[path] = fresh
    return {path: kept[path] for path in by_file if path in kept}


def _versions(one: Path, other: Path) -> bool:
    return one.stem.startswith(other.stem) or other.stem.startswith(one.stem)


def _where(item: Item) -> object:
    return str(item.image), item.place


def _same(item: Item) -> object:
    return str(item.image), item.place, item.instruction


def _image_folders(path: Path) -> list[Path]:
    return [base / name for base in list(path.absolute().parents)[:3] for name in _FOLDERS]


def _rows(path: Path) -> Iterator[tuple[int, _Row]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ConfigError(
            f"cannot read {path}: {reason}",
            "Name the .json or .jsonl file with the annotations, or its folder",
        ) from None
    try:
        whole = json.loads(text) if text.lstrip().startswith("[") else None
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path} is no valid JSON: {error}") from None
    raws: Sequence[object] = whole if isinstance(whole, list) else text.splitlines()
    for number, raw in enumerate(raws, 1):
        if raw == "":
            continue
        try:
            row = _Row.model_validate_json(raw) if isinstance(raw, str) else _Row.model_validate(raw)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            said = ".".join(str(part) for part in first["loc"])
            reason = f"{said}: {first['msg']}" if said else first["msg"]
            raise ConfigError(f"row {number} of {path} is no item: {reason}") from None
        yield number, row


def _place(row: _Row, boxes: Boxes, where: str) -> Place:
    numbers = row.numbers
    if row.box_type == "refusal" or all(number < 0 for number in numbers):
        return Place()
    if row.box_type == "polygon":
        if len(numbers) < 6 or len(numbers) % 2:
            raise ConfigError(f"{where}: {len(numbers)} numbers are no polygon")
        corners: tuple[Pair, ...] = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        return Place(polygon=corners)
    if len(numbers) != 4:
        raise ConfigError(f"{where}: a box has 4 numbers, not {len(numbers)}")
    a, b, c, d = numbers
    by_corner = row.grounding_type or not (row.box_type or (row.data_type and row.size is None))
    if boxes == "xywh" or (boxes == "auto" and not by_corner):
        c, d = a + c, b + d
    if row.element_type:  # UI-Vision's own code turns corners round too
        (a, c), (b, d) = sorted((a, c)), sorted((b, d))
    # UI-Vision has a box that is one point: only that counts.
    if (c <= a or d <= b) and (a, b) != (c, d):
        given = ", ".join(f"{number:g}" for number in numbers)
        raise ConfigError(
            f"{where} is no item: no box has its right at {c:g} and its left at {a:g}, its bottom at {d:g} "
            f"and its top at {b:g}",
            f"Say with --boxes how {given} is meant: xyxy is left, top, right, bottom, xywh left, top, width "
            "and height",
        )
    return Place(box=(a, b, c, d))


def _item(
    row: _Row, number: int, path: Path, place: Place, folders: Sequence[Path], buckets: dict[str, list[str]]
) -> Item:
    named = f"{row.platform}/{row.image}" if row.grounding_type else row.image
    image, picture = next(((folder / name, name) for folder in folders for name in (named, row.image)
                           if (folder / name).is_file()), (None, ""))  # fmt: skip
    if image is None:
        raise ConfigError(
            f"the picture {row.image} of row {number} of {path} is "
            + ("in none of the usual folders" if len(folders) > 1 else f"not in {folders[0]}"),
            "Say where the pictures are with --images",
        )
    said = {
        "ui_type": row.ui_type or row.element_type or row.data_type,
        "platform": row.platform,
        "group": row.group,
        "application": row.application,
        "language": row.language,
        "grounding_type": row.grounding_type,
    }
    groups = [(by, which) for by, which in said.items() if which] + [
        ("GUI_types", kind) for kind in row.kinds
    ]
    groups += [("bucket", name) for name, kinds in buckets.items() if {*kinds} & {*row.kinds}]
    shares = row.grounding_type and all(0 <= number <= 1 for number in row.numbers)
    size = (1, 1) if shares else row.size
    return Item(
        f"{path.name}:{number}", image, Path(picture).as_posix(), row.instruction, place, size, tuple(groups)
    )
