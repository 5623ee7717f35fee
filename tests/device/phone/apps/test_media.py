"""The media provider: what `content query` tells of photos, films, sounds and files, read from the files."""

import io

import pytest
from PIL import Image

from device.phone.apps.camera.state import PACKAGE as CAMERA
from device.phone.apps.provider import mediarow
from device.phone.file.entry import SHARED
from device.phone.phone import Phone
from tests.boot import fresh_phone
from tests.device.phone.apps import music_case, vlc_case
from tests.device.phone.apps.conftest import Hand


@pytest.fixture
def phone():
    return fresh_phone()


def rows(phone: Phone, path: str, projection: str, where: str = "") -> list[str]:
    """The rows as the shell prints them, without their numbers."""
    condition = f' --where "{where}"' if where else ""
    uri = f"content://media/external/{path}"
    told = phone.shell(f"content query --uri {uri} --projection {projection}{condition}")
    assert told.exit_code == 0, told.stderr
    lines = told.stdout.decode().splitlines()
    return [] if lines == ["No result found."] else [line.split(" ", 2)[2] for line in lines]


def picture(phone: Phone, path: str, size: tuple[int, int], **exif: object) -> None:
    out, tags = io.BytesIO(), Image.Exif()
    if "orientation" in exif:
        tags[0x0112] = exif["orientation"]
    if "taken" in exif:
        tags.get_ifd(0x8769)[0x9003] = exif["taken"]
    Image.new("RGB", size).save(out, "JPEG", exif=tags.tobytes())
    phone.files.write(f"{SHARED}/{path}", out.getvalue())


# -- sounds ------------------------------------------------------------------------------------------------
def test_a_song_says_what_its_tags_say(phone):
    music_case.put(phone, "Amber", 185, "Noa", "Glow")
    music_case.put(phone, "Birch", 95)
    assert rows(phone, "audio/media", "title:artist:album:is_music:mime_type:relative_path") == [
        "title=Amber, artist=Noa, album=Glow, is_music=1, mime_type=audio/mpeg, relative_path=Music/",
        "title=Birch, artist=<unknown>, album=Music, is_music=1, mime_type=audio/mpeg, relative_path=Music/",
    ]
    lengths = [int(row.partition("=")[2]) for row in rows(phone, "audio/media", "duration")]
    assert lengths == pytest.approx([185_000, 95_000], abs=100)
    assert rows(phone, "audio/media", "_display_name", "duration > 100000") == ["_display_name=Amber.mp3"]


def test_a_ringtone_is_no_music_and_a_playlist_no_sound(phone):
    data = phone.files.read(music_case.put(phone, "Amber", 5, "Noa", "Glow"))
    phone.files.write(f"{SHARED}/Ringtones/Bell.mp3", data)
    phone.files.write(f"{SHARED}/Music/Mix.m3u", b"Amber.mp3\n")
    assert rows(phone, "audio/media", "_display_name:is_music:is_ringtone") == [
        "_display_name=Amber.mp3, is_music=1, is_ringtone=0",
        "_display_name=Bell.mp3, is_music=0, is_ringtone=1",
    ]
    assert rows(phone, "file", "_display_name", "media_type = 4") == ["_display_name=Mix.m3u"]
    assert rows(phone, "audio/albums", "album:artist:numsongs") == ["album=Glow, artist=Noa, numsongs=1"]
    assert rows(phone, "audio/artists", "artist:number_of_albums:number_of_tracks") == [
        "artist=Noa, number_of_albums=1, number_of_tracks=1"
    ]


# -- pictures and films ------------------------------------------------------------------------------------
def test_a_photo_says_its_size_its_turn_and_when_it_was_taken(phone):
    picture(phone, "DCIM/a.jpg", (40, 30), orientation=6, taken="2023:10:12 08:30:00")
    picture(phone, "Pictures/b.jpg", (20, 10), taken="    :  :     :  :  ")
    assert rows(
        phone, "images/media", "_display_name:width:height:orientation:datetaken:bucket_display_name"
    ) == [
        "_display_name=a.jpg, width=40, height=30, orientation=90, datetaken=1697099400000, "
        "bucket_display_name=DCIM",
        "_display_name=b.jpg, width=20, height=10, orientation=0, datetaken=NULL, "
        "bucket_display_name=Pictures",
    ]


def test_the_camera_notes_when_it_took_a_photo(phone):
    hand = Hand(phone)
    hand.open(CAMERA)
    hand.tap("Shutter")
    (row,) = rows(phone, "images/media", "datetaken:_size")
    taken, size = (int(part.partition("=")[2]) for part in row.split(", "))
    assert 0 <= phone.clock.date_ms - taken < 1000
    assert size > 1000


@pytest.mark.parametrize("decoder", [True, False])
def test_a_film_says_its_length_and_size(phone, monkeypatch, decoder):
    monkeypatch.setattr(mediarow, "is_installed", lambda: decoder)
    hand = Hand(phone)
    phone.shell("am start -a android.media.action.VIDEO_CAMERA")
    hand.tap("Shutter")
    phone.shell("sleep 3")
    hand.tap("Shutter")
    (row,) = rows(phone, "video/media", "width:height:resolution:duration:artist:album")
    told = dict(part.split("=") for part in row.split(", "))
    assert int(told["duration"]) == pytest.approx(3500, abs=500)
    assert told["resolution"] == f"{told['width']}×{told['height']}"
    assert int(told["width"]) > 100
    assert (told["artist"], told["album"]) == ("<unknown>", "Movies")


def test_a_film_from_elsewhere_is_read_too(phone):
    vlc_case.put(phone, "a.mp4", data=vlc_case.movie(seconds=8))
    assert rows(phone, "video/media", "width:height:duration") == ["width=320, height=240, duration=8000"]


# -- files -------------------------------------------------------------------------------------------------
def test_files_and_folders_are_told_with_their_kinds(phone):
    phone.files.make_directories(f"{SHARED}/Download/trip")
    phone.files.write(f"{SHARED}/Download/trip/plan.pdf", b"%PDF-1.4")
    picture(phone, "Download/trip/map.png", (4, 4))
    assert rows(phone, "file", "_data:media_type:is_download", "_data LIKE '%/trip%'") == [
        f"_data={SHARED}/Download/trip, media_type=0, is_download=1",
        f"_data={SHARED}/Download/trip/map.png, media_type=1, is_download=1",
        f"_data={SHARED}/Download/trip/plan.pdf, media_type=6, is_download=1",
    ]
    assert phone.shell("content delete --uri content://media/external/file").exit_code == 0
    assert not phone.files.exists(f"{SHARED}/Download/trip/plan.pdf")
    assert phone.files.is_dir(f"{SHARED}/Download/trip")


def test_broken_files_have_rows_without_what_nobody_can_read(phone):
    for path in ("Music/a.mp3", "Movies/a.mp4", "Pictures/a.jpg"):
        phone.files.write(f"{SHARED}/{path}", b"\x00broken")
    assert rows(phone, "audio/media", "title:duration") == ["title=a, duration=NULL"]
    assert rows(phone, "video/media", "width:duration") == ["width=NULL, duration=NULL"]
    assert rows(phone, "images/media", "width:datetaken") == ["width=NULL, datetaken=NULL"]


def test_rows_follow_the_files(phone):
    path = music_case.put(phone, "Amber", 10)
    assert len(rows(phone, "audio/media", "_id")) == 1
    phone.files.remove(path)
    assert rows(phone, "audio/media", "_id") == []
