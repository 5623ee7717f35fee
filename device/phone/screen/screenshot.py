"""Pictures of the phone's screen, drawn only when asked for and only when something on it changed."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from device.phone.system.fault import guarded
from device.phone.toolkit.paint import Command

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.screen.handset import Handset
    from device.phone.toolkit.renderer import Renderer

KEEPERS = 4
"""Cameras that keep their pixels, 10 MB and more each: those of the phones photographed last."""
_keepers: "WeakKeyDictionary[Camera, None]" = WeakKeyDictionary()
"""The one that took the last picture comes last."""
_lock = Lock()

NOTHING: tuple[Command, ...] = ()
Shown = tuple[tuple[Command, ...], tuple[int, int], str, bool]
"""What a picture is made of: commands, size, background, whether dark."""

PNGS = 64
"""Files of screens shown last by any phone that are kept, 0.1 MB each as a rule."""
_pngs: OrderedDict[Shown, bytes] = OrderedDict()
"""The one used last comes last. Phones that show the same thing share its file."""


@dataclass(frozen=True, slots=True)
class ScreenPhoto:
    """One picture: its file, and its pixels where they are asked for."""

    png: bytes
    image: "Callable[[], Image]"
    """The picture as RGB, whatever the phone shows by now. Shared: copy it before drawing into it."""


class Camera:
    """Takes the pictures of one phone. Pillow and numpy are imported with the first of them."""

    def __init__(self, phone: "Handset") -> None:
        self._phone = phone
        self._renderer: Renderer | None = None
        self._image: Image | None = None
        self._rgba: bytes | None = None

    def _shown(self) -> Shown:
        """What is on the screen now; nothing where the app hides it or the display is off."""
        phone = self._phone
        frame = phone.frame()
        if frame.screen.secure or phone.hardware.asleep:
            return (), frame.size, "#000000", False
        troubles = phone.window.troubles
        commands = guarded(phone, phone.front.package, frame.commands, NOTHING)
        if phone.window.troubles is not troubles:  # an app stopped as it was painted: its end is what shows
            frame = phone.frame()
            commands = guarded(phone, phone.front.package, frame.commands, NOTHING)
        return commands, frame.size, frame.screen.background, frame.dark

    def image(self) -> "Image":
        """The screen now, as RGB; black where the app hides it. Shared: copy it before drawing into it."""
        return self._drawn(self._shown())

    def _drawn(self, shown: Shown) -> "Image":
        """The picture; of an app that stops over it what comes after, and at worst the bare ground."""
        phone = self._phone
        image = guarded(phone, phone.front.package, partial(self._rendered, shown), None)
        if image is None:
            image = guarded(phone, phone.front.package, lambda: self._rendered(self._shown()), None)
        return self._rendered((NOTHING, phone.size, "#000000", False)) if image is None else image

    def _rendered(self, shown: Shown) -> "Image":
        renderer = self._renderer
        if renderer is None:
            from device.phone.toolkit.renderer import Renderer  # noqa: PLC0415  (heavy)

            renderer = self._renderer = Renderer()
        image = renderer.render(*shown)
        if image is not self._image:  # the renderer gives the same object while nothing changes
            self._image, self._rgba = image, None
        _keep(self)
        return image

    def png(self) -> bytes:
        """The screen as a PNG file."""
        return self._file(self._shown())

    def photo(self) -> ScreenPhoto:
        """The screen now."""
        shown = self._shown()
        return ScreenPhoto(self._file(shown), partial(self._drawn, shown))

    def _file(self, shown: Shown) -> bytes:
        """The PNG; not kept where the app stopped as it was drawn, since it shows what came after."""
        known = _pngs.get(shown)
        if known is None:
            from device.phone.toolkit.png import encode  # noqa: PLC0415  (heavy)

            troubles = self._phone.window.troubles
            known = encode(self._drawn(shown))
            if self._phone.window.troubles is not troubles:
                return known
        return _remember(shown, known)

    def rgba(self) -> bytes:
        """Raw pixels, row by row, four bytes each."""
        image = self.image()
        pixels = self._rgba
        if pixels is None:
            from device.phone.toolkit.renderer import rgba_bytes  # noqa: PLC0415  (heavy)

            pixels = self._rgba = rgba_bytes(image)
        return pixels

    def let_go(self) -> None:
        """Forget the pixels; the PNG of a screen that was shown of late is still at hand."""
        self._renderer = self._image = self._rgba = None


def _remember(shown: Shown, png: bytes) -> bytes:
    """Keep the file of a screen among those used last, and give it back."""
    with _lock:
        _pngs[shown] = png
        _pngs.move_to_end(shown)
        if len(_pngs) > PNGS:
            _pngs.popitem(last=False)
    return png


def _keep(camera: Camera) -> None:
    """Note who took a picture, and take the pixels of the one that took none for the longest."""
    with _lock:  # phones may be served in several threads
        _keepers.pop(camera, None)
        _keepers[camera] = None
        oldest = next(iter(_keepers)) if len(_keepers) > KEEPERS else None
        if oldest is not None:
            del _keepers[oldest]
    if oldest is not None:
        oldest.let_go()
