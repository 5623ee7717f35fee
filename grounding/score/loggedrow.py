"""Rows of logs and of result files: a question, where it leads, what was answered, and each look at it."""

import hashlib
import re
from typing import Annotated, Any, Self

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, model_validator
from pydantic.functional_validators import BeforeValidator

from grounding.confidence import DIGEST
from grounding.parse import Pair

Finite = Annotated[float, Field(allow_inf_nan=False)]
Side = Annotated[int, Field(gt=0)]
Words = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""ScreenSpot-Pro's own evaluation writes null where its data say nothing."""


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


class ResultRow(BaseModel):
    """One instruction on one image: where it leads, and what was answered, be it with looks or without."""

    model_config = ConfigDict(frozen=True)

    id: str | int | None = Field(default=None, validation_alias=AliasChoices("id", "key"))
    """What the log calls it, if anything; two rows that differ in it are two items."""
    image: str = Field(default="", validation_alias=AliasChoices("image", "img_path", "img_filename"))
    image_size: tuple[Side, Side] | None = Field(
        default=None, validation_alias=AliasChoices("image_size", "img_size")
    )
    """(width, height) in pixels; None where the row doesn't say it, as ScreenSpot-Pro's own don't."""
    instruction: str = Field(default="", validation_alias=AliasChoices("instruction", "prompt_to_evaluate"))
    application: Words = "unknown"
    group: Words = "unknown"
    platform: Words = ""
    ui_type: Words = "unknown"
    """`text` or `icon`."""
    bbox: tuple[Finite, Finite, Finite, Finite]
    """The true box, xyxy pixels."""
    views: tuple[LoggedView, ...] = Field(
        default=(), validation_alias=AliasChoices("views", AliasPath("_debug", "predictions"))
    )
    """Those whose answer held a point, in order."""
    method: Words = ""
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
    def answerer(self) -> str:
        """Who answered; a row with looks that doesn't say it is one of MVP's."""
        return self.method if "method" in self.model_fields_set or not self.views else "mvp"

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
        return hashlib.sha256(self.line.encode()).hexdigest()[:DIGEST]

    @property
    def line(self) -> str:
        """The question with its box and its answers, as text."""
        return f"{self.image_size}|{self.instruction}|{self.bbox}|" + "|".join(
            f"{v.place}:{v.point[0]:.2f},{v.point[1]:.2f}" for v in self.views
        )

    def hit(self, point: Pair | None) -> bool:
        """Whether the point lies in the true box, edges included (ScreenSpot-Pro's protocol)."""
        if point is None:
            return False
        left, top, right, bottom = self.bbox
        return left <= point[0] <= right and top <= point[1] <= bottom


class LoggedItem(ResultRow):
    """A row of a log of looks: one whose points can be compared, as the size of the image is known."""

    image_size: tuple[Side, Side] = Field(validation_alias=AliasChoices("image_size", "img_size"))
    """(width, height) in pixels."""


def _place(view: LoggedView, position: int) -> int:
    number = re.search(r"(?<!\d)(\d{1,2})$", view.stage)
    if number:
        return int(number[1])
    return 0 if view.stage == "full_image" else position
