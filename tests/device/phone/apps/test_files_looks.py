"""Files, Audio Recorder and Draw in Chinese, with large letters, on their side, and under wild fingers."""

import re
import tomllib
from pathlib import Path
from random import Random

import pytest

import device.phone.apps
from device.phone.sample import fill
from tests.boot import fresh_phone

FOLDER = Path(device.phone.apps.__file__).parent
TEXT = re.compile(r'tr\(\s*"((?:[^"\\]|\\.)*)"\s*\)')
FILES, RECORDER, DRAW = (
    "com.google.android.documentsui",
    "com.dimowner.audiorecorder",
    "com.simplemobiletools.draw.pro",
)
TOURS = (
    (FILES, ("Show roots",)),
    (FILES, ("Search",)),
    (FILES, ("More options", "Select all", "More options")),
    (RECORDER, ("Get started",)),
    (DRAW, ("Change color",)),
    (DRAW, ("More options", "Settings")),
)


@pytest.mark.parametrize("app", ["documents", "recorder", "draw"])
def test_every_text_has_its_chinese(app):
    table = tomllib.loads((FOLDER / app / "zh.toml").read_text("utf-8"))
    sources = [path.read_text("utf-8") for path in sorted((FOLDER / app).glob("*.py"))]
    wanted = {text for source in sources for text in TEXT.findall(source)}
    assert len(wanted) > 30
    assert not wanted - set(table)


@pytest.mark.parametrize(("package", "labels"), TOURS)
@pytest.mark.parametrize(
    ("scale", "size"), [("1.3", "1080x2400"), ("1.0", "2400x1080"), ("1.3", "2400x1080")]
)
def test_nothing_leaves_the_screen(hand, package, labels, scale, size):
    hand.phone.shell(f"settings put system font_scale {scale}; wm size {size}")
    for name in ("a.txt", "b.png", "c.zip"):
        hand.phone.files.write(f"/sdcard/Download/{name}", b"x")
    wide, high = hand.phone.size
    hand.open(package)
    for label in (*labels, ""):
        for e in hand.phone.frame().elements():
            assert 0 <= e.bounds.left < e.bounds.right <= wide, e
            assert 0 <= e.bounds.top < e.bounds.bottom <= high, e
        if label:
            hand.tap(label)


@pytest.mark.parametrize("package", [FILES, RECORDER, DRAW])
def test_no_finger_brings_them_down(package):
    """Wherever it lands: each touch gives a frame, and the incremental picture is that of a fresh one."""
    random, phone = Random(package), fresh_phone(seed=2)
    fill(phone)
    wide, high = phone.size
    for count in range(150):
        if phone.front.package != package and random.random() < 0.5:
            phone.shell(f"monkey -p {package} 1")
        x, y = random.randrange(wide), random.randrange(high)
        act = random.randrange(10)
        if act < 6:
            phone.touch.tap(x, y)
        elif act < 7:
            phone.touch.long_press(x, y)
        elif act < 8:
            phone.touch.swipe(x, y, random.randrange(wide), random.randrange(high))
        elif act < 9:
            phone.touch.text(random.choice(("a", "7", ".zip", "/")))
        else:
            phone.touch.key(4)
        assert phone.frame().elements()
        if count % 30 == 0:
            drawn = phone.camera.image().tobytes()
            phone.camera.let_go()
            assert phone.camera.image().tobytes() == drawn
