"""A walk over all that an app shows: every control of every screen is tried, nearest screens first.

Tests and benchmarks use it to see every screen there is.
"""

from collections import deque
from collections.abc import Iterator

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.phone.system.keycode import BACK
from device.phone.toolkit.layout import Node

Move = tuple[str, int, int]
"""tap, twice, hold, scroll (down from there) or back; x and y in pixels"""


def fingerprint(phone: Phone) -> tuple[object, ...]:
    """Equal for screens that a person could not tell apart, apart from digits (a clock, a counter)."""
    return (
        phone.front.component,
        *(
            (
                element.resource_id,
                "".join(char for char in element.label if not char.isdigit()),
                element.is_checked,
            )
            for element in phone.frame().elements()
        ),
    )


def moves(phone: Phone) -> list[Move]:
    """What can be done on the screen now; of rows that look the same, the first."""
    found: dict[tuple[str, str, str], Move] = {}
    for node in _nodes(phone.frame().active.root):
        view = node.view
        x, y = (node.left + node.right) // 2, (node.top + node.bottom) // 2
        inside = _labels(node)
        if (view.on_tap is not None or view.gestures.on_tap_at is not None) and view.enabled:
            found.setdefault(("tap", view.resource_id, inside), ("tap", x, y))
        if view.on_long_press is not None or view.gestures.on_hold_at is not None:
            found.setdefault(("hold", view.resource_id, ""), ("hold", x, y))
        if view.gestures.on_double_tap is not None:
            found.setdefault(("twice", view.resource_id, ""), ("twice", x, y))
        if view.gestures.on_fling is not None:
            found.setdefault(("scroll", "fling", ""), ("scroll", x, y))
        if view.scroll:
            found.setdefault(("scroll", view.scroll, ""), ("scroll", x, y))
    return [*found.values(), ("back", 0, 0)]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _labels(node: Node) -> str:
    return next(
        (
            n.view.text.content or n.view.content_description
            for n in _nodes(node)
            if n.view.text.content or n.view.content_description
        ),
        "",
    )


def make(phone: Phone, move: Move) -> None:
    """Do it."""
    kind, x, y = move
    if kind == "tap":
        phone.touch.tap(x, y)
    elif kind == "twice":
        phone.touch.double_tap(x, y)
    elif kind == "hold":
        phone.touch.long_press(x, y)
    elif kind == "scroll":
        phone.touch.swipe(x, y, x, y - 600)
    else:
        phone.touch.key(BACK)


def tour(phone: Phone, package: str, limit: int) -> Iterator[Phone]:
    """The phone on each of at most `limit` different screens that can be reached from the app's first one."""
    phone.start(Intent(component=f"{package}/{phone.apps[package].manifest.main}"))
    seen = {fingerprint(phone)}
    waiting = deque([phone.snapshot()])
    yield phone
    while waiting:
        start = waiting.popleft()
        phone.restore(start)
        for move in moves(phone):
            phone.restore(start)
            make(phone, move)
            found = fingerprint(phone)
            if found in seen or phone.front.package != package:
                continue
            seen.add(found)
            yield phone
            if len(seen) >= limit:
                return
            waiting.append(phone.snapshot())
