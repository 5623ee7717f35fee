"""Simple Gallery by touch: folders, pictures, what is done with files, the editor, other apps that ask."""

import io

import pytest
from PIL import Image, ImageDraw

from device.phone.apps.gallery.cropping import cropped_to, dragged
from device.phone.apps.gallery.pixel import Change, Part, written
from device.phone.apps.gallery.store import BIN, PACKAGE
from device.phone.document import document_uri
from device.phone.intent import Intent

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


@pytest.fixture
def app(hand):
    for name, colour in COLOURS.items():
        kind = "PNG" if name.endswith("png") else "JPEG"
        hand.phone.files.write(f"{DCIM}/{name}", picture(colour, kind=kind))
    hand.phone.files.write(f"{SHARED}/Pictures/other.png", picture())
    hand.open(PACKAGE)
    return hand


def pixel(phone, x, y):
    """A colour on the screen."""
    return phone.camera.image().convert("RGB").getpixel((x, y))


def centre(phone):
    """The colour in the middle of the screen."""
    return pixel(phone, phone.size[0] // 2, phone.size[1] // 2)


# -- folders -------------------------------------------------------------------------------------------
def test_folders_are_those_with_pictures(app):
    assert app.see("DCIM")
    assert app.see("3")
    assert app.see("Pictures")
    assert not app.see("Download")
    app.phone.shell(f"rm {SHARED}/Pictures/other.png; cp {DCIM}/red.png {SHARED}/Download/x.png")
    assert not app.see("Pictures")
    assert app.see("Download")


def test_a_phone_without_pictures_says_so(hand):
    hand.open(PACKAGE)
    assert hand.see("No media files have been found.")


def test_folders_are_found_sorted_pinned_and_excluded(app):
    app.tap("Search folders")
    app.type("pict")
    assert app.see("Pictures")
    assert not app.see("DCIM")
    app.back()
    app.back()
    order = lambda: [one for one in app.read() if one in ("DCIM", "Pictures")]  # noqa: E731
    assert order() == ["Pictures", "DCIM"]
    app.tap("More options")
    app.tap("Sort by")
    app.tap("Name")
    app.tap("Ascending")
    app.tap("OK")
    assert order() == ["DCIM", "Pictures"]
    app.hold("Pictures")
    app.tap("More options")
    app.tap("Pin to the top")
    assert order() == ["Pictures", "DCIM"]
    app.hold("DCIM")
    app.tap("More options")
    app.tap("Exclude")
    assert order() == ["Pictures"]


def test_a_hidden_folder_shows_when_it_is_asked_for(app):
    app.hold("Pictures")
    app.tap("More options")
    app.tap("Hide")
    assert not app.see("Pictures")
    assert names(app.phone, f"{SHARED}/Pictures") == [".nomedia", "other.png"]
    app.tap("More options")
    app.tap("Temporarily show hidden")
    app.hold("Pictures")
    app.tap("More options")
    app.tap("Unhide")
    app.tap("More options")
    app.tap("Stop showing hidden media")
    assert app.see("Pictures")


def test_kinds_can_be_left_out(app):
    app.phone.files.write(f"{DCIM}/film.mp4", b"no film")
    app.tap("DCIM")
    assert app.see("film.mp4")
    app.tap("More options")
    app.tap("Filter media")
    app.tap("Videos")
    app.tap("OK")
    assert not app.see("film.mp4")
    assert app.see("red.png")


# -- one picture ---------------------------------------------------------------------------------------
def test_a_picture_is_shown_swiped_and_magnified(app):
    app.tap("DCIM")
    app.tap("red.png")
    assert centre(app.phone) == (224, 0, 0)
    whole = app.phone.camera.image().tobytes()
    assert pixel(app.phone, 500, 600) == (0, 0, 0)
    app.phone.touch.double_tap(100, 860)  # the white corner
    assert pixel(app.phone, 500, 600) == (255, 255, 255)
    app.phone.touch.swipe(900, 1300, 200, 1000)
    assert pixel(app.phone, 500, 600) == (224, 0, 0)
    app.phone.touch.double_tap(540, 1200)
    assert app.phone.camera.image().tobytes() == whole
    app.phone.touch.tap(540, 1200)
    assert not app.see("Delete")
    app.phone.touch.swipe(200, 1200, 900, 1200)
    shown = [e.content_description for e in app.phone.frame().elements() if e.content_description in COLOURS]
    assert shown == ["green.jpg"]


@pytest.mark.parametrize("name", ["red.png", "green.jpg"])
def test_a_turned_picture_is_saved_when_asked(app, name):
    app.tap("DCIM")
    app.tap(name)
    before = app.phone.files.read(f"{DCIM}/{name}")
    app.tap("Rotate")
    app.tap("Rotate right")
    assert app.phone.files.read(f"{DCIM}/{name}") == before
    app.tap("Save")
    image = opened(app.phone, f"{DCIM}/{name}")
    assert image.size == (300, 400)
    assert image.getpixel((290, 10)) == (255, 255, 255)


def test_properties_tell_what_is_known(app):
    app.tap("DCIM")
    app.tap("red.png")
    app.tap("Properties")
    for words in ("red.png", DCIM, "400 x 300 (0.1 MP)"):
        assert app.see(words)


def test_a_slideshow_turns_by_itself(app):
    app.tap("DCIM")
    order = [one for one in app.read() if one in COLOURS]
    app.tap("More options")
    app.tap("Slideshow")
    shown = lambda: next(one for one in app.read() if one in COLOURS)  # noqa: E731
    assert shown() == order[0]
    app.phone.shell("sleep 5")
    assert shown() == order[1]
    app.phone.touch.tap(540, 1200)
    app.phone.shell("sleep 20")
    assert shown() == order[1]
    assert app.see("Delete")


def test_what_is_no_picture_does_no_harm(app):
    app.phone.files.write(f"{DCIM}/broken.jpg", b"\xff\xd8\xff no picture")
    app.phone.files.write(f"{DCIM}/empty.png", b"")
    app.tap("DCIM")
    for name in ("broken.jpg", "empty.png"):
        app.tap(name)
        app.phone.touch.double_tap(540, 1200)
        app.phone.camera.image()
        app.phone.touch.double_tap(540, 1200)
        app.tap("Properties")
        app.tap("OK")
        app.tap("Edit")
        app.phone.camera.image()
        app.tap("Save as")
        app.tap("OK")
        app.tap("Yes")
        assert app.phone.window.toast == "Image editing failed"
        app.back()
        app.back()


def test_a_video_opens_in_the_player(app):
    app.phone.files.write(f"{DCIM}/film.mp4", b"no film")
    app.tap("DCIM")
    app.tap("film.mp4")
    app.tap("Play video")
    assert app.phone.front.package != PACKAGE


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
    data = written(picture(), Change(turned=1, mirrored=True, crop=(0.0, 0.0, 0.5, 1.0)), name)
    image = Image.open(io.BytesIO(data))
    assert image.size == (150, 400)
    assert image.format == {"a.jpg": "JPEG", "a": "PNG"}.get(name, name[2:].upper())


def test_a_part_is_the_picture_seen_closer():
    part = Part(picture(size=(400, 300)), 0, 2.0, (0.25, 0.25)).paint(400, 300)
    assert part.getpixel((20, 20)) == (255, 255, 255)
    assert part.getpixel((390, 290)) == (224, 0, 0)


# -- other apps ----------------------------------------------------------------------------------------
def test_another_app_gets_what_is_picked(app):
    wanted = Intent("android.intent.action.PICK", type="image/*", package=PACKAGE)
    app.open("com.flauschcode.broccoli")
    asker = app.phone.front
    heard = []
    app.phone.apps[asker.package].result = lambda context, request, data: heard.append((request, data.data))
    app.phone.start(wanted, same_task=True, caller=asker.id, request="photo")
    app.tap("DCIM")
    app.tap("red.png")
    del app.phone.apps[asker.package].result
    assert heard == [("photo", document_uri(f"{DCIM}/red.png"))]
    assert app.phone.front.package == "com.flauschcode.broccoli"


@pytest.mark.parametrize("how", ["file", "content", "row"])
def test_a_picture_opened_from_elsewhere_is_shown(app, how):
    number = app.phone.files.stat(f"{DCIM}/blue.png").inode
    address = {
        "file": f"file://{DCIM}/blue.png",
        "content": document_uri(f"{DCIM}/blue.png"),
        "row": f"content://media/external/images/media/{number}",
    }[how]
    app.phone.shell(
        f"input keyevent HOME; am start -a android.intent.action.VIEW -t image/png -d '{address}'"
    )
    assert app.phone.front.package == PACKAGE
    assert centre(app.phone) == (0, 0, 224)


def test_the_list_of_pictures_opens_the_gallery(app):
    app.phone.shell("input keyevent HOME")
    app.phone.shell("am start -a android.intent.action.VIEW -d content://media/external/images/media/")
    assert app.phone.front.package == PACKAGE
    assert app.see("DCIM")


def test_without_its_permission_the_app_says_why_and_asks(app):
    app.phone.shell(f"pm clear {PACKAGE}")
    app.open(PACKAGE)
    app.tap("Don’t allow")
    assert app.see("Simple Gallery needs permission to access your photos and videos")
    app.tap("Allow")
    app.tap("Allow")
    assert app.see("DCIM")


def test_many_pictures_are_built_where_they_show(app):
    data = picture(size=(40, 40))
    for number in range(300):
        app.phone.files.write(f"{DCIM}/img_{number:03d}.png", data)
    app.tap("DCIM")
    assert len(app.phone.frame().elements()) < 80
    app.find("img_200.png")


def test_the_gallery_survives_a_snapshot(app):
    app.tap("DCIM")
    app.tap("red.png")
    saved = app.phone.snapshot()
    app.tap("Delete")
    app.tap("Yes")
    app.phone.restore(saved)
    assert app.see("red.png")
    assert "red.png" in names(app.phone, DCIM)
