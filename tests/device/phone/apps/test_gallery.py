"""Simple Gallery by touch: folders, pictures, other apps that ask."""

import pytest

from device.phone.apps.gallery.store import PACKAGE
from device.phone.file.document import document_uri
from device.phone.system.intent import Intent
from tests.device.phone.apps.gallery_case import (
    COLOURS,
    DCIM,
    SHARED,
    begin,
    centre,
    names,
    opened,
    picture,
    pixel,
)


@pytest.fixture
def app(hand):
    return begin(hand)


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


def test_a_picture_that_is_gone_with_its_folder_is_no_crash(hand):
    uri = "file:///sdcard/DCIM/Gone/IMG_0001.jpg"
    hand.phone.start(Intent("android.intent.action.VIEW", uri, "image/jpeg", PACKAGE))
    assert hand.phone.front.package == PACKAGE
    assert hand.phone.frame().elements()


def test_what_cannot_be_read_is_dark_in_the_viewer(hand):
    hand.phone.files.write(f"{DCIM}/bad.png", b"nope")
    hand.phone.start(Intent("android.intent.action.VIEW", f"file://{DCIM}/bad.png", "image/png", PACKAGE))
    colours = {pixel(hand.phone, x, y) for x in (100, 540, 900) for y in (700, 1200, 1700)}
    assert max(map(max, colours)) <= 0x80


def test_the_navigation_buttons_are_dark_on_a_light_sheet(hand):
    hand.phone.files.write(f"{DCIM}/red.png", picture())
    hand.phone.start(Intent("android.intent.action.VIEW", f"file://{DCIM}/red.png", "image/png", PACKAGE))

    def buttons():
        bar = next(one for one in hand.phone.frame().windows if one.kind == "navigation").root
        return {node.view.surface.background for node in bar.walk() if node.view.surface.background}

    assert buttons() == {"#FFFFFF"}
    hand.phone.context().share_files([f"{DCIM}/red.png"])
    assert buttons() == {"on_surface"}


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


def test_a_drawing_of_any_hand_is_drawn(app):
    circle = '<circle cx="50" cy="50" r="49" fill="#00A000"/>'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{circle}</svg>'
    app.phone.files.write(f"{DCIM}/plan.svg", text.encode())
    uri = document_uri(f"{DCIM}/plan.svg")
    app.phone.start(Intent("android.intent.action.VIEW", uri, type="image/svg+xml", package=PACKAGE))
    assert centre(app.phone) == (0, 160, 0)
