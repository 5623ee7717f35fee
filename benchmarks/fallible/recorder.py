"""A phone on which every touch of a gold solver is written down as a move."""

from typing import TYPE_CHECKING

from benchmarks.fallible.move import Move
from device.client import Device
from device.screen import Bounds, Observation, Point, UIElement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from benchmarks.fallible.kit import Call
    from device.screen import Direction  # older commits, which this bench runs as well, have it elsewhere

SHORTEST = 1.0
"""Seconds; a shorter wait is left out, as the loop lets the screen settle by itself."""


class NoSuchAction(Exception):
    """A solver did what no action of an agent's can do."""


class Recorder(Device):
    """The phone of another Device; `moves` holds what was done to it."""

    def __init__(self, device: Device) -> None:
        super().__init__(device.transport)
        self.moves: list[Move] = []

    def tap(self, point: Point) -> None:
        """Touch a pixel shortly."""
        self._touched("click", point)
        super().tap(point)

    def double_tap(self, point: Point) -> None:
        """Touch a pixel shortly twice."""
        self._touched("double_tap", point)
        super().double_tap(point)

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        """Touch a pixel and stay."""
        self._touched("long_press", point)
        super().long_press(point, seconds)

    def swipe(self, start: Point, end: Point, seconds: float = 0.4) -> None:
        """Move a finger from one pixel to another."""
        self.moves.append(Move("swipe", self._page(), point=start, end=end))
        super().swipe(start, end, seconds)

    def scroll(self, direction: "Direction", bounds: Bounds | None = None) -> None:
        """Show more of what lies in a direction."""
        page = self._page()
        view = next((one for one in page.elements if one.is_scrollable and one.bounds == bounds), None)
        self.moves.append(Move("scroll", page, {"direction": direction}, view))
        super().scroll(direction, bounds)

    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        """Type into the focused field; the touch that put the cursor there is part of the move."""
        del field  # older loops' devices do not take it
        page = self._page()
        typed = next((one for one in page.elements if one.is_editable and one.is_focused), None)
        last = self.moves[-1] if self.moves else None
        if last is not None and last.kind == "click" and last.spot is not None and last.spot.is_editable:
            self.moves.pop()
            page, typed = last.page, last.spot
        point = typed.bounds.center if typed else None
        self.moves.append(Move("input_text", page, {"text": text, "clear": True}, typed, point))
        return super().type_text(text, clear=clear)

    def press(self, key: str | int) -> None:
        """Press Enter. Raises NoSuchAction for other keys."""
        if key != "enter":
            raise NoSuchAction(f"the key {key}")
        self._did("keyboard_enter")
        super().press(key)

    def back(self) -> None:
        """Press Back."""
        self._did("navigate_back")
        super().back()

    def home(self) -> None:
        """Press Home."""
        self._did("navigate_home")
        super().home()

    def open_app(self, name: str) -> str:
        """Open an app."""
        self._did("open_app", app_name=name)
        return super().open_app(name)

    def wait(self, seconds: float) -> None:
        """Let time pass; waits in a row are one."""
        page, last = self._page(), self.moves[-1] if self.moves else None
        if last is not None and last.kind == "wait":
            page = last.page
            seconds_so_far = float(str(last.fields["seconds"]))
            self.moves.pop()
        else:
            seconds_so_far = 0.0
        self.moves.append(Move("wait", page, {"seconds": seconds_so_far + seconds}))
        super().wait(seconds)

    def call(self, name: str, arguments: "Mapping[str, JsonValue]", tool: "Call") -> str:
        """Call a tool."""
        self._did("tool_call", name=name, arguments=dict(arguments))
        return tool(arguments)

    @property
    def walk(self) -> tuple[Move, ...]:
        """All moves but the short waits."""
        return tuple(
            move
            for move in self.moves
            if move.kind != "wait" or float(str(move.fields["seconds"])) >= SHORTEST
        )

    def _page(self) -> Observation:
        return super().observe(screenshot=False)

    def _did(self, kind: str, **fields: object) -> None:
        self.moves.append(Move(kind, self._page(), fields))

    def _touched(self, kind: str, point: Point) -> None:
        page = self._page()
        self.moves.append(Move(kind, page, {}, _spot(page, point), point))


def _spot(page: Observation, point: Point) -> UIElement | None:
    """The smallest element whose middle is touched; None where only the bare point will do."""
    there = [one for one in page.elements if one.bounds.center == point and one.bounds.area]
    return min(there, key=lambda one: (one.bounds.area, not one.is_clickable), default=None)
