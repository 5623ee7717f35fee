"""Simple Gallery in tests: pictures on the storage, and what the screen shows of them."""

import io

from PIL import Image, ImageDraw

from device.phone.apps.gallery.store import PACKAGE

SHARED = "/storage/emulated/0"
DCIM = f"{SHARED}/DCIM"
COLOURS = {"red.png": "#E00000", "green.jpg": "#00A000", "blue.png": "#0000E0"}


def picture(colour: str = "#E00000", size: tuple[int, int] = (400, 300), kind: str = "PNG") -> bytes:
    """One colour, with a white corner at the top left."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), "white")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def opened(phone, path):
    return Image.open(io.BytesIO(phone.files.read(path))).convert("RGB")


def names(phone, folder):
    return phone.files.list(folder)


def pixel(phone, x, y):
    """A colour on the screen."""
    return phone.camera.image().convert("RGB").getpixel((x, y))


def centre(phone):
    """The colour in the middle of the screen."""
    return pixel(phone, phone.size[0] // 2, phone.size[1] // 2)


def begin(hand):
    """The gallery on a phone with four pictures."""
    for name, colour in COLOURS.items():
        kind = "PNG" if name.endswith("png") else "JPEG"
        hand.phone.files.write(f"{DCIM}/{name}", picture(colour, kind=kind))
    hand.phone.files.write(f"{SHARED}/Pictures/other.png", picture())
    hand.open(PACKAGE)
    return hand
