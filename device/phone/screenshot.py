"""Pictures of the phone's screen, drawn only when asked and only when something on it changed."""

from typing import TYPE_CHECKING

from device.phone.paint import Box, Command

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.phone import Phone
    from device.phone.renderer import Renderer


class Camera:
    """Takes the pictures of one phone. Pillow is imported with the first of them."""

    def __init__(self, phone: "Phone") -> None:
        self._phone = phone
        self._renderer: Renderer | None = None
        self._commands: tuple[Command, ...] | None = None
        self._dark = False
        self._image: Image | None = None
        self._png: bytes | None = None

    def image(self) -> "Image":
        """The screen now, as RGB; the same object until something changes. Not to be drawn on."""
        commands, dark = self._wanted()
        if self._image is None or commands != self._commands or dark != self._dark:
            if self._renderer is None:
                from device.phone.renderer import Renderer  # noqa: PLC0415  (numpy and Pillow)

                self._renderer = Renderer(self._phone.size)
            self._image = self._renderer.draw(commands, dark)
            self._commands, self._dark, self._png = commands, dark, None
        return self._image

    def _wanted(self) -> tuple[tuple[Command, ...], bool]:
        """What to draw; black where the window is secure."""
        frame = self._phone.frame()
        if frame.screen.secure:
            whole = (0, 0, *frame.size)
            return (Box(whole, whole, "#000000"),), False
        return frame.commands(), frame.dark

    def png(self) -> bytes:
        """The screen as a PNG file."""
        image = self.image()
        if self._png is None:
            from device.phone.png import encode  # noqa: PLC0415  (numpy and Pillow)

            self._png = encode(image)
        return self._png

    def rgba(self) -> bytes:
        """Raw pixels, row by row, four bytes each."""
        return self.image().convert("RGBA").tobytes()
