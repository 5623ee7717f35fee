"""Which of the phone's windows a look shows, and in what order."""

from device.look.hierarchy import Hierarchy
from device.look.hierarchy.node import TreeNode, bounds_of

_SYSTEM = "com.android.systemui"
TOAST = "android.widget.Toast"


def apps_only(found: Hierarchy, keyboard: str) -> Hierarchy:
    """The windows of apps, from the top left: the server tells windows in no order that means anything.

    The bars and the keyboard (by its package) are left out, as `uiautomator dump` leaves them out.
    """
    windows: list[list[TreeNode]] = []
    for node in found.nodes:
        if node.parent < 0:
            windows.append([])
        windows[-1].append(node)
    shown = [window for window in windows if window[0].attributes.get("package") not in (_SYSTEM, keyboard)]
    shown.sort(key=_place)
    nodes: list[TreeNode] = []
    for window in shown:
        moved = len(nodes) - window[0].index
        nodes += [
            TreeNode(
                node.index + moved,
                node.parent + moved if node.parent >= 0 else -1,
                node.depth,
                node.tag,
                node.attributes,
            )
            for node in window
        ]
    return Hierarchy(tuple(nodes), found.rotation, found.cut)


def _place(window: list[TreeNode]) -> tuple[int, int, int, str, int]:
    """The larger first where two begin at one place: what lies over a page comes after it."""
    box = bounds_of(window[0].attributes.get("bounds", ""))
    return box.top, box.left, -box.area, window[0].attributes.get("package", ""), len(window)


def with_toast(found: Hierarchy, text: str) -> Hierarchy:
    """The same with a toast, which no window of the tree holds; it has no place, as none is told."""
    if not text:
        return found
    node = TreeNode(len(found.nodes), -1, 0, "node", {"class": TOAST, "text": text})
    return Hierarchy((*found.nodes, node), found.rotation, found.cut)
