"""Music and gallery with large letters, on their side, and in Chinese: all stays on the screen."""

import io

import pytest
from PIL import Image

from device.phone.sample import fill
from device.phone.tour import tour
from tests.boot import fresh_phone
from tests.thin import thinned

PACKAGES = ("code.name.monkey.retromusic", "com.simplemobiletools.gallery.pro")
SIZES = (("1.3", "1080x2400"), ("1.0", "2400x1080"), ("1.3", "2400x1080"))


def shown(package, locale, scale, size, screens):
    """The app's screens on a phone in use that looks like this, and their size in pixels."""
    phone = fresh_phone(1, locale=locale)
    fill(phone)
    phone.shell(f"settings put system font_scale {scale}; wm size {size}")
    for one in tour(phone, package, screens):
        yield one.frame(), one.size


@pytest.mark.parametrize("package", thinned(PACKAGES, 2))
@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_nothing_leaves_the_screen(package, scale, size):
    for frame, (wide, high) in shown(package, "en-US", scale, size, 60):
        assert frame.elements()
        for e in frame.elements():
            box = e.bounds
            assert 0 <= box.left < box.right <= wide, e
            assert 0 <= box.top < box.bottom <= high, e


@pytest.mark.full
@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize(("scale", "size"), [("1.0", "1080x2400"), *SIZES])
def test_no_touch_does_harm(package, locale, scale, size):
    for frame, (wide, _) in shown(package, locale, scale, size, 600):
        assert all(e.bounds.right <= wide for e in frame.elements())


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_have_the_same_resource_ids(package):
    found = []
    for locale in ("en-US", "zh-CN"):
        phone = fresh_phone(1, locale=locale)
        fill(phone)
        phone.shell(f"monkey -p {package} 1")
        found.append([e.resource_id for e in phone.frame().elements()])
    assert found[0] == found[1]


def test_the_sign_of_a_moving_picture_lies_clear_of_its_name():
    phone = fresh_phone()
    phone.files.make_directories("/sdcard/DCIM/Moving")
    image = Image.new("RGB", (60, 60), "#336699")
    held = io.BytesIO()
    image.save(held, "GIF", save_all=True, append_images=[Image.new("RGB", (60, 60), "#996633")])
    phone.files.write("/sdcard/DCIM/Moving/a rather long name for a moving picture.gif", held.getvalue())
    phone.shell(f"am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE; monkey -p {PACKAGES[1]} 1")
    folder = next(e for e in phone.frame().elements() if "Moving" in (e.text, e.content_description))
    phone.touch.tap(folder.bounds.center.x, folder.bounds.center.y)
    nodes = list(phone.frame().active.root.walk_all())
    (sign,) = (node for node in nodes if node.view.resource_id == "play_portrait_outline")
    (name,) = (node for node in nodes if node.view.resource_id == "medium_name")
    assert sign.bottom <= name.top
