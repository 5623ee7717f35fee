"""The media apps at large letters: no label is cut short, whatever is opened."""

import pytest

from device.phone.sample import fill
from device.phone.screen.frame import Frame
from device.phone.tour import tour
from tests.boot import fresh_phone
from tests.thin import thinned

APPS = {
    "org.videolan.vlc": (),
    "code.name.monkey.retromusic": ("title", "text", "miniPlayerTitle"),
    "com.dimowner.audiorecorder": (),
    "com.android.camera2": (),
    "com.simplemobiletools.gallery.pro": (),
    "com.simplemobiletools.draw.pro": (),
}
"""Package -> ids of texts that are somebody's own, as names of songs, and may be cut."""


def cut(frame: Frame) -> set[tuple[str, str]]:
    """Texts that do not show to their end, with their ids."""
    nodes = [node for window in frame.windows for node in window.root.walk() if node.text is not None]
    return {
        (node.view.text.content, node.view.resource_id)
        for node in nodes
        if node.text.lines and node.text.lines[-1].endswith("…") and not node.view.text.content.endswith("…")
    }


@pytest.mark.parametrize("locale", thinned(["en-US", "zh-CN"], 2))
@pytest.mark.parametrize("package", thinned(APPS, 2))
def test_no_label_is_cut_at_large_letters(package, locale):
    phone = fresh_phone(locale=locale)
    fill(phone)
    phone.shell("settings put system font_scale 1.3")
    phone.shell("pm grant com.dimowner.audiorecorder android.permission.RECORD_AUDIO")
    found: set[tuple[str, str]] = set()
    for _ in tour(phone, package, 40):
        found |= cut(phone.frame())
    assert not {text for text, name in found if name.rpartition("/")[2] not in APPS[package]}
