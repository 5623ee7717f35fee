"""Simple Draw by touch: strokes, eraser, bucket, colours, undo, and the files that come of it."""

import io

import pytest
from PIL import Image

from device.phone.apps.draw.state import PACKAGE
from device.phone.file.document import document_uri
from device.phone.system.intent import STREAM, Intent

PICTURES = "/storage/emulated/0/Pictures"


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


def canvas(hand):
    return hand.find("Canvas").bounds


def at(hand, across: float, down: float) -> tuple[int, int]:
    """A pixel of the screen, by fractions of the sheet."""
    box = canvas(hand)
    return box.left + int(box.width * across), box.top + int(box.height * down)


def stroke(hand, x1: float, y1: float, x2: float, y2: float) -> None:
    hand.phone.touch.swipe(*at(hand, x1, y1), *at(hand, x2, y2))


def touch(hand, across: float, down: float) -> None:
    hand.phone.touch.tap(*at(hand, across, down))


def pixel(hand, across: float, down: float) -> str:
    """The colour that the screen shows there."""
    return "#{:02X}{:02X}{:02X}".format(*hand.phone.camera.image().getpixel(at(hand, across, down)))


def colour(hand, name: str, button: str = "Change color") -> None:
    hand.tap(button)
    hand.tap(name)
    hand.tap("OK")


def save(hand, name: str, kind: str) -> None:
    hand.tap("Save")
    field = next(e for e in hand.phone.frame().elements() if e.is_editable).bounds.center
    hand.phone.touch.tap(field.x, field.y)
    hand.type(name)
    hand.back()
    hand.tap(kind)
    hand.tap("OK")
    for step in ("Show roots", "sdk_gphone_x86_64", "Pictures", "Save"):
        hand.tap(step)


# -- drawing -------------------------------------------------------------------------------------------
def test_a_drag_is_a_stroke_and_a_tap_a_dot(app):
    assert pixel(app, 0.5, 0.5) == "#FFFFFF"
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    assert pixel(app, 0.5, 0.5) == "#000000"
    assert pixel(app, 0.5, 0.6) == "#FFFFFF"
    touch(app, 0.3, 0.8)
    assert pixel(app, 0.3, 0.8) == "#000000"


def test_undo_and_redo_go_back_and_forth(app):
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    colour(app, "#E53935")
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    assert pixel(app, 0.5, 0.5) == "#E53935"
    app.tap("Undo")
    assert pixel(app, 0.5, 0.5) == "#000000"
    app.tap("Undo")
    assert pixel(app, 0.5, 0.5) == "#FFFFFF"
    app.tap("Redo")
    app.tap("Redo")
    assert pixel(app, 0.5, 0.5) == "#E53935"
    app.tap("Clear")
    assert pixel(app, 0.5, 0.5) == "#FFFFFF"
    app.tap("Undo")
    assert pixel(app, 0.5, 0.5) == "#E53935"
    touch(app, 0.1, 0.1)
    assert not app.find("Redo").is_enabled


def test_the_bucket_fills_what_is_enclosed(app):
    for line in ((0.2, 0.2, 0.8, 0.2), (0.8, 0.2, 0.8, 0.8), (0.8, 0.8, 0.2, 0.8), (0.2, 0.8, 0.2, 0.2)):
        stroke(app, *line)
    colour(app, "#43A047")
    app.tap("Bucket fill")
    touch(app, 0.5, 0.5)
    assert pixel(app, 0.3, 0.7) == "#43A047"
    assert pixel(app, 0.1, 0.5) == "#FFFFFF"
    assert pixel(app, 0.2, 0.5) == "#000000"


def test_the_eraser_gives_the_background_back(app):
    colour(app, "#FFCC80")
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    app.tap("Eraser")
    stroke(app, 0.5, 0.4, 0.5, 0.6)
    assert pixel(app, 0.5, 0.5) == "#FFFFFF"
    app.tap("More options")
    colour(app, "#90CAF9", "Change background")
    assert pixel(app, 0.5, 0.5) == "#90CAF9"
    assert pixel(app, 0.3, 0.5) == "#FFCC80"
    app.tap("Eraser")
    stroke(app, 0.5, 0.4, 0.5, 0.6)
    assert pixel(app, 0.5, 0.5) == "#FFCC80"


def test_the_eyedropper_takes_a_colour_of_the_sheet(app):
    colour(app, "#8E24AA")
    touch(app, 0.3, 0.3)
    colour(app, "#000000")
    app.tap("Eyedropper")
    touch(app, 0.3, 0.3)
    touch(app, 0.7, 0.7)
    assert pixel(app, 0.7, 0.7) == "#8E24AA"


def test_any_colour_by_its_digits_and_no_other_text(app):
    app.tap("Change color")
    field = next(e for e in app.phone.frame().elements() if e.is_editable).bounds.center
    app.phone.touch.tap(field.x, field.y)
    app.type("12345")
    app.back()
    assert not app.find("OK").is_enabled
    app.phone.touch.tap(field.x, field.y)
    app.type("#a1B2c3")
    app.back()
    app.tap("OK")
    touch(app, 0.5, 0.5)
    assert pixel(app, 0.5, 0.5) == "#A1B2C3"


def test_the_brush_grows_and_is_remembered(app):
    bar = app.find("Brush size").bounds
    app.phone.touch.tap(bar.right - 40, bar.center.y)
    touch(app, 0.5, 0.5)
    assert pixel(app, 0.54, 0.5) == "#000000"
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    touch(app, 0.5, 0.5)
    assert pixel(app, 0.54, 0.5) == "#000000"


def test_the_row_of_the_brush_can_be_put_away(app):
    before = canvas(app).height
    app.tap("More options")
    app.tap("Settings")
    app.tap("Show brush size tool")
    app.back()
    assert not app.see("Brush size")
    assert canvas(app).height > before


# -- files ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("kind", "form"), [("PNG", "PNG"), ("JPG", "JPEG")])
def test_what_is_saved_is_what_is_seen(app, kind, form):
    colour(app, "#1E88E5")
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    save(app, "picture 日", kind)
    assert app.phone.window.toast == "File saved successfully"
    with Image.open(io.BytesIO(app.phone.files.read(f"{PICTURES}/picture 日.{kind.lower()}"))) as image:
        assert image.format == form
        assert image.size == (canvas(app).width, canvas(app).height)
        red, green, blue = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert abs(red - 0x1E) + abs(green - 0x88) + abs(blue - 0xE5) < 12


def test_an_svg_is_opened_again_where_it_was_left(app):
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    save(app, "lines", "SVG")
    assert not app.phone.files.read(f"{PICTURES}/lines.svg").endswith(b"\0")
    app.tap("Clear")
    app.tap("More options")
    app.tap("Open file")
    app.tap("lines.svg")
    assert pixel(app, 0.5, 0.5) == "#000000"


def test_a_picture_is_drawn_upon(app):
    out = io.BytesIO()
    Image.new("RGB", (400, 400), "#00FF00").save(out, "PNG")
    app.phone.files.write(f"{PICTURES}/green.png", out.getvalue())
    app.phone.files.write(f"{PICTURES}/broken.png", b"no picture")
    uri = document_uri(f"{PICTURES}/green.png")
    app.phone.start(Intent("android.intent.action.EDIT", uri, type="image/png", package=PACKAGE))
    assert app.phone.front.package == PACKAGE
    assert pixel(app, 0.5, 0.5) == "#00FF00"
    stroke(app, 0.4, 0.5, 0.6, 0.5)
    assert pixel(app, 0.5, 0.5) == "#000000"
    app.tap("More options")
    app.tap("Open file")
    app.tap("broken.png")
    assert app.phone.window.toast == "This file cannot be opened"
    assert pixel(app, 0.5, 0.5) == "#000000"


def test_a_drawing_is_shared_as_a_file(app):
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    app.tap("Share")
    assert str(app.phone.front.intent.extras[STREAM]).endswith("simple-draw.png")


def test_leaving_asks_when_something_would_be_lost(app):
    stroke(app, 0.2, 0.5, 0.8, 0.5)
    app.back()
    assert any("not saved" in text for text in app.read())
    app.back()
    assert pixel(app, 0.5, 0.5) == "#000000"
    save(app, "safe", "PNG")
    app.back()
    assert app.phone.front.package != PACKAGE


def test_a_drawing_survives_a_snapshot_and_a_turn(app):
    stroke(app, 0.2, 0.2, 0.8, 0.2)
    saved = app.phone.snapshot()
    app.tap("Clear")
    app.phone.restore(saved)
    assert pixel(app, 0.5, 0.2) == "#000000"
    app.phone.shell("wm user-rotation lock 1")
    assert canvas(app).width > canvas(app).height
    app.phone.shell("wm user-rotation lock 0")
    assert pixel(app, 0.5, 0.2) == "#000000"


def test_a_full_phone_is_told(app):
    stroke(app, 0.2, 0.2, 0.8, 0.2)
    app.phone.files.cap_bytes = app.phone.files.used + 10
    save(app, "much", "PNG")
    assert app.phone.window.toast == "Could not save the file"


def test_a_fingers_whole_way_is_drawn(app):
    """Down, along three sides of a square, up: as scripts of motionevents and of kernel events have it."""
    corners = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.4), (0.2, 0.4), (0.2, 0.2)]
    first, *middle, last = (at(app, *corner) for corner in corners)
    ways = ["DOWN {} {}".format(*first), *("MOVE {} {}".format(*place) for place in middle)]
    app.phone.shell("; ".join(f"input motionevent {way}" for way in [*ways, "UP {} {}".format(*last)]))
    white = "#FFFFFF"
    assert white not in {
        pixel(app, 0.5, 0.2),
        pixel(app, 0.8, 0.3),
        pixel(app, 0.5, 0.4),
        pixel(app, 0.2, 0.3),
    }
    assert pixel(app, 0.5, 0.3) == white
    (x1, y1), (x2, y2), (x3, y3) = (at(app, *place) for place in [(0.2, 0.6), (0.8, 0.6), (0.8, 0.8)])
    app.phone.shell(
        f"input motionevent DOWN {x1} {y1}; input motionevent MOVE {x2} {y2}; input motionevent UP {x3} {y3}"
    )
    assert white not in {pixel(app, 0.5, 0.6), pixel(app, 0.8, 0.7)}
    assert pixel(app, 0.5, 0.7) == white
    before = app.phone.front.state.marks
    app.tap("Undo")
    assert (pixel(app, 0.5, 0.6), pixel(app, 0.8, 0.7)) == (white, white)
    assert pixel(app, 0.8, 0.3) != white
    app.tap("Undo")
    assert not app.phone.front.state.marks
    app.tap("Redo")
    app.tap("Redo")
    assert app.phone.front.state.marks == before
    assert not app.phone.front.state.undone
