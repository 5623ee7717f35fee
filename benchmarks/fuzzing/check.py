"""What must hold for whatever is on the screen of the embedded phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ImageChops
from PIL.Image import Image

from device.phone.phone import Phone
from device.phone.screen.frame import Frame
from device.phone.screen.window import FrameWindow, stops
from device.phone.toolkit.canvas import meet
from device.phone.toolkit.font import is_invisible
from device.phone.toolkit.inside import text_boxes
from device.phone.toolkit.node import Node
from device.phone.toolkit.paint import Command, DrawText, Rect
from device.phone.toolkit.renderer import Renderer, extent, ink_box

OVERHANG = 0.15
"""Of the text's size that a letter may stand out beyond the box of its text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold."""

    kind: str
    """stale, picture, ink, unseen, touch or outside."""
    where: str
    """Which screen and which view: the same place is told once."""
    told: str


def problems(phone: Phone, *, picture: bool = True) -> Iterator[Problem]:
    """All that is wrong with the screen as it is now; without `picture` it is not painted."""
    frame = phone.frame()
    yield from _stale(phone, frame)
    for window in frame.windows:
        yield from _beside(window, frame, phone.front.component)
    yield from _out_of_touch(frame, phone.front.component)
    if picture and not frame.screen.secure and not phone.hardware.asleep:
        shown = phone.camera.image()
        whole = Renderer().render(frame.commands(), frame.size, frame.screen.background, frame.dark)
        differs = ImageChops.difference(shown, whole).getbbox()
        if differs is not None:
            yield Problem("picture", phone.front.component, f"painted in steps it differs within {differs}")
        yield from _unseen(frame.commands(), whole, phone.front.component)


def _stale(phone: Phone, frame: Frame) -> Iterator[Problem]:
    """The frame that was kept is the one that a phone in this state shows."""
    again = phone.fork().frame()
    where = phone.front.component
    if frame.elements() != again.elements():
        one, other = set(frame.elements()), set(again.elements())
        apart = [(e.resource_id, e.label, e.bounds) for e in (one ^ other)][:4]
        yield Problem("stale", where, f"a fork lists other elements: {apart}")
    elif frame.commands() != again.commands():
        told = [str(c)[:120] for c in set(frame.commands()) ^ set(again.commands())][:4]
        yield Problem("stale", where, f"a fork is drawn otherwise: {told}")
    wide, high = frame.size
    for element in frame.elements():
        box = element.bounds
        if not (0 <= box.left <= box.right <= wide and 0 <= box.top <= box.bottom <= high):
            yield Problem("outside", f"{where} {element.resource_id}", f"{element.label!r} is at {box}")


def _beside(window: FrameWindow, frame: Frame, where: str) -> Iterator[Problem]:
    """Every text that shows has ink, and it lies within the view's bounds."""
    for node in window.root.walk():
        block = node.text
        if block is None or node.editor is not None or node.view.text.colour in ("", "transparent"):
            continue
        slack = int(block.size * OVERHANG) + 1
        room = node.height - node.inset[1] - node.inset[3]
        if block.height > 2 * node.height and node.clip == node.box:
            place = f"{where} {window.kind} {node.view.resource_id or node.view.text.content}"
            yield Problem("ink", place, f"{node.view.text.content!r} has no room in {node.box}")
            continue
        for text, (left, top, _, bottom) in text_boxes(node, frame.density):
            if bottom <= node.clip[1] or top >= node.clip[3]:
                continue
            line = DrawText(left, top, text, block.size, block.weight, "", node.clip, block.line_height)
            ink = ink_box(line)
            told = f"{text!r} in {node.box}, shown {node.clip}"
            place = f"{where} {window.kind} {node.view.resource_id or text}"
            if ink is None:
                if not all(char.isspace() or is_invisible(char) for char in text):
                    yield Problem("ink", place, f"no ink: {told}")
            elif block.height > room:  # it is painted as far as its box goes
                continue
            elif not _within(ink, node.box, slack):
                yield Problem("ink", place, f"ink {ink} leaves its bounds: {told}")
            elif node.clip == node.box and meet(ink, node.clip) is None:
                yield Problem("ink", place, f"ink {ink} does not show: {told}")


def _within(inner: Rect, outer: Rect, slack: int) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _out_of_touch(frame: Frame, where: str) -> Iterator[Problem]:
    """A finger on the middle of what can be touched meets it, or what is drawn over it."""
    active = frame.active
    nodes: dict[int, int] = {id(node): place for place, node in enumerate(active.root.walk())}
    above = frame.windows[frame.windows.index(active) + 1 :]
    for node in active.root.walk():
        view = node.view
        left, top, right, bottom = node.clip
        if not (view.clickable or view.long_clickable) or left >= right or top >= bottom:
            continue
        hit = frame.hit((left + right) // 2, (top + bottom) // 2)
        if hit is not None and (hit.window in above or node in hit.path):
            continue
        path = hit.path if hit is not None and hit.window is active else ()
        if not any(nodes[id(met)] > nodes[id(node)] and stops(met.view) for met in path):
            told = _named(path[-1]) if path else "nothing"
            yield Problem("touch", f"{where} {view.resource_id}", f"{_named(node)} is met as {told}")


def _named(node: Node) -> str:
    view = node.view
    return (
        f"{view.resource_id or view.class_name} {view.text.content or view.content_description!r} {node.clip}"
    )


def _unseen(commands: tuple[Command, ...], image: Image, where: str) -> Iterator[Problem]:
    """A line that nothing covers can be told from its ground."""
    screen = (0, 0, *image.size)
    for place, command in enumerate(commands):
        if not isinstance(command, DrawText):
            continue
        ink = ink_box(command)
        shown = ink and meet(ink, meet(command.clip, screen) or (0, 0, 0, 0))
        if ink is None or shown is None or shown != ink:
            continue
        if any(
            meet(extent(later), ink) for later in commands[place + 1 :] if not isinstance(later, DrawText)
        ):
            continue
        if image.crop(shown).getcolors(1) is not None:
            yield Problem(
                "unseen", f"{where} {command.colour}", f"{command.text!r} at {shown} has no contrast"
            )
