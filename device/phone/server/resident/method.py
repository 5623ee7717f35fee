"""What the server can be asked to do, by the names of its JSON-RPC methods."""

import base64
import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from device.phone.console import finger
from device.phone.screen.dump import elements_of, xml_of
from device.phone.server.resident.selector import Selector, found
from device.phone.system import keycode
from device.phone.weather.hidden import tree_is_asked
from device.screen import Bounds, UIElement

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.phone import Phone

Answer = str | int | bool | None | dict[str, object] | list[dict[str, object]]
_NODE = re.compile(r'<node index="(\d+)"')
_STEP_MS = 5
"""What one step of a swipe takes."""
_LONG_MS = 500
_PASTE, _MENU, _DELETE = 279, 82, 67
_KEYS = {
    "home": 3, "back": 4, "left": 21, "right": 22, "up": 19, "down": 20, "center": 23, "menu": _MENU,
    "search": 84, "enter": 66, "delete": _DELETE, "del": _DELETE, "recent": 187, "volume_up": 24,
    "volume_down": 25, "volume_mute": 164, "camera": 27, "power": 26,
}  # fmt: skip
_pictures: "WeakKeyDictionary[Phone, tuple[Image, tuple[float, int], str]]" = WeakKeyDictionary()
"""Of each phone the latest that was made."""
NOT_FOUND = "androidx.test.uiautomator.UiObjectNotFoundException"


class Fault(Exception):
    """The method threw; the message is the name of the Java class, and what it says."""


# -- looking ---------------------------------------------------------------------------------------------
def dump_window_hierarchy(
    phone: "Phone", compressed: bool = False, max_depth: int = 50, active_only: bool = False
) -> str:
    """The windows' trees; the roots come in no order that means anything, as they lie in a hash set."""
    frame = phone.frame()
    tree_is_asked(phone)
    if compressed:
        text = frame.compressed_xml().decode()
    elif active_only:
        text = frame.xml().decode()
    else:
        elements: tuple[UIElement, ...] = ()
        for window in reversed(frame.windows):
            if window.kind != "toast" and window is not frame.active:
                elements = elements_of(window.root, window.package, elements)
        elements += frame.elements()
        text = xml_of(tuple(e for e in elements if e.depth < max_depth), frame.rotation).decode()
    return _NODE.sub(r'<node index="\1" visible-to-user="true" drawing-order="\1" display-id="0"', text)


def take_screenshot(phone: "Phone", scale: float = 1, quality: int = 80) -> str:
    """A JPEG file in base64; made anew only when the screen has changed."""
    image = phone.camera.image()  # the same object as long as nothing changes
    known = _pictures.get(phone)
    if known is not None and known[0] is image and known[1] == (scale, quality):
        return known[2]
    text = _jpeg(image, scale, quality)
    _pictures[phone] = image, (scale, quality), text
    return text


def _jpeg(image: "Image", scale: float, quality: int) -> str:
    if scale != 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return base64.b64encode(out.getvalue()).decode()


def device_info(phone: "Phone") -> Answer:
    """The screen and what is in front."""
    wide, high = phone.size
    return {
        "currentPackageName": phone.front.package,
        "displayWidth": wide,
        "displayHeight": high,
        "displayRotation": phone.frame().rotation,
        "displaySizeDpX": round(wide / phone.density),
        "displaySizeDpY": round(high / phone.density),
        "naturalOrientation": phone.frame().rotation == 0,
        "productName": phone.properties.get("ro.product.name", ""),
        "screenOn": not phone.hardware.asleep,
        "sdkInt": int(phone.properties.get("ro.build.version.sdk", "33")),
    }


# -- touching ----------------------------------------------------------------------------------------------
def click(phone: "Phone", x: float, y: float, ms: int = 100) -> bool:
    """A touch, short or long."""
    touch = phone.touch.long_press if ms >= _LONG_MS else phone.touch.tap
    touch(int(x), int(y))
    return True


def swipe(phone: "Phone", x1: float, y1: float, x2: float, y2: float, steps: int) -> bool:
    """A finger that moves."""
    phone.touch.swipe(int(x1), int(y1), int(x2), int(y2), max(1, steps) * _STEP_MS)
    return True


def drag(phone: "Phone", x1: float, y1: float, x2: float, y2: float, steps: int) -> bool:
    """A finger that takes hold, moves and lets go."""
    phone.touch.drag(int(x1), int(y1), int(x2), int(y2), max(1, steps) * _STEP_MS)
    return True


def swipe_points(phone: "Phone", flat: Sequence[float], steps: int) -> bool:
    """A finger that goes by several places."""
    points = [(int(x), int(y)) for x, y in zip(flat[::2], flat[1::2], strict=True)]
    phone.touch.trace(points, max(1, steps) * _STEP_MS * len(points))
    return True


def inject_input_event(phone: "Phone", action: int, x: float, y: float, meta: int = 0) -> bool:
    """Down, up or a move: one part of a gesture."""
    {0: finger.press, 1: finger.lift, 2: finger.move}[action](phone, (int(x), int(y)))
    return True


def press_key(phone: "Phone", name: str) -> bool:
    """A key by name."""
    if name not in _KEYS:
        return False
    phone.touch.key(_KEYS[name])
    return True


def press_key_code(phone: "Phone", code: int, meta: int = 0) -> bool:
    """A key by Android's number."""
    phone.touch.key(code, meta)
    return True


def _shade(verb: str) -> Callable[["Phone"], Answer]:
    def show(phone: "Phone") -> Answer:
        phone.shell(f"cmd statusbar {verb}")
        return True

    return show


# -- text --------------------------------------------------------------------------------------------------
def clear_input_text(phone: "Phone") -> None:
    """Ctrl+A and Del in the field that has the focus."""
    phone.touch.key_combination([keycode.NAMES["CTRL_LEFT"], keycode.A])
    phone.touch.key(_DELETE)


def set_text(phone: "Phone", selector: Selector, text: str) -> bool:
    """Touch a field and have it hold the text."""
    clear_text_field(phone, selector)
    return phone.touch.commit(text)


def clear_text_field(phone: "Phone", selector: Selector) -> None:
    """Touch a field and empty it."""
    center = _only(phone, selector).bounds.center
    phone.touch.tap(center.x, center.y)
    phone.touch.clear_field()


def set_clipboard(phone: "Phone", label: str | None, text: str) -> None:
    """Copy."""
    phone.set_clipboard(text)


def paste_clipboard(phone: "Phone") -> None:
    """Paste into the field that has the focus."""
    phone.touch.key(_PASTE)


# -- objects -------------------------------------------------------------------------------------------------
def _all(phone: "Phone", selector: Selector) -> list[UIElement]:
    return found(selector, phone.frame().elements())


def _only(phone: "Phone", selector: Selector) -> UIElement:
    """Raises Fault where there is none."""
    here = _all(phone, selector)
    if not here:
        raise Fault(f"{NOT_FOUND}: {dict(selector)}")
    return here[0]


def exists(phone: "Phone", selector: Selector, ms: int = 0) -> bool:
    """Whether it is on the screen; whoever waits for it sees `ms` of the phone's time go by."""
    if not _all(phone, selector) and ms:
        phone.shell(f"sleep {ms / 1000}")
    return bool(_all(phone, selector))


def object_info(phone: "Phone", selector: Selector) -> Answer:
    """What there is to know of an element. Raises Fault where there is none."""
    return _info(_only(phone, selector))


def _text(element: UIElement) -> str:
    """An empty field shows its hint."""
    return element.text or (element.hint if element.is_editable else "")


def _info(element: UIElement) -> dict[str, object]:
    return {
        "text": _text(element),
        "contentDescription": element.content_description,
        "className": element.class_name,
        "packageName": element.package_name,
        "resourceName": element.resource_id,
        "checkable": element.is_checkable,
        "checked": element.is_checked,
        "clickable": element.is_clickable,
        "enabled": element.is_enabled,
        "focused": element.is_focused,
        "longClickable": element.is_long_clickable,
        "scrollable": element.is_scrollable,
        "selected": element.is_selected,
        "bounds": _sides(element.bounds),
        "visibleBounds": _sides(element.bounds),
    }


def _sides(bounds: Bounds) -> dict[str, object]:
    return {"left": bounds.left, "top": bounds.top, "right": bounds.right, "bottom": bounds.bottom}


METHODS: dict[str, Callable[..., Answer]] = {
    "dumpWindowHierarchy": dump_window_hierarchy,
    "takeScreenshot": take_screenshot,
    "deviceInfo": device_info,
    "click": click,
    "swipe": swipe,
    "drag": drag,
    "swipePoints": swipe_points,
    "injectInputEvent": inject_input_event,
    "pressKey": press_key,
    "pressKeyCode": press_key_code,
    "wakeUp": lambda phone: press_key_code(phone, keycode.NAMES["WAKEUP"]),
    "sleep": lambda phone: press_key_code(phone, keycode.SLEEP),
    "openNotification": _shade("expand-notifications"),
    "openQuickSettings": _shade("expand-settings"),
    "clearInputText": clear_input_text,
    "setText": set_text,
    "clearTextField": clear_text_field,
    "getText": lambda phone, selector: _text(_only(phone, selector)),
    "getClipboard": lambda phone: phone.window.clipboard or None,
    "setClipboard": set_clipboard,
    "pasteClipboard": paste_clipboard,
    "exist": exists,
    "waitForExists": exists,
    "waitUntilGone": lambda phone, selector, ms=0: not exists(phone, selector),
    "count": lambda phone, selector: len(_all(phone, selector)),
    "objInfo": object_info,
    "objInfoOfAllInstances": lambda phone, selector: [_info(one) for one in _all(phone, selector)],
    "makeToast": lambda phone, text, ms: phone.toast(text, int(ms)),
    "executeShellCommand": lambda phone, line, ms=0: phone.shell(line).stdout.decode("utf-8", "replace"),
}
