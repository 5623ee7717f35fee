"""From words to a point on the screen.

The grounders can be imported from here; each is loaded, with the libraries it needs, when it is first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grounding.aima import AimaGrounder
    from grounding.bundled.grounder import BundledGrounder
    from grounding.chat import ChatGrounder
    from grounding.first import FirstOf
    from grounding.localchat import LocalChatGrounder
    from grounding.ocr import OcrGrounder
    from grounding.pointer import PointerGrounder
    from grounding.tree import TreeGrounder
    from grounding.view import MultiView

_MODULES = {
    "AimaGrounder": "aima",
    "BundledGrounder": "bundled.grounder",
    "ChatGrounder": "chat",
    "FirstOf": "first",
    "LocalChatGrounder": "localchat",
    "MultiView": "view",
    "OcrGrounder": "ocr",
    "PointerGrounder": "pointer",
    "TreeGrounder": "tree",
}

__all__ = [
    "AimaGrounder",
    "BundledGrounder",
    "ChatGrounder",
    "FirstOf",
    "LocalChatGrounder",
    "MultiView",
    "OcrGrounder",
    "PointerGrounder",
    "TreeGrounder",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found
