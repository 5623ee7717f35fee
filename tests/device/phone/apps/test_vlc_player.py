"""VLC's player: real frames, time by uptime, seeking, files that cannot be played, and no decoder at all."""

import io

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from device.phone.apps.provider import film
from device.phone.apps.provider.film import Film, Still, film_of, frame_at
from device.phone.apps.vlc import option
from device.phone.apps.vlc.store import make_list
from device.phone.file.container import length_ms_of
from device.phone.file.movie import movie as camera_movie
from tasks.material.film import SIZE
from tests.device.phone.apps.vlc_case import FOLDER, PACKAGE, movie, put, skip_first

LONG = movie(("one", "two"), seconds=20)


@pytest.fixture
def player(hand):
    skip_first(hand.phone)
    put(hand.phone, "a.mp4", data=LONG)
    put(hand.phone, "b.mp4")
    hand.open(PACKAGE)
    hand.tap("a.mp4")
    return hand


def time(hand):
    return hand.by_id("player_overlay_time").text


def wait(hand, seconds):
    hand.phone.shell(f"sleep {seconds}")


def yellow(phone):
    """Pixels of the film's text on the screen."""
    red, green, blue = np.moveaxis(np.asarray(phone.camera.image())[..., :3].astype(int), 2, 0)
    return int(((red > 200) & (green > 200) & (blue < 90)).sum())


def apart(one, other):
    """How unlike two frames are, 0-255."""
    return float(np.abs(np.asarray(one).astype(int) - np.asarray(other).astype(int)).mean())


# -- frames ----------------------------------------------------------------------------------------------
def test_the_frame_of_the_moment_is_shown(player):
    player.tap_id("player_overlay_play")
    first = player.phone.camera.image()
    assert yellow(player.phone) > 1000
    for _ in range(3):
        player.tap_id("player_overlay_forward")
    box = (0, 900, 1080, 1500)
    assert player.phone.camera.image().crop(box).tobytes() != first.crop(box).tobytes()


def test_frames_are_those_of_the_film():
    assert film_of(LONG) == Film(40_000, SIZE, 1.0)
    one, late, two = (frame_at(LONG, second) for second in (0, 19.9, 20.1))
    assert one is not None
    assert late is not None
    assert two is not None
    assert one.size == SIZE
    assert apart(one, late) * 1.5 < apart(one, two)
    assert frame_at(LONG, 500) is not None


def test_a_film_that_camera_took_is_played():
    jpeg = frame_at(LONG, 0)
    assert jpeg is not None
    out = io.BytesIO()
    jpeg.save(out, "JPEG")
    taken = camera_movie([out.getvalue()] * 3, [1000, 2000, 500], SIZE, 0)
    found = film_of(taken)
    assert found is not None
    assert (found.length_ms, found.size) == (3500, SIZE)


# -- time ------------------------------------------------------------------------------------------------
def test_time_goes_by_uptime_and_stands_while_paused(player):
    assert time(player) == "0:00"
    wait(player, 3)
    assert time(player) == "0:03"
    player.tap_id("player_overlay_play")
    wait(player, 10)
    assert time(player) == "0:03"
    player.tap_id("player_overlay_play")
    wait(player, 2)
    assert time(player) == "0:05"


def test_controls_go_while_it_plays_and_come_by_a_touch(player):
    wait(player, 6)
    assert player.read() == ["Video"]
    player.tap("Video")
    assert time(player) == "0:06"
    player.tap("Video")
    assert player.read() == ["Video"]


def test_it_is_sought_by_buttons_bar_and_number(player):
    player.tap_id("player_overlay_play")
    player.tap_id("player_overlay_forward")
    assert time(player) == "0:10"
    player.tap_id("player_overlay_rewind")
    player.tap_id("player_overlay_rewind")
    assert time(player) == "0:00"
    bar = player.by_id("player_overlay_seekbar").bounds
    player.phone.touch.tap(bar.center.x, bar.center.y)
    assert time(player) == "0:20"
    player.tap("More actions")
    player.tap("Jump to time")
    field = next(e for e in player.phone.frame().elements() if e.is_editable)
    player.phone.touch.tap(field.bounds.center.x, field.bounds.center.y)
    player.type("0:33")
    player.tap("OK")
    assert time(player) == "0:33"


def test_twice_the_speed(player):
    player.tap("More actions")
    player.tap("Playback speed: 1x")
    player.tap("2x")
    before = int(time(player).rpartition(":")[2])
    wait(player, 5)
    player.tap("Video")
    assert int(time(player).rpartition(":")[2]) - before in (10, 11)


def test_at_its_end_a_film_of_the_list_leads_back_to_the_list(player):
    assert not player.see("Next")
    wait(player, 41)
    assert "Play all" in player.read()


@pytest.mark.parametrize("way", ["Play all", "Video playlist mode"])
def test_all_play_one_after_the_other_where_that_is_asked_for(player, way):
    player.back()
    if way != "Play all":
        player.tap("More")
        player.tap("Settings")
        player.tap(way)
        player.back()
        player.tap("Video")
        way = "a.mp4"
    player.tap(way)
    wait(player, 41)
    assert player.by_id("player_overlay_title").text == "b.mp4"
    wait(player, 9)
    assert "Play all" in player.read()


def test_it_goes_on_where_it_was_left(player):
    wait(player, 12)
    player.back()
    assert player.see("0:40 • 0:27 left")
    player.tap("a.mp4")
    assert time(player) == "0:12"
    player.back()
    player.tap("More")
    assert player.see("a.mp4")
    player.tap("Video")
    player.tap("More actions")
    player.tap("Play from start")
    assert time(player) == "0:00"


def test_another_app_in_front_pauses_it(player):
    wait(player, 3)
    player.phone.touch.key(3)
    wait(player, 20)
    player.open(PACKAGE)
    assert time(player) == "0:03"
    assert player.see("Play")


def test_shapes_and_orientation(player):
    assert player.phone.size == (1080, 2400)
    player.tap_id("orientation_toggle")
    assert player.phone.size == (2400, 1080)
    for aspect in option.ASPECTS:
        assert player.phone.front.state.aspect == aspect
        assert yellow(player.phone) > 50
        player.tap_id("player_resize")
    player.back()
    assert player.phone.size == (1080, 2400)


def test_locked_it_takes_no_touch_but_one(player):
    player.tap_id("lock_overlay_button")
    player.back()
    assert player.read() == ["Video", "Unlock"]
    player.tap("Unlock")
    assert time(player)


def test_previous_and_next_in_a_playlist(hand):
    skip_first(hand.phone)
    put(hand.phone, "a.mp4", "b.mp4")
    make_list(hand.phone.context(), "Fun", (f"{FOLDER}/b.mp4", f"{FOLDER}/a.mp4"))
    hand.open(PACKAGE)
    hand.tap("Playlists")
    hand.tap("Fun")
    hand.tap("Play")
    assert hand.see("b.mp4")
    hand.tap_id("player_overlay_next")
    assert hand.see("a.mp4")
    hand.tap_id("player_overlay_previous")
    assert hand.see("b.mp4")


# -- what cannot be played ---------------------------------------------------------------------------------
@pytest.mark.parametrize("data", [b"", b"not a film", LONG[:5000], LONG[:40] + bytes(9000)])
def test_a_broken_file_says_so(hand, data):
    skip_first(hand.phone)
    put(hand.phone, "bad.mp4", data=data)
    hand.open(PACKAGE)
    hand.tap("bad.mp4")
    assert hand.see("VLC can't play this file")
    hand.phone.camera.image()
    hand.back()
    assert hand.see("bad.mp4")


def test_a_film_that_goes_while_it_plays_is_missed(player):
    player.phone.shell(f"rm {FOLDER}/a.mp4")
    assert player.see("VLC can't play this file")
    player.back()
    assert not player.see("a.mp4")


def test_a_playlist_of_streams_opens_nothing():
    assert film_of(b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n") is None
    assert film_of(b"ffconcat version 1.0\nfile '/etc/hostname'\n") is None


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damage_never_breaks_the_decoder(data):
    whole = bytearray(movie(("x",), seconds=2))
    for _ in range(data.draw(st.integers(1, 30))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    length_ms_of(cut)
    film_of(cut)
    Still(cut, data.draw(st.integers(0, 100)), 1.0).paint(1, 1)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_length_or_none(data):
    assert length_ms_of(b"\0\0\0\x08ftyp" + data) >= 0


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:05", 65_000),
        ("65", 65_000),
        ("1:00:01", 3_601_000),
        ("", None),
        ("1:", None),
        ("٣", None),
        ("-1", None),
    ],
)
def test_moments_are_read(text, ms):
    assert option.moment_of(text) == ms


# -- without PyAV --------------------------------------------------------------------------------------------
def test_without_the_decoder_everything_else_works(hand, monkeypatch):
    for module in ("provider.film", "vlc.row", "vlc.asking", "vlc.playing", "vlc.player"):
        monkeypatch.setattr(f"device.phone.apps.{module}.is_installed", lambda: False)
    skip_first(hand.phone)
    put(hand.phone, "a.mp4", data=LONG)
    hand.open(PACKAGE)
    assert hand.see("0:40")
    hand.tap("a.mp4")
    assert hand.see("Codec not supported")
    assert not any("PyAV" in text for text in hand.read())  # the computer is none of the phone's business
    assert film.INSTALL in hand.phone.shell("logcat -d -b main").text
    assert any(film.INSTALL in event.what for event in hand.phone.events.since())
    wait(hand, 3)
    assert time(hand) == "0:03"
    hand.phone.camera.image()
    hand.back()
    hand.hold("a.mp4")
    hand.tap("Add to playlist")
    assert hand.see("1 track")


def test_a_dialog_that_is_given_up_takes_the_keyboard_with_it(player):
    player.tap("More actions")
    player.tap("Jump to time")
    assert player.phone.window.keyboard_shown
    player.tap("CANCEL")
    assert not player.phone.window.keyboard_shown


def test_previous_begins_the_file_again_and_then_goes_to_the_one_before(player):
    player.back()
    player.tap("Play all")
    player.tap("Next")
    assert player.by_id("player_overlay_title").text == "b.mp4"
    wait(player, 6)
    player.tap("Video")
    player.tap("Previous")
    assert player.by_id("player_overlay_title").text == "b.mp4"
    assert time(player) == "0:00"
    player.tap("Previous")
    assert player.by_id("player_overlay_title").text == "a.mp4"
    player.tap("Previous")
    assert player.by_id("player_overlay_title").text == "a.mp4"
