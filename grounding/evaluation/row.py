"""Rows of annotations, in whichever benchmark's fields."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from device.error import ConfigError
from grounding.evaluation.item import Pair, Place
from grounding.fault import what_is_wrong

Boxes = Literal["auto", "xyxy", "xywh"]
Number = Annotated[float, Field(allow_inf_nan=False)]
Side = Annotated[int, Field(gt=0)]
_NAMES = {
    "img_filename": "img_filename (or image_path, img_path, image)",
    "instruction": "instruction (or prompt_to_evaluate)",
    "bbox": "bbox (or box_coordinates)",
}


class Row(BaseModel):
    """One row; fields that no benchmark gives are left empty."""

    model_config = ConfigDict(extra="ignore")

    id: object = None
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
    data_source: str = ""
    ui_type: str = ""
    element_type: str = ""
    platform: str = ""
    group: str = ""
    category: str = ""
    application: str = Field("", validation_alias=AliasChoices("application", "app_name"))
    grounding_type: str = ""
    language: str = ""
    kinds: tuple[str, ...] = Field((), validation_alias="GUI_types")

    @property
    def by_corners(self) -> bool:
        """Whether a box is left, top, right, bottom, where nobody says: else left, top, width, height."""
        if self.grounding_type:
            return True
        return not (self.box_type or (self.data_type and self.size is None))

    def groups(self, device: str) -> list[tuple[str, str]]:
        """(by what, which) of all that the row says of itself; `device` is what its file says."""
        platform, application = self.platform or device, self.application
        if self.element_type and not application:  # UI-Vision calls the program a platform
            platform, application = "", self.platform
        said = {
            "ui_type": self.ui_type or self.element_type or self.data_type,
            "platform": platform,
            "group": self.group,
            "category": self.category,
            "application": application,
            "source": self.data_source,
            "language": self.language,
            "grounding_type": self.grounding_type,
        }
        return [(by, which) for by, which in said.items() if which] + [
            ("GUI_types", kind) for kind in self.kinds
        ]


def rows_in(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row with its number, from 1. Raises ConfigError for a file that is none, and for a row."""
    for number, raw in enumerate(_raws(path), 1):
        if raw == "":
            continue
        try:
            row = Row.model_validate_json(raw) if isinstance(raw, str) else Row.model_validate(raw)
        except ValidationError as error:
            reason = what_is_wrong(error, _NAMES)
            raise ConfigError(f"row {number} of {path} is no item: {reason}") from None
        yield number, row


def _raws(path: Path) -> Sequence[object]:
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
    return whole if isinstance(whole, list) else text.splitlines()


def place_of(row: Row, boxes: Boxes, where: str) -> Place:
    """Where its right points lie. Raises ConfigError, which begins with `where`, for what is no place."""
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
    if boxes == "xywh" or (boxes == "auto" and not row.by_corners):
        c, d = a + c, b + d
    if row.element_type:  # UI-Vision's own code turns corners round too
        (a, c), (b, d) = sorted((a, c)), sorted((b, d))
    # UI-Vision has a box that is one point: only that counts.
    if (c <= a or d <= b) and (a, b) != (c, d):
        raise _no_box(row, boxes, (a, b, c, d), where)
    return Place(box=(a, b, c, d))


def _no_box(row: Row, boxes: Boxes, box: tuple[float, ...], where: str) -> ConfigError:
    given = ", ".join(f"{number:g}" for number in row.numbers)
    left, top, right, bottom = box
    lacks = "data_type" if row.size is None and not row.data_type else ""
    why = f", as a row without {lacks} is; ScreenSpot's and -v2's have it" if lacks else ""
    read = f" It was read by its corners{why}." if boxes == "auto" and row.by_corners else ""
    other = "xywh" if boxes == "xyxy" else "xyxy"
    said = f"{given} was read as --boxes {boxes} says: leave that out, or say {other} if that is meant"
    asks = (
        f"Say with --boxes how {given} is meant: xyxy is left, top, right, bottom, xywh left, top, width and "
        "height"
    )
    return ConfigError(
        f"{where} is no item: no box has its right at {right:g} and its left at {left:g}, its bottom at "
        f"{bottom:g} and its top at {top:g}.{read}",
        asks if boxes == "auto" else said,
    )
