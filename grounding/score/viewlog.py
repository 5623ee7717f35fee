"""Logs of what each view of an image answered, with the true boxes.

Read are a list of rows (JSON, or one JSON row a line), plain or gzipped, and the result files that MVP's code
writes (arXiv 2512.08529), whose rows stand under `details`.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.functional_validators import BeforeValidator

from device.error import ConfigError
from grounding.confidence import DIGEST
from grounding.fault import what_is_wrong
from grounding.parse import Pair

_GZIP = b"\x1f\x8b"
Finite = Annotated[float, Field(allow_inf_nan=False)]
Side = Annotated[int, Field(gt=0)]


class LoggedView(BaseModel):
    """What the model answered to one view."""

    model_config = ConfigDict(frozen=True)

    point: tuple[Finite, Finite]
    """(x, y) in pixels of the whole image."""
    # MVP's code writes text where there is no coverage, and counts it as 0.
    coverage: Annotated[Finite, BeforeValidator(lambda value: 0 if isinstance(value, str) else value)] = 0
    """How many of the most attended patches lie in the view; 0 for the whole image."""
    region: tuple[Finite, Finite, Finite, Finite] | None = None
    """xyxy pixels of the whole image."""
    output: str = Field(default="", validation_alias=AliasChoices("output", "text"))
    """The answer in words."""
    stage: str = ""
    """`full_image`, or `subimage_1`, `subimage_2` in the order in which they were looked at."""
    place: int = -1
    """0 for the whole image, else which crop."""


class LoggedItem(BaseModel):
    """One instruction on one image: where it leads, and where each view says it does."""

    model_config = ConfigDict(frozen=True)

    id: str | int | None = Field(default=None, validation_alias=AliasChoices("id", "key"))
    """What the log calls it, if anything; two rows that differ in it are two items."""
    image: str = Field(default="", validation_alias=AliasChoices("image", "img_path", "img_filename"))
    image_size: tuple[Side, Side] = Field(validation_alias=AliasChoices("image_size", "img_size"))
    """(width, height) in pixels."""
    instruction: str = Field(default="", validation_alias=AliasChoices("instruction", "prompt_to_evaluate"))
    application: str = "unknown"
    group: str = "unknown"
    platform: str = ""
    ui_type: str = "unknown"
    """`text` or `icon`."""
    bbox: tuple[Finite, Finite, Finite, Finite]
    """The true box, xyxy pixels."""
    views: tuple[LoggedView, ...] = Field(
        default=(), validation_alias=AliasChoices("views", AliasPath("_debug", "predictions"))
    )
    """Those whose answer held a point, in order."""
    method: str = ""
    """Who answered, where the row says so; then the confidence is that of the answer."""
    confidence: float | None = None
    published_pick: tuple[Finite, Finite] | None = Field(
        default=None, validation_alias=AliasChoices("published_pick", "pred")
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty_views(cls, row: Any) -> Any:
        """A view without a point is one that was not parsed."""
        if not isinstance(row, dict) or "views" not in row:
            return row
        views = [] if row["views"] is None else row["views"]
        if not isinstance(views, list):
            return row
        return {**row, "views": [v for v in views if not (isinstance(v, dict) and v.get("point") is None)]}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.bbox[0] > self.bbox[2] or self.bbox[1] > self.bbox[3]:
            raise ValueError("bbox is not left, top, right, bottom")
        placed: dict[int, LoggedView] = {}
        for position, view in enumerate(self.views):
            place = _place(view, position)
            placed.setdefault(place, view.model_copy(update={"place": place}))
        object.__setattr__(self, "views", tuple(placed[place] for place in sorted(placed)))
        return self

    @property
    def picked(self) -> bool:
        """Whether the log says what was picked, be it nothing."""
        return "published_pick" in self.model_fields_set

    def view(self, place: int) -> LoggedView | None:
        """The whole image (0) or a crop (1, 2, ...), where it gave a point."""
        return next((view for view in self.views if view.place == place), None)

    @property
    def digest(self) -> str:
        """DIGEST hex digits: the same for this question with these answers, whatever log it stands in."""
        return hashlib.sha256(self._line.encode()).hexdigest()[:DIGEST]

    @property
    def _line(self) -> str:
        return f"{self.image_size}|{self.instruction}|{self.bbox}|" + "|".join(
            f"{v.place}:{v.point[0]:.2f},{v.point[1]:.2f}" for v in self.views
        )

    def hit(self, point: Pair | None) -> bool:
        """Whether the point lies in the true box, edges included (ScreenSpot-Pro's protocol)."""
        if point is None:
            return False
        left, top, right, bottom = self.bbox
        return left <= point[0] <= right and top <= point[1] <= bottom


@dataclass(frozen=True, slots=True)
class ViewLog:
    """A log, each item once."""

    name: str
    items: tuple[LoggedItem, ...]
    duplicates: int
    """Rows left out because the same item stood before (samplers pad with them)."""
    crops: int
    """How many crops of each image were looked at, answered or not."""

    @property
    def fingerprint(self) -> str:
        """Of boxes, instructions and all answers, whatever the order of the rows."""
        return hashlib.sha256("\n".join(sorted(item._line for item in self.items)).encode()).hexdigest()


def load(path: Path | str) -> ViewLog:
    """Read a log, or the folder of an evaluation, of which items whose place is no box are left out.

    Raises ConfigError, in one line, when the file is missing or unreadable, is not such a log, or has no row.
    """
    path = Path(path)
    evaluated = path.is_dir()
    if evaluated and not (path / "items.jsonl").is_file():
        raise ConfigError(
            f"cannot read {path}: it holds no evaluation",
            "Give the folder that agent ground eval wrote, or a log",
        )
    path = path / "items.jsonl" if evaluated else path
    rows = _rows(_text(path), path)
    if evaluated:
        rows = [row for row in rows if isinstance(row, dict) and row.get("bbox") and row.get("image_size")]
    looked = [row for row in rows if not isinstance(row, dict) or {"views", "_debug"} & row.keys()]
    items = [_item(row, number, path) for number, row in enumerate(rows, 1)] if looked else []
    if not any(item.views for item in items):
        lacking = "no views in any of its rows" if rows else "no rows"
        raise ConfigError(
            f"{path} has {lacking}",
            "A view log holds a row with its views for each item; data with pictures and boxes alone are for "
            "agent ground eval",
        )
    kept: dict[object, LoggedItem] = {}
    for item in items:
        kept.setdefault((item.id, item.image, item.instruction, item.bbox), item)
    crops = max(view.place for item in items for view in item.views)
    return ViewLog(path.name, tuple(kept.values()), len(items) - len(kept), crops)


def _place(view: LoggedView, position: int) -> int:
    number = re.search(r"(?<!\d)(\d{1,2})$", view.stage)
    if number:
        return int(number[1])
    return 0 if view.stage == "full_image" else position


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
        return content.decode("utf-8")
    except OSError as error:
        reason = error.strerror or "it is damaged"
        raise ConfigError(f"cannot read {path}: {reason}", "Give the path of a view log") from error
    except (EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: it is damaged", "Give the path of a view log") from error


def _rows(text: str, path: Path) -> Sequence[object]:
    try:
        if ".jsonl" in path.suffixes:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(
            f"{path} is not JSON: {reason}", "A view log is .json, .jsonl or .json.gz"
        ) from error
    rows = found.get("details") if isinstance(found, dict) else found
    if not isinstance(rows, list):
        raise ConfigError(f"{path} is not a view log", "It should hold a list of rows")
    return rows


def _item(row: object, number: int, path: Path) -> LoggedItem:
    try:
        return LoggedItem.model_validate(row)
    except ValidationError as error:
        raise ConfigError(f"{path}, row {number}: {what_is_wrong(error)}") from error
