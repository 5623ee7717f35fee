"""VLC and OsmAnd in Chinese, large letters and landscape, and every control of theirs touched."""

import re
import tomllib
from pathlib import Path

import pytest

import device.phone.apps
from device.phone.apps.osmand import card, layer
from device.phone.apps.osmand import sample as places
from device.phone.apps.osmand.map import COLOURS
from device.phone.apps.vlc import home, library, more, option
from device.phone.apps.vlc import sample as films
from device.phone.tour import tour
from tests.boot import fresh_phone
from tests.thin import thinned

FOLDER = Path(device.phone.apps.__file__).parent
VLC, OSMAND = "org.videolan.vlc", "net.osmand"
NAMES = {
    "vlc": [
        *(label for label, _ in home._TABS),
        *library.SORTS,
        *option.ASPECTS,
        *option._REPEAT_NAMES,
        *(name for _, name in option._ROTATIONS),
        *(text for switch in more._SWITCHES for text in (switch.title, switch.summary)),
        home._WHY,
    ],
    "osmand": [
        *card.KINDS.values(),
        *(name for name, _ in layer._NAMES.values()),
        *(name.capitalize() for name in COLOURS),
        *("Personal", "Home", "Work"),
    ],
}
TEXT = re.compile(r'tr\(\s*"((?:[^"\\]|\\.)*)"\s*\)')
COUNTED = re.compile(r'counted\([^"]*"([^"]*)", "([^"]*)"\)')
HAN = re.compile(r"[\u4e00-\u9fff]")
SAME = {"VLC", "OsmAnd", "16:9", "4:3"}


@pytest.fixture(params=[VLC, OSMAND])
def app(request, hand):
    for sample in (films, places):
        sample.fill(hand.phone.context())
    hand.phone.files.write("/sdcard/Movies/broken.mp4", b"\0\0\0\x18ftypisom")
    hand.package = request.param
    return hand


@pytest.mark.parametrize("app_folder", ["vlc", "osmand"])
def test_every_text_has_its_chinese(app_folder):
    table = tomllib.loads((FOLDER / app_folder / "zh.toml").read_text(encoding="utf-8"))
    sources = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / app_folder).glob("*.py"))]
    wanted = {text for source in sources for text in TEXT.findall(source)} | set(NAMES[app_folder])
    wanted |= {text for source in sources for pair in COUNTED.findall(source) for text in pair}
    assert len(wanted) > 80
    assert not wanted - set(table)
    said = {text for text in wanted - SAME if text.strip("{}, ")}
    assert not [text for text in said if not HAN.search(table[text])]
    assert not [text for text in table if text.count("{}") != table[text].count("{}")]


@pytest.mark.parametrize(
    ("scale", "size"), thinned([("1.3", "1080x2400"), ("1.0", "2400x1080"), ("1.3", "2400x1080")], 3)
)
def test_nothing_leaves_the_screen(app, scale, size):
    app.phone.shell(f"settings put system font_scale {scale}; wm size {size}")
    wide, high = app.phone.size
    for shown in tour(app.phone, app.package, 40):
        elements = shown.frame().elements()
        assert elements
        for e in elements:
            box = e.bounds
            assert 0 <= box.left < box.right <= wide, e
            assert 0 <= box.top < box.bottom <= high, e


@pytest.mark.parametrize("package", [VLC, OSMAND])
def test_chinese_and_english_phones_have_the_same_resource_ids(package):
    def ids(locale):
        phone = fresh_phone(locale=locale)
        phone.shell(f"monkey -p {package} 1")
        return [e.resource_id for e in phone.frame().elements()]

    assert ids("en-US") == ids("zh-CN")


def test_no_touch_breaks_it(app):
    assert sum(1 for _ in tour(app.phone, app.package, 90)) == 90


@pytest.mark.full
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_no_touch_breaks_it_deep_down(app, locale):
    app.phone.set_locale(locale)
    app.phone.shell("cmd uimode night yes")
    for place, shown in enumerate(tour(app.phone, app.package, 600)):
        if place % 10 == 0:
            shown.camera.image()
