"""Music that somebody put on the phone."""

from device.phone.apps.music.song import library
from device.phone.apps.music.store import add_songs, make_playlist, note_played
from device.phone.file.entry import SHARED
from device.phone.file.silentmp3 import silent_mp3
from device.phone.system.context import Context

_FOLDER = f"{SHARED}/Music"
Told = tuple[str, str, str, int]
"""Title, artist, album, seconds."""
_SONGS: dict[str, tuple[Told, ...]] = {
    "en": (
        ("Slow Boats", "The Lanterns", "Harbour Lights", 214),
        ("Salt and Rope", "The Lanterns", "Harbour Lights", 187),
        ("Harbour Lights", "The Lanterns", "Harbour Lights", 251),
        ("Bicycle Weather", "Ida Marsh", "Small Hours", 172),
        ("Kitchen Radio", "Ida Marsh", "Small Hours", 205),
        ("Four in the Morning", "Ida Marsh", "Small Hours", 233),
        ("Paper Planes Home", "Cedar & Finch", "", 196),
    ),
    "zh": (
        ("慢船", "灯笼乐队", "港湾灯火", 214),
        ("盐与绳", "灯笼乐队", "港湾灯火", 187),
        ("港湾灯火", "灯笼乐队", "港湾灯火", 251),
        ("骑车的天气", "林小溪", "凌晨时分", 172),
        ("厨房收音机", "林小溪", "凌晨时分", 205),
        ("凌晨四点", "林小溪", "凌晨时分", 233),
        ("纸飞机回家", "雪松与雀", "", 196),
    ),
}
_PLAYLISTS = {"en": "On the way", "zh": "路上听"}


def fill(context: Context) -> None:
    """Two albums and a song, a playlist of three, and what was heard last."""
    language = "zh" if context.language == "zh" else "en"
    for title, artist, album, seconds in _SONGS[language]:
        context.files.write(f"{_FOLDER}/{title}.mp3", silent_mp3(title, artist, seconds * 1000, album))
    known = library(context).by_path
    songs = [known[f"{_FOLDER}/{title}.mp3"] for title, *_ in _SONGS[language]]
    add_songs(context, make_playlist(context, _PLAYLISTS[language]), (songs[0], songs[3], songs[6]))
    for song in (songs[4], songs[0], songs[3]):
        note_played(context, song)
