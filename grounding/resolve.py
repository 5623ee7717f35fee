"""From a Target to a Grounding by whoever can do it."""

from grounding.grounder import Grounder
from grounding.tree import TreeGrounder

__all__ = ["Grounder", "TreeGrounder"]
