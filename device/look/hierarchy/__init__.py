"""The UI tree a phone prints, read whatever state it arrives in."""

from device.look.hierarchy.node import Hierarchy, TreeNode, element_of
from device.look.hierarchy.parse import parse_hierarchy

__all__ = ["Hierarchy", "TreeNode", "element_of", "parse_hierarchy"]
