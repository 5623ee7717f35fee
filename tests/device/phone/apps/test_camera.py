"""Camera by touch: photos, videos, panoramas; options, first start, filmstrip; what other apps want."""

import io
import struct

import pytest
from PIL import Image

from device.phone.apps.provider.scene import Scene
from device.phone.file.container import length_ms_of
from device.phone.file.movie import first_picture, movie
from device.phone.system.intent import Intent
from device.phone.toolkit.imaging import picture_size

PACKAGE = "com.android.camera2"
MEDIA = "content query --uri content://media/external"


@pytest.fixture
def camera(hand):
    hand.open(PACKAGE)
    return hand


def photos(hand):
    return list(hand.phone.files.list("/sdcard/Pictures"))


def films(hand):
    return list(hand.phone.files.list("/sdcard/Movies"))


def shutter(hand, seconds=0):
    hand.tap("Shutter")
    hand.phone.clock.advance(seconds * 1000)


def choose_mode(hand, name):
    hand.tap("Mode list")
    hand.tap(name)


# -- taking ----------------------------------------------------------------------------------------------
def test_the_shutter_writes_one_photo_named_by_the_moment(camera):
    shutter(camera)
    assert photos(camera) == ["IMG_20231015_153400.jpg"]
    data = camera.phone.files.read("/sdcard/Pictures/IMG_20231015_153400.jpg")
    with Image.open(io.BytesIO(data)) as photo:
        photo.load()
        assert (photo.format, photo.size) == ("JPEG", (1200, 1600))
        assert photo.getexif()[0x0132] == "2023:10:15 15:34:00"
        assert len(photo.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors()) > 30
    shutter(camera)
    assert sorted(photos(camera)) == ["IMG_20231015_153400.jpg", "IMG_20231015_153400_1.jpg"]
    assert films(camera) == []


def test_a_video_lasts_from_one_press_to_the_other(camera):
    choose_mode(camera, "Video")
    shutter(camera, 7)
    assert camera.see("00:07")
    assert films(camera) == []
    camera.tap("Shutter")
    assert films(camera) == ["VID_20231015_153400.mp4"]
    data = camera.phone.files.read("/sdcard/Movies/VID_20231015_153400.mp4")
    assert 7_000 <= length_ms_of(data) <= 7_500
    assert picture_size(first_picture(data)) == (480, 854)
    assert photos(camera) == []


def test_leaving_the_app_ends_the_recording_and_keeps_it(camera):
    choose_mode(camera, "Video")
    shutter(camera, 2)
    camera.phone.touch.key(3)
    camera.phone.frame()
    assert len(films(camera)) == 1


def test_a_panorama_is_wide(camera):
    choose_mode(camera, "Panorama")
    shutter(camera, 4)
    camera.tap("Shutter")
    name = photos(camera)[0]
    assert name.startswith("PANO_")
    wide, high = picture_size(camera.phone.files.read(f"/sdcard/Pictures/{name}"))
    assert wide > 1.5 * high


def test_the_timer_waits_and_can_be_stopped(camera):
    camera.tap("Options")
    camera.tap("Countdown timer is off")
    shutter(camera)
    assert camera.see("3")
    assert photos(camera) == []
    camera.tap("Shutter")
    camera.phone.shell("sleep 5")
    camera.phone.frame()
    assert photos(camera) == []
    shutter(camera)
    camera.phone.shell("sleep 3")
    assert not camera.see("1")
    assert len(photos(camera)) == 1


def test_the_lenses_show_different_pictures(camera, draw):
    back = draw(camera.phone)
    camera.tap("Options")
    camera.tap("Back camera")
    camera.tap("Options")
    assert draw(camera.phone) != back
    shutter(camera)
    assert camera.see("Most recent photo")


def test_a_full_storage_is_said(camera):
    camera.phone.files.cap_bytes = camera.phone.files.used + 1000
    shutter(camera)
    assert photos(camera) == []
    assert camera.phone.window.toast == "Not enough storage space"


# -- modes and options -----------------------------------------------------------------------------------
def test_the_modes_come_in_with_a_swipe(camera):
    camera.phone.touch.swipe(100, 1000, 900, 1000)
    assert {"Camera", "Video", "Panorama", "Settings"} <= set(camera.read())
    camera.back()
    assert camera.see("Mode list")


def test_options_are_kept_over_a_restart(camera):
    camera.tap("Options")
    camera.tap("Flash off")
    camera.tap("Grid lines off")
    camera.phone.shell(f"am force-stop {PACKAGE}")
    camera.open(PACKAGE)
    camera.tap("Options")
    assert camera.see("Flash auto")
    assert camera.see("Grid lines on")


def test_the_size_of_photos_is_set(camera):
    camera.tap("Mode list")
    camera.tap("Settings")
    camera.tap("Photo resolution")
    camera.tap("(4:3) 0.3 MP")
    camera.back()
    shutter(camera)
    assert picture_size(camera.phone.files.read(f"/sdcard/Pictures/{photos(camera)[0]}")) == (480, 640)


def test_a_cleared_app_starts_as_the_first_time(camera):
    phone = camera.phone
    assert phone.context().granted("ACCESS_COARSE_LOCATION")
    phone.shell(f"pm clear {PACKAGE}")
    camera.open(PACKAGE)
    assert camera.see("Allow Camera to access this device’s location?")
    camera.tap("While using the app")
    camera.tap("NEXT")
    assert camera.see("Shutter")
    phone.shell(f"am force-stop {PACKAGE}")
    camera.open(PACKAGE)
    assert camera.see("Shutter")


# -- filmstrip -------------------------------------------------------------------------------------------
def test_what_was_taken_is_looked_through_and_deleted(camera):
    shutter(camera)
    choose_mode(camera, "Video")
    shutter(camera, 1)
    camera.tap("Shutter")
    camera.phone.touch.swipe(900, 1000, 100, 1000)
    assert camera.see("Video 1 of 2")
    camera.phone.touch.swipe(900, 1000, 100, 1000)
    assert camera.see("Photo 2 of 2")
    camera.tap("Delete photo")
    assert photos(camera) == []
    camera.tap("Undo")
    assert photos(camera) == ["IMG_20231015_153400.jpg"]
    camera.tap("Delete photo")
    camera.phone.clock.advance(10_000)
    camera.phone.frame()
    assert camera.phone.front.state.data == b""
    camera.tap("More options")
    camera.tap("Details")
    assert camera.see("VID_20231015_153400")


def test_with_nothing_left_there_is_no_menu_of_it(camera):
    shutter(camera)
    camera.tap("Most recent photo")
    camera.tap("Delete photo")
    assert camera.see("No photos")
    assert not camera.all("More options")
    camera.tap("Undo")
    assert camera.see("More options")


def test_files_that_go_from_outside_are_gone_here(camera):
    shutter(camera)
    camera.tap("Most recent photo")
    camera.phone.shell("rm /sdcard/Pictures/*")
    assert camera.see("No photos")


# -- other apps ------------------------------------------------------------------------------------------
def test_a_photo_for_another_app_is_accepted_by_hand(camera):
    camera.phone.start(Intent("android.media.action.IMAGE_CAPTURE", extras={"output": "/sdcard/DCIM/x.jpg"}))
    camera.tap("Shutter")
    assert camera.see("Retake")
    camera.tap("Done")
    assert picture_size(camera.phone.files.read("/sdcard/DCIM/x.jpg")) == (1200, 1600)
    assert photos(camera) == []


def test_the_media_provider_lists_what_there_is(camera):
    shutter(camera)
    phone = camera.phone
    phone.shell("echo x > /sdcard/Music/a.mp3; echo x > /sdcard/Download/b.txt")
    words = "--projection _display_name:mime_type:relative_path"
    answer = phone.shell(f"{MEDIA}/images/media {words}").stdout.decode()
    assert answer == (
        "Row: 0 _display_name=IMG_20231015_153400.jpg, mime_type=image/jpeg, relative_path=Pictures/\n"
    )
    assert "a.mp3" in phone.shell(f"{MEDIA}/audio/media").stdout.decode()
    assert "No result" in phone.shell(f"{MEDIA}/video/media").stdout.decode()
    assert phone.shell("content delete --uri content://media/external/downloads").exit_code == 0
    assert not phone.files.exists("/sdcard/Download/b.txt")
    assert photos(camera)


# -- pictures --------------------------------------------------------------------------------------------
def test_scenes_are_the_same_for_the_same_moment_alone():
    def pixels(*moment):
        return Scene(*moment).paint(90, 120).tobytes()

    assert pixels(1, 2, 12) == pixels(1, 2, 12)
    others = {pixels(1, 2, 12), pixels(2, 2, 12), pixels(1, 3, 12), pixels(1, 2, 22), pixels(1, 2, 12, True)}
    assert len(others) == 5


def test_a_film_says_where_its_pictures_are():
    pictures = [b"\xff\xd8\xff" + bytes([place]) * 50 + b"\xff\xd9" for place in range(3)]
    data = movie(pictures, (100, 200, 300), (320, 240), 0)
    at = data.index(b"stco") + 8
    count, *places = struct.unpack(">IIII", data[at : at + 16])
    assert count == 3
    assert [data[place : place + 55] for place in places] == pictures
    assert length_ms_of(data) == 600
    assert first_picture(data) == pictures[0]
    assert first_picture(b"no film") == b""
    assert length_ms_of(b"no film") == 0


def test_everything_is_written_in_chinese_too(camera):
    camera.phone.set_locale("zh-CN")
    camera.tap("模式列表")
    assert {"相机", "视频", "全景", "设置"} <= set(camera.read())
    camera.tap("设置")
    assert {"照片分辨率", "视频画质", "保存位置信息"} <= set(camera.read())
