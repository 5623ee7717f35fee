"""Views that show pictures, of files and drawn; how they fit, and what unreadable ones show."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image

from device.phone.screen.painting import Painter
from device.phone.toolkit.imaging import decoded, fitted, picture_size
from device.phone.toolkit.layout import Metrics, lay_out
from device.phone.toolkit.paint import DrawPicture
from device.phone.toolkit.renderer import Renderer
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.viewpart import Box, Surface
from tests.boot import fresh_phone

BOX = (100, 100)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def halves(width: int, height: int) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), (255, 0, 0))
    image.paste((0, 0, 255), (width // 2, 0, width, height))
    return image


@dataclass(frozen=True)
class Flat:
    """One colour all over."""

    colour: tuple[int, int, int]

    def paint(self, width: int, height: int) -> Image.Image:
        return Image.new("RGB", (width, height), self.colour)


def shown(view: View) -> Image.Image:
    """The view in a 100 x 100 box on white."""
    node = lay_out(view, 0, 0, *BOX, Metrics(1.0), LayoutState())
    painter = Painter(fresh_phone().frame())
    painter.density = 1.0
    painter.node(node, (0, 0, *BOX))
    return Renderer().render(painter.commands, BOX, "#FFFFFF", False)


def test_cover_fills_the_box_and_contain_leaves_room_beside() -> None:
    data = encoded(halves(400, 100))
    cover = shown(View(picture=data))
    assert cover.getpixel((2, 2)) == (255, 0, 0)
    assert cover.getpixel((97, 97)) == (0, 0, 255)
    contain = shown(View(picture=data, picture_fit="contain"))
    assert contain.getpixel((50, 10)) == (255, 255, 255)
    assert contain.getpixel((20, 50)) == (255, 0, 0)
    assert contain.getpixel((80, 50)) == (0, 0, 255)


def test_a_drawing_is_a_picture_too() -> None:
    image = shown(View(surface=Surface(radius=20.0), picture=Flat((0, 128, 0))))
    assert image.getpixel((50, 50)) == (0, 128, 0)
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_equal_pictures_are_made_once() -> None:
    assert fitted(Flat((1, 2, 3)), BOX, "cover") is fitted(Flat((1, 2, 3)), BOX, "cover")
    data = encoded(halves(10, 10))
    assert fitted(data, BOX, "contain") is fitted(bytes(bytearray(data)), BOX, "contain")


@pytest.mark.parametrize("data", [b"", b"not a picture", encoded(halves(40, 40))[:60]])
def test_what_cannot_be_read_shows_as_broken(data: bytes) -> None:
    assert len(shown(View(picture=data)).getcolors() or ()) > 5  # the icon on its ground
    assert picture_size(b"nothing") is None


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(halves(200, 100), "JPEG", exif=exif.tobytes())
    assert picture_size(data) == (100, 200)
    upright = fitted(data, (100, 200), "contain")
    assert upright is not None
    assert upright.size == (100, 200)


def test_the_same_picture_is_the_same_command() -> None:
    one, two = (DrawPicture((0, 0, 9, 9), Flat((1, 1, 1)), (0, 0, 9, 9)) for _ in range(2))
    assert one == two
    assert hash(one) == hash(two)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_not_opaque_lets_the_ground_show(kind: str) -> None:
    data = encoded(Image.new("RGBA", (50, 50), (0, 255, 0, 80)), kind, lossless=True)
    for radius in (0.0, 8.0):
        held = View(box=Box(width=100.0, height=100.0), surface=Surface(radius=radius), picture=data)
        black = View(box=Box(width=100.0, height=100.0), surface=Surface("#000000"), children=(held,))
        assert shown(black).getpixel((50, 50)) == pytest.approx((0, 80, 0), abs=2)
        assert shown(held).getpixel((50, 50)) == pytest.approx((175, 255, 175), abs=2)
    assert decoded(data, BOX).getpixel((25, 25)) == pytest.approx((0, 80, 0), abs=2)


def test_grey_of_sixteen_bits_is_grey() -> None:
    ramp = Image.frombytes(
        "I;16", (256, 1), b"".join((257 * one).to_bytes(2, "little") for one in range(256))
    )
    found = decoded(encoded(ramp), BOX)
    assert [found.getpixel((at, 0)) for at in (0, 128, 255)] == [(0,) * 3, (128,) * 3, (255,) * 3]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
def test_of_a_file_that_ends_too_early_what_there_is_shows(kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    noise.paste((200, 0, 0), (0, 0, 200, 60)) if kind != "BMP" else noise.paste(
        (200, 0, 0), (0, 140, 200, 200)
    )
    data = encoded(noise, kind)
    found = decoded(data[: len(data) * 3 // 4], (200, 200))
    assert found is not None
    assert found.size == (200, 200)
    solid, lost = ((100, 20), (100, 198)) if kind != "BMP" else ((100, 170), (100, 2))
    assert found.getpixel(solid) == pytest.approx((200, 0, 0), abs=12)
    assert max(found.getpixel(lost)) < 140
    assert decoded(data[:40], BOX) is None
