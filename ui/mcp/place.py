"""A place on the screen as a client names it."""

from pydantic import BaseModel, ConfigDict, Field, model_validator

from grounding.target import Target
from ui.mcp.screen import Sent


class Place(BaseModel):
    """One of: an element by its number, a description in words, a point of the picture."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    element: int | None = Field(default=None, ge=0, description="Number of an element told by `observe`")
    description: str = Field(default="", description='In words, as "the Wi-Fi switch"')
    x: float | None = Field(default=None, description="Pixels from the left of the picture")
    y: float | None = Field(default=None, description="Pixels from the top of the picture")

    @model_validator(mode="after")
    def _names_something(self) -> "Place":
        if (self.x is None) != (self.y is None):
            raise ValueError("a point needs both x and y")
        if self.element is None and not self.description.strip() and self.x is None:
            raise ValueError("a place needs an element, a description, or x and y")
        return self

    def target(self, sent: Sent) -> Target:
        """The same in device pixels."""
        point = None if self.x is None or self.y is None else sent.pixel(self.x, self.y)
        return Target(description=self.description, element=self.element, point=point)
