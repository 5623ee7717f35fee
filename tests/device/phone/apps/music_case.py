"""Retro Music in tests: songs on the storage, its databases, the menu of a song."""

from device.phone.apps.music.playback import Player, player
from device.phone.apps.music.store import PACKAGE
from device.phone.file.silentmp3 import silent_mp3
from device.phone.phone import Phone
from tests.device.phone.pulled import rows as pulled

BASE = f"/data/data/{PACKAGE}/databases"
MUSIC = "/storage/emulated/0/Music"
SONGS = {"Amber": (185, "Noa", "Glow"), "Birch": (200, "Hugo", "Glow"), "Cedar": (95, "Noa", "")}


def put(phone: Phone, title: str, seconds: int, artist: str = "", album: str = "") -> str:
    path = f"{MUSIC}/{title}.mp3"
    phone.files.write(path, silent_mp3(title, artist, seconds * 1000, album))
    return path


def rows(phone: Phone, file: str, query: str) -> list[tuple[object, ...]]:
    return pulled(phone, f"{BASE}/{file}", query)


def queued(phone: Phone) -> list[object]:
    return [row[0] for row in rows(phone, "music_playback_state.db", "SELECT title FROM playing_queue")]


def now(phone: Phone) -> Player:
    phone.frame()
    return player(phone.context())


def menu(app, title, entry):
    """The menu of a song's row."""
    row = app.find(title).bounds.center.y
    more = min(app.all("More"), key=lambda one: abs(one.bounds.center.y - row)).bounds.center
    app.phone.touch.tap(more.x, more.y)
    app.tap(entry)


def make_list(app, name, *titles):
    for place, title in enumerate(titles):
        menu(app, title, "Add to playlist")
        if place:
            app.tap(name)
        else:
            app.tap("New playlist")
            app.type(name)
            app.tap("Create")


def begin(hand):
    """The songs of a phone with three."""
    for title, (seconds, artist, album) in SONGS.items():
        put(hand.phone, title, seconds, artist, album)
    hand.open(PACKAGE)
    hand.tap("Songs")
    return hand
