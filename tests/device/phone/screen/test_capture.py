"""Screenshots taken by the phone's own keys: the picture, what tells of it, and what is refused."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from device.phone.phone import Phone
from device.phone.system.context import Context
from device.phone.system.intent import CHOOSER, Intent
from device.phone.system.package import Installed
from device.phone.toolkit.view import Screen
from tests.boot import fresh_phone
from tests.device.phone.probe import Probe
from tests.device.phone.shadehand import tap, texts

SHOTS = "/storage/emulated/0/Pictures/Screenshots"
GALLERY = "com.simplemobiletools.gallery.pro"


class Secret(Probe):
    """A screen that is in no picture."""

    def screen(self, context: Context) -> Screen:
        return replace(super().screen(context), secure=True)


@pytest.fixture(params=["", "zh-Hans-CN"])
def phone(request):
    return fresh_phone(locale=request.param)


def shots(phone: Phone) -> list[str]:
    return sorted(phone.files.list(SHOTS), key=len) if phone.files.is_dir(SHOTS) else []


@pytest.mark.parametrize("keys", ["keyevent 120", "keyevent SYSRQ", "keycombination POWER VOLUME_DOWN"])
def test_keys_save_what_is_on_the_screen(phone, keys):
    volume = phone.settings.number("system", "volume_music", 5)
    phone.shell("am start -a android.settings.SETTINGS")
    seen = phone.camera.image().copy()
    assert phone.shell(f"input {keys}; input {keys}").exit_code == 0
    first, second = shots(phone)
    assert re.fullmatch(r"Screenshot_\d{8}-\d{6}\.png", first)
    assert second == first.replace(".png", " (1).png")
    with Image.open(io.BytesIO(phone.files.read(f"{SHOTS}/{first}"))) as picture:
        assert picture.convert("RGB").tobytes() == seen.tobytes()
    assert (phone.settings.number("system", "volume_music", 5), phone.hardware.asleep) == (volume, False)
    listed = phone.shell("content query --uri content://media/external/images/media --projection _data").text
    assert first in listed
    assert second in listed


def test_its_notification_opens_and_shares_it(phone):
    for name in ("IMAGES", "VIDEO"):
        phone.shell(f"pm grant {GALLERY} android.permission.READ_MEDIA_{name}")
    phone.shell("input keyevent SYSRQ; cmd statusbar expand-notifications")
    (name,) = shots(phone)
    title, text, share = map(phone.translate, ("Screenshot saved", "Tap to view your screenshot", "Share"))
    assert {title, text} <= set(texts(phone))
    before = phone.snapshot()
    tap(phone, title)
    assert phone.front.package == GALLERY
    assert phone.front.state.path == f"{SHOTS}/{name}"
    phone.restore(before)
    phone.shell("cmd statusbar expand-notifications")
    if share not in texts(phone):
        tap(phone, phone.translate("Expand"))
    tap(phone, share)
    assert phone.front.component == CHOOSER
    assert name in texts(phone)


def test_a_secret_screen_is_refused(phone):
    phone.apps["test.secret"] = Secret("test.secret", "Secret")
    phone.packages.put(Installed("test.secret", "Secret", False))
    phone.start(Intent(package="test.secret"))
    phone.shell("input keyevent SYSRQ")
    words = "Taking screenshots isn’t allowed by the app or your organization"
    assert phone.window.toast == phone.translate(words)
    assert not shots(phone)
    assert not phone.notifications.posted


def test_a_full_phone_says_so():
    phone = Phone(seed=1, storage_cap=40_000)
    phone.shell("input keyevent SYSRQ")
    assert [entry.title for entry in phone.notifications.posted][:1] == ["Couldn’t save screenshot"]


def test_a_key_with_meta_opens_the_shade_and_types_nothing(phone):
    phone.shell("am start -a android.settings.SETTINGS; input keycombination META_LEFT N")
    assert phone.window.shade.level == "compact"
    phone.shell("input keycombination 117 N")
    assert phone.window.shade.level == "closed"
