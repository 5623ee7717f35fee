"""What is never seen, as a large box lies over it: a page under its drawer, a screen under a dialog.

To draw the letters of a page takes most of the time of a first frame, so those under a drawer are left out.
"""

from collections.abc import Callable, Sequence

from device.phone.toolkit.canvas import meet
from device.phone.toolkit.font import advances
from device.phone.toolkit.paint import LONG, Command, DrawBox, DrawText, Rect
from device.phone.toolkit.tone import Tone

_LARGE = 1 / 8
"""Share of the screen from which on a box counts: there are few such, and each is held against all below."""

Layer = tuple[Tone, Sequence[Command]]
Seen = tuple[Command, Rect]
"""A command, and what it is cut at."""


def seen(
    layers: Sequence[Layer], whole: Rect, extent: Callable[[Command], Rect]
) -> list[tuple[Tone, list[Seen]]]:
    """The commands of which something shows in the end, in order; `extent` is what one paints at most."""
    covers: list[Rect] = []
    found: list[tuple[Tone, list[Seen]]] = []
    for tone, commands in reversed(layers):
        several: list[Seen] = []
        for command in reversed(commands):
            if not covers:
                several.append((command, command.clip))
            elif (shown := _uncovered(meet(extent(command), command.clip), covers)) is not None:
                several.append((_cut(command, shown[0]), shown))
            if isinstance(command, DrawBox) and (solid := _solid(command, whole, tone)) is not None:
                covers.append(solid)
        found.append((tone, several[::-1]))
    return found[::-1]


def _solid(box: DrawBox, whole: Rect, tone: Tone) -> Rect | None:
    """What it hides of all below it; None for a small or see-through one."""
    left, top, right, bottom = box.bounds
    if (right - left) * (bottom - top) < _LARGE * whole[2] * whole[3] or tone.of(box.colour)[3] < 255:
        return None
    curve = max(0, box.radius if isinstance(box.radius, int) else max(box.radius))
    return meet((left, top + curve, right, bottom - curve), box.clip)


def _uncovered(box: Rect | None, covers: Sequence[Rect]) -> Rect | None:
    """A box around what others leave of it; None where that is nothing."""
    for left, top, right, bottom in covers:
        if box is None:
            break
        from_x, from_y, to_x, to_y = box
        if left <= from_x and to_x <= right:
            if top <= from_y:
                from_y = max(from_y, bottom)
            elif to_y <= bottom:
                to_y = min(to_y, top)
        elif top <= from_y and to_y <= bottom:
            if left <= from_x:
                from_x = max(from_x, right)
            elif to_x <= right:
                to_x = min(to_x, left)
        box = (from_x, from_y, to_x, to_y) if from_x < to_x and from_y < to_y else None
    return box


def _cut(command: Command, edge: int) -> Command:
    """The command; of a line of text without the letters that end well before an edge."""
    if not isinstance(command, DrawText) or command.x >= edge or len(command.text) > LONG:
        return command  # the pieces of a long line begin at whole pixels
    pen, size, table = float(command.x), command.size, advances(command.weight)
    for place, char in enumerate(command.text):
        pen += table[char] * size
        if pen + size > edge:
            return command._replace(skip=place)
    return command
