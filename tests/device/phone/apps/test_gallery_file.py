"""Simple Gallery by touch: what is done with files, and the editor."""

import io

import pytest
from PIL import Image

from device.phone.apps.gallery.cropping import cropped_to, dragged
from device.phone.apps.gallery.pixel import GalleryChange, Part, written
from device.phone.apps.gallery.store import BIN
from tests.device.phone.apps.gallery_case import (
    DCIM,
    SHARED,
    begin,
    names,
    opened,
    picture,
)


@pytest.fixture
def app(hand):
    return begin(hand)


# -- files ---------------------------------------------------------------------------------------------
def test_a_copy_goes_to_any_folder(app):
    app.tap("DCIM")
    app.hold("red.png")
    app.tap("More options")
    app.tap("Copy to")
    assert app.see("Pictures")
    app.tap("Other folder")
    app.tap("Internal")
    app.tap("Download")
    app.tap("OK")
    assert app.phone.window.toast == "Files copied successfully"
    assert app.phone.files.read(f"{SHARED}/Download/red.png") == app.phone.files.read(f"{DCIM}/red.png")
    assert app.see("red.png")


@pytest.mark.parametrize(
    ("answer", "left"),
    [("Skip", ["other.png"]), ("Keep both", ["other (1).png", "other.png"]), ("Overwrite", ["other.png"])],
)
def test_a_name_that_is_taken_is_asked_about(app, answer, left):
    app.phone.files.write(f"{DCIM}/other.png", picture("#123456"))
    app.tap("DCIM")
    app.tap("other.png")
    app.tap("More options")
    app.tap("Copy to")
    app.tap("Pictures")
    app.tap(answer)
    assert names(app.phone, f"{SHARED}/Pictures") == left
    assert (opened(app.phone, f"{SHARED}/Pictures/other.png").getpixel((399, 299)) == (18, 52, 86)) == (
        answer == "Overwrite"
    )


def test_a_picture_is_moved_and_the_next_one_shows(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("More options")
    app.tap("Move to")
    app.tap("Other folder")
    app.tap("Create new folder")
    app.type("Trip")
    app.tap("OK")
    app.tap("OK")
    assert names(app.phone, DCIM) == ["Trip", "blue.png", "green.jpg"]
    assert names(app.phone, f"{DCIM}/Trip") == ["red.png"]
    assert app.see("green.jpg")


def test_deleting_asks_and_fills_the_bin(app):
    app.tap("DCIM")
    app.hold("red.png")
    app.tap("blue.png")
    app.tap("Delete")
    app.tap("No")
    assert len(names(app.phone, DCIM)) == 3
    app.tap("Delete")
    assert app.see("Are you sure you want to move 2 items into the Recycle Bin?")
    app.tap("Yes")
    assert names(app.phone, DCIM) == ["green.jpg"]
    app.back()
    app.tap("Recycle Bin")
    app.hold("red.png")
    app.tap("Restore selected files")
    assert names(app.phone, DCIM) == ["green.jpg", "red.png"]
    app.tap("Empty the Recycle Bin")
    app.tap("Yes")
    assert not app.phone.files.exists(BIN)
    assert app.see("No media files have been found.")


def test_without_the_bin_what_is_deleted_is_gone(app):
    app.tap("More options")
    app.tap("Settings")
    app.tap("Move items into the Recycle Bin instead of deleting")
    app.back()
    app.tap("Pictures")
    app.tap("other.png")
    app.tap("Delete")
    app.tap("Yes")
    assert not app.phone.files.exists(BIN)
    assert app.see("No media files have been found.")


def test_a_file_and_a_folder_are_renamed(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("Add to favorites")
    app.tap("More options")
    app.tap("Rename")
    app.type("ruby")
    app.tap("OK")
    assert names(app.phone, DCIM) == ["blue.png", "green.jpg", "ruby.png"]
    assert app.see("Remove from favorites")
    app.back()
    app.back()
    app.hold("DCIM")
    app.tap("More options")
    app.tap("Rename")
    app.type("Photos")
    app.tap("OK")
    assert app.see("Photos")
    app.tap("Favorites")
    assert app.see("ruby.png")


def test_a_taken_name_is_refused(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("More options")
    app.tap("Rename")
    app.type("blue")
    app.tap("OK")
    assert app.phone.window.toast == "Source and destination cannot be the same"
    assert len(names(app.phone, DCIM)) == 3


def test_pictures_are_shared(app):
    app.tap("DCIM")
    app.hold("red.png")
    app.tap("blue.png")
    app.tap("Share")
    assert app.phone.front.intent.action == "android.intent.action.SEND_MULTIPLE"
    assert app.phone.front.intent.type == "image/png"


# -- the editor ----------------------------------------------------------------------------------------
def test_an_edit_is_saved_under_another_name(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("Edit")
    app.tap("Rotate")
    app.tap("1:1")
    app.tap("Filter")
    app.tap("Black & white")
    app.tap("Save as")
    field = app.find("red").bounds.center
    app.phone.touch.tap(field.x, field.y)
    app.type("red_1")
    app.tap("OK")
    image = opened(app.phone, f"{DCIM}/red_1.png")
    assert image.size == (300, 300)
    assert len(set(image.getpixel((10, 290)))) == 1
    assert opened(app.phone, f"{DCIM}/red.png").size == (400, 300)


def test_a_stroke_is_drawn_and_undone(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("Edit")
    app.tap("Draw")
    app.tap("Colour 4")
    box = app.find("Picture").bounds
    app.phone.touch.swipe(box.left + 50, box.center.y, box.right - 50, box.center.y)
    app.phone.touch.swipe(box.center.x, box.top + 50, box.center.x, box.bottom - 50)
    app.tap("Undo")
    app.tap("Save as")
    app.tap("OK")
    app.tap("Yes")
    image = opened(app.phone, f"{DCIM}/red.png")
    assert image.getpixel((200, 150)) == (30, 136, 229)
    assert image.getpixel((200, 60)) == (224, 0, 0)


def test_leaving_the_editor_asks(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("Edit")
    app.tap("Flip vertically")
    app.back()
    app.tap("Discard")
    assert app.see("Delete")


def test_the_frame_follows_a_finger_and_keeps_its_ratio():
    assert dragged((0.0, 0.0, 1.0, 1.0), (0.99, 0.5), (0.59, 0.5)) == pytest.approx((0, 0, 0.6, 1))
    assert dragged((0.0, 0.0, 0.6, 1.0), (0.3, 0.5), (0.5, 0.5)) == pytest.approx((0.2, 0, 0.8, 1))
    assert dragged((0.2, 0.2, 0.8, 0.8), (0.5, 0.5), (0.9, 0.9)) == pytest.approx((0.4, 0.4, 1, 1))
    left, top, right, bottom = dragged(cropped_to(0.5), (0.75, 1.0), (0.5, 1.0), 0.5)
    assert (right - left) / (bottom - top) == pytest.approx(0.5)
    assert cropped_to(2.0) == pytest.approx((0, 0.25, 1, 0.75))


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.gif", "a.bmp", "a"])
def test_a_change_is_written_as_the_name_tells(name):
    data = written(picture(), GalleryChange(turned=1, mirrored=True, crop=(0.0, 0.0, 0.5, 1.0)), name)
    image = Image.open(io.BytesIO(data))
    assert image.size == (150, 400)
    assert image.format == {"a.jpg": "JPEG", "a": "PNG"}.get(name, name[2:].upper())


def test_a_part_is_the_picture_seen_closer():
    part = Part(picture(size=(400, 300)), 0, 2.0, (0.25, 0.25)).paint(400, 300)
    assert part.getpixel((20, 20)) == (255, 255, 255)
    assert part.getpixel((390, 290)) == (224, 0, 0)
