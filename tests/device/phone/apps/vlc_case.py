"""VLC in tests: films made by PyAV, put on the phone as by a benchmark, and what its database holds."""

import io
from functools import cache

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from device.phone.apps.preference import set_preference
from device.phone.phone import Phone
from tests.device.phone.pulled import rows as pulled

PACKAGE = "org.videolan.vlc"
FOLDER = "/storage/emulated/0/VLCVideos"
DATABASE = f"/data/data/{PACKAGE}/app_db/vlc_media.db"
SIZE = (320, 240)
PLAYLISTS = """
SELECT Playlist.name, Media.filename, PlaylistMediaRelation.position FROM PlaylistMediaRelation
JOIN Playlist ON Playlist.id_playlist = PlaylistMediaRelation.playlist_id
JOIN Media ON Media.id_media = PlaylistMediaRelation.media_id
ORDER BY Playlist.name, PlaylistMediaRelation.position
"""


@cache
def movie(texts: tuple[str, ...] = ("one",), seconds: int = 8, rate: int = 1, codec: str = "mpeg4") -> bytes:
    """An MP4 in which each text shows for some seconds, yellow on noise."""
    out = io.BytesIO()
    random = np.random.default_rng(1)
    font = ImageFont.load_default(size=34)
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for text in texts:
            picture = Image.fromarray(random.integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8))
            ImageDraw.Draw(picture).text((50, 90), text, font=font, fill="#FFFF00")
            for _ in range(seconds * rate):
                container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode())
    return out.getvalue()


def put(phone: Phone, *names: str, folder: str = FOLDER, data: bytes | None = None) -> None:
    """Films of these names on the storage."""
    for name in names:
        phone.files.write(f"{folder}/{name}", movie() if data is None else data)


def skip_first(phone: Phone) -> None:
    """As on a phone on which VLC was opened before."""
    set_preference(phone, PACKAGE, "set_up", "1")


def playlists(phone: Phone) -> list[tuple[object, ...]]:
    """Name of the list, file, place."""
    return pulled(phone, DATABASE, PLAYLISTS)
