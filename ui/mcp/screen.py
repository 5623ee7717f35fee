"""A screen as a client gets it: its elements as text that can pass for nothing else, and a small picture."""

import base64
import io
from dataclasses import dataclass

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ContentBlock, ImageContent, TextContent

from agent.brain.outline import outline
from agent.brain.prompt import Prompts
from device.screen import Observation

_LONGEST = 1200
"""Pixels of the picture's longer side: no client shrinks it further, so its pixels can be counted on."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How large the picture of a screen is that a client counts in."""

    screen: tuple[int, int]
    """(width, height) in device pixels."""
    picture: tuple[int, int]

    @classmethod
    def of(cls, screen: tuple[int, int]) -> "Sent":
        """The same shape, small enough."""
        shrink = min(1.0, _LONGEST / max(screen))
        return cls(screen, (round(screen[0] * shrink), round(screen[1] * shrink)))

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """A point of the picture in device pixels. Raises ToolError for one that is beside it."""
        width, height = self.picture
        if not (0 <= x < width and 0 <= y < height):
            raise ToolError(f"({x:g}, {y:g}) is outside the picture, which is {width} x {height} pixels")
        return x * self.screen[0] / self.picture[0], y * self.screen[1] / self.picture[1]


def screen_content(seen: Observation, prompts: Prompts, *, picture: bool) -> list[ContentBlock]:
    """What a client is shown of a screen."""
    sent = Sent.of(seen.size)
    told = [f"In front: {seen.package} {seen.activity.rpartition('.')[2]}".rstrip()]
    told.append(f"The picture is {sent.picture[0]} x {sent.picture[1]} pixels; x and y count in those.")
    told += ["The keyboard is shown."] * seen.keyboard_shown
    told += ["Its owner keeps this app private: nothing of it is shown."] * seen.private
    told += ["The system hides the picture of this screen."] * seen.secure
    told += [f"The elements could not be read: {seen.tree_error}."] * bool(seen.tree_error)
    told.append(prompts.fence("screen", outline(seen)))
    content: list[ContentBlock] = [TextContent(text="\n".join(told))]
    if picture and seen.screenshot is not None and not seen.secure:
        content.append(_picture(seen, sent))
    return content


def _picture(seen: Observation, sent: Sent) -> ImageContent:
    assert seen.screenshot is not None
    out = io.BytesIO()
    seen.screenshot.image.resize(sent.picture).save(out, "PNG", compress_level=6)
    return ImageContent(data=base64.b64encode(out.getvalue()).decode(), mime_type="image/png")
