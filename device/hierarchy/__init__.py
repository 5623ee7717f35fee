"""The UI tree a phone prints, read whatever state it arrives in."""

from device.hierarchy.node import Hierarchy, Node, element_of
from device.hierarchy.parse import parse_hierarchy

__all__ = ["Hierarchy", "Node", "element_of", "parse_hierarchy"]
