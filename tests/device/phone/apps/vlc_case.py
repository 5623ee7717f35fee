"""VLC in tests: films made by PyAV, put on the phone as by a benchmark, and what its database holds."""

from device.phone.apps.preference import set_preference
from device.phone.phone import Phone
from tasks.material.film import film
from tests.device.phone.pulled import rows as pulled

PACKAGE = "org.videolan.vlc"
FOLDER = "/storage/emulated/0/VLCVideos"
DATABASE = f"/data/data/{PACKAGE}/app_db/vlc_media.db"
PLAYLISTS = """
SELECT Playlist.name, Media.filename, PlaylistMediaRelation.position FROM PlaylistMediaRelation
JOIN Playlist ON Playlist.id_playlist = PlaylistMediaRelation.playlist_id
JOIN Media ON Media.id_media = PlaylistMediaRelation.media_id
ORDER BY Playlist.name, PlaylistMediaRelation.position
"""


def movie(texts: tuple[str, ...] = ("one",), seconds: int = 8, rate: int = 1, codec: str = "mpeg4") -> bytes:
    """An MP4 in which each text shows for some seconds."""
    return film(texts, seconds, rate, codec)


def put(phone: Phone, *names: str, folder: str = FOLDER, data: bytes | None = None) -> None:
    """Films of these names on the storage."""
    for name in names:
        phone.files.write(f"{folder}/{name}", movie() if data is None else data)


def skip_first(phone: Phone) -> None:
    """As on a phone on which VLC was opened before."""
    set_preference(phone.context(), PACKAGE, "set_up", "1")


def playlists(phone: Phone) -> list[tuple[object, ...]]:
    """Name of the list, file, place."""
    return pulled(phone, DATABASE, PLAYLISTS)
