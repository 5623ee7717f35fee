"""The toast, which no window of the tree holds."""

from device.look.hierarchy import Hierarchy
from device.look.hierarchy.node import TreeNode

TOAST = "android.widget.Toast"


def with_toast(found: Hierarchy, text: str) -> Hierarchy:
    """The same with a toast; it has no place, as none is told."""
    if not text:
        return found
    node = TreeNode(len(found.nodes), -1, 0, "node", {"class": TOAST, "text": text})
    return Hierarchy((*found.nodes, node), found.rotation, found.cut)
