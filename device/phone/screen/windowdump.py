"""All windows as `uiautomator dump --windows` prints them: the topmost first, each with what it is."""

from typing import TYPE_CHECKING

from device.phone.screen.dump import PROLOG, elements_of, xml_of
from device.phone.screen.window import OVERLAYS
from device.screen import UIElement

if TYPE_CHECKING:
    from device.phone.screen.frame import Frame, FrameWindow

_TYPES = {"keyboard": "TYPE_INPUT_METHOD", "app": "TYPE_APPLICATION", "toolbar": "TYPE_APPLICATION"}


def windows_xml(frame: "Frame") -> bytes:
    """The document; a toast is no window that accessibility tells of."""
    parts = [f'{PROLOG}<displays><display id="0">']
    shown = [window for window in frame.windows if window.kind != "toast"]
    for layer, window in reversed(list(enumerate(shown))):
        is_active = window is frame.active
        elements = frame.elements() if is_active else elements_of(window.root, window.package)
        parts.append(window_tag(len(parts) - 1, layer, _type_of(window), elements, active=is_active))
        parts.append(xml_of(elements, frame.rotation).decode().removeprefix(PROLOG))
        parts.append("</window>")
    return "".join((*parts, "</display></displays>")).encode()


def _type_of(window: "FrameWindow") -> str:
    """What accessibility calls a window of its kind."""
    is_app = window.kind in OVERLAYS - {"shade"}
    return "TYPE_APPLICATION" if is_app else _TYPES.get(window.kind, "TYPE_SYSTEM")


def window_tag(place: int, layer: int, kind: str, elements: tuple[UIElement, ...], *, active: bool) -> str:
    """A window's opening; it reaches as far as its root."""
    box = elements[0].bounds if elements else None
    sides = f"[{box.left},{box.top}][{box.right},{box.bottom}]" if box else "[0,0][0,0]"
    flag = str(active).lower()
    return (
        f'<window index="{place}" title="" bounds="{sides}" active="{flag}" focused="{flag}" '
        f'accessibility-focused="false" id="{layer + 1}" layer="{layer}" type="{kind}">'
    )
