"""The camera: it draws what changed, and nothing of a secure screen."""

from typing import TYPE_CHECKING, cast

from device.phone.screen.frame import Frame
from device.phone.screen.screenshot import Camera
from device.phone.system.hardware import Hardware
from device.phone.toolkit.view import Screen, View
from tests.device.phone.frame_case import Services, button, framed

if TYPE_CHECKING:
    from device.phone.phone import Phone


class Screened(Services):
    """Services with a frame of their own, for the camera."""

    shown: Frame
    hardware = Hardware()

    def frame(self) -> Frame:
        return self.shown


def test_the_camera_draws_only_what_changed_and_keeps_what_it_encoded() -> None:
    phone = Screened()
    camera = Camera(cast("Phone", phone))
    phone.shown = framed(Screen(View(children=(button("A", background="#FF0000"),))))
    first = camera.image()
    assert first.size == (1080, 2400)
    assert first.getpixel((5, 200)) == (255, 0, 0)
    png = camera.png()
    phone.shown = framed(Screen(View(children=(button("A", background="#FF0000"),))))
    assert camera.image() is first
    assert camera.png() is png
    assert len(camera.rgba()) == 1080 * 2400 * 4
    phone.shown = framed(Screen(View(children=(button("A", background="#00FF00"),))))
    assert camera.image().getpixel((5, 200)) == (0, 255, 0)
    assert camera.png() != png


def test_a_secure_screen_is_black_in_pictures_but_not_in_the_tree() -> None:
    phone = Screened()
    phone.shown = framed(Screen(View(children=(button("A"),)), secure=True))
    assert Camera(cast("Phone", phone)).image().getextrema() == ((0, 0), (0, 0), (0, 0))
    assert "A" in [element.text for element in phone.shown.elements()]
