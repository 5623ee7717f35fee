"""Pictures of the phone's screen, drawn only when asked for and only when something on it changed."""

from typing import TYPE_CHECKING

from device.phone.paint import Command

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.phone import Phone
    from device.phone.renderer import Renderer


class Camera:
    """Takes the pictures of one phone. Pillow and numpy are imported with the first of them."""

    def __init__(self, phone: "Phone") -> None:
        self._phone = phone
        self._renderer: Renderer | None = None
        self._image: Image | None = None
        self._png: bytes | None = None
        self._rgba: bytes | None = None

    def image(self) -> "Image":
        """The screen now, as RGB; black where the app hides it. Shared: copy it before drawing into it."""
        if self._renderer is None:
            from device.phone.renderer import Renderer  # noqa: PLC0415  (heavy)

            self._renderer = Renderer()
        frame = self._phone.frame()
        commands: tuple[Command, ...] = ()
        background, dark = "#000000", False
        if not frame.screen.secure:
            commands, background, dark = frame.commands(), frame.screen.background, frame.dark
        image = self._renderer.render(commands, frame.size, background, dark)
        if image is not self._image:  # the renderer gives the same object while nothing changes
            self._image, self._png, self._rgba = image, None, None
        return image

    def png(self) -> bytes:
        """The screen as a PNG file."""
        image = self.image()
        if self._png is None:
            from device.phone.png import encode  # noqa: PLC0415  (heavy)

            self._png = encode(image)
        return self._png

    def rgba(self) -> bytes:
        """Raw pixels, row by row, four bytes each."""
        image = self.image()
        if self._rgba is None:
            from device.phone.renderer import rgba_bytes  # noqa: PLC0415  (heavy)

            self._rgba = rgba_bytes(image)
        return self._rgba
