"""content://media/external/audio/albums and artists: the sounds there are, put together."""

from collections.abc import Sequence

from device.phone.apps.provider.reading import whole
from device.phone.file.database import Row
from device.phone.system.provider import Table

GROUPS = {
    "albums": ("_id", "album_id", "album", "artist_id", "artist", "numsongs", "minyear", "maxyear"),
    "artists": ("_id", "artist", "number_of_albums", "number_of_tracks"),
}
"""What follows audio/ in the address -> columns."""


def grouped(name: str, sounds: Table) -> Table:
    """A row for each album or artist, by name; sounds that are no music are in none."""
    key = "album_id" if name == "albums" else "artist_id"
    at = {column: place for place, column in enumerate(sounds.columns)}
    groups: dict[object, list[Row]] = {}
    for row in sounds.rows:
        if row[at["is_music"]]:
            groups.setdefault(row[at[key]], []).append(row)
    made = _album if name == "albums" else _artist
    place = GROUPS[name].index(name.removesuffix("s"))
    rows = sorted((made(own, at) for own in groups.values()), key=lambda row: str(row[place]).casefold())
    return Table(GROUPS[name], rows)


def _album(own: Sequence[Row], at: dict[str, int]) -> Row:
    first = own[0]
    years = [whole(row[at["year"]]) for row in own if row[at["year"]]]
    number, artist = first[at["album_id"]], first[at["artist"]]
    span = (min(years), max(years)) if years else (None, None)
    return (number, number, first[at["album"]], first[at["artist_id"]], artist, len(own), *span)


def _artist(own: Sequence[Row], at: dict[str, int]) -> Row:
    albums = {row[at["album_id"]] for row in own}
    return (own[0][at["artist_id"]], own[0][at["artist"]], len(albums), len(own))
