"""Which of the phone's windows a look shows, and in what order."""

from collections.abc import Sequence
from dataclasses import replace

from device.link.transport.protocol import Transport
from device.look.hierarchy import Hierarchy
from device.look.hierarchy.node import ACTIVE, TreeNode, bounds_of
from device.screen import Bounds

_SYSTEM = "com.android.systemui"
_COVERED = 0.1
"""Part of a window over which another lies, from which on it counts as covered."""

Window = Sequence[TreeNode]


def keyboard_of(transport: Transport) -> str:
    """The package of the phone's keyboard, whose window is no app's."""
    return transport.shell("settings get secure default_input_method").text.strip().partition("/")[0]


def apps_only(found: Hierarchy, keyboard: str) -> Hierarchy:
    """The windows of apps, from the top left: the server tells windows in no order that means anything.

    The bars and the keyboard (by its package) are left out, as `uiautomator dump` leaves them out.
    """
    return _joined([window for window in _windows(found) if _is_app(window, keyboard)], found)


def reachable_only(found: Hierarchy, keyboard: str) -> Hierarchy:
    """Of windows told from the topmost down, the active one, what lies over it, and what lies beside it.

    What is under the active window is not to be touched: a dialog's page, an app behind another. Where no
    window is marked as active, the phone told the active one alone, and all of it is returned.
    """
    windows = [window for window in _windows(found) if _is_app(window, keyboard)]
    active = next((at for at, window in enumerate(windows) if window[0].attributes.get(ACTIVE)), None)
    if active is None:
        return found
    box = _box(windows[active])
    beside = [w for w in windows[active + 1 :] if _box(w).intersection(box).area <= _COVERED * _box(w).area]
    return _joined([*windows[: active + 1], *beside], found)


def _is_app(window: Window, keyboard: str) -> bool:
    return window[0].attributes.get("package") not in (_SYSTEM, keyboard) or ACTIVE in window[0].attributes


def _windows(found: Hierarchy) -> list[list[TreeNode]]:
    windows: list[list[TreeNode]] = []
    for node in found.nodes:
        if node.parent < 0:
            windows.append([])
        windows[-1].append(node)
    return windows


def _joined(windows: list[list[TreeNode]], found: Hierarchy) -> Hierarchy:
    """These windows, from the top left, with their nodes counted anew."""
    nodes: list[TreeNode] = []
    for window in sorted(windows, key=_place):
        moved = len(nodes) - window[0].index
        nodes += [
            replace(one, index=one.index + moved, parent=one.parent + moved if one.parent >= 0 else -1)
            for one in window
        ]
    return Hierarchy(tuple(nodes), found.rotation, found.cut)


def _box(window: Window) -> Bounds:
    return bounds_of(window[0].attributes.get("bounds", ""))


def _place(window: Window) -> tuple[int, int, int, str, int]:
    """The larger first where two begin at one place: what lies over a page comes after it."""
    box = _box(window)
    return box.top, box.left, -box.area, window[0].attributes.get("package", ""), len(window)
