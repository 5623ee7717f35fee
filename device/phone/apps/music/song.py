"""The songs among the phone's files, with what their tags say; albums and artists made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from device.phone.apps.provider.collation import sort_key
from device.phone.apps.provider.finding import found_once
from device.phone.apps.provider.media import scanned
from device.phone.apps.provider.tag import Tags, number_of, tags_of
from device.phone.file.entry import SHARED, FileStat
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context

UNKNOWN = "<unknown>"
"""What the media store calls an artist or album that no tag names."""
_NO_MUSIC = tuple(
    f"{SHARED}/{name}/" for name in ("Alarms", "Notifications", "Podcasts", "Recordings", "Ringtones")
)
_LISTS = ("audio/x-mpegurl", "audio/midi")
_NOTHING = Tags()
ORDERS = ("title", "title_down", "artist", "album", "year", "duration", "added")
"""How songs can be sorted."""


@dataclass(frozen=True, slots=True)
class Song:
    """One song, as the media store knows it and as databases keep it."""

    id: int
    title: str
    track: int
    year: int
    duration_ms: int
    path: str
    modified_s: int
    album_id: int
    album: str
    artist_id: int
    artist: str
    composer: str
    album_artist: str


@dataclass(frozen=True, slots=True)
class Album:
    """Songs with one album name and artist."""

    id: int
    title: str
    artist: str
    """"" where it has several."""
    songs: tuple[Song, ...]
    """By track."""

    @property
    def year(self) -> int:
        """Of its latest song; 0 when none says."""
        return max(song.year for song in self.songs)


@dataclass(frozen=True, slots=True)
class Artist:
    """Everything of one artist."""

    id: int
    name: str
    albums: tuple[Album, ...]
    songs: tuple[Song, ...]


@dataclass(frozen=True, slots=True)
class MusicLibrary:
    """All songs there are, by title."""

    songs: tuple[Song, ...]
    by_path: Mapping[str, Song]
    albums: tuple[Album, ...]
    artists: tuple[Artist, ...]
    tags: Mapping[str, Tags]
    """All that each file says, by its path."""


def library(context: Context) -> MusicLibrary:
    """What there is now; read anew when a file changed."""

    def find() -> MusicLibrary:
        tags = _tags(context)
        return _library(tuple(_songs(context, tags)), tags)

    return found_once(context.files, "songs", find)


def _tags(context: Context) -> Mapping[str, Tags]:
    """Those of every song, by its path."""
    found = {}
    for path, _ in scanned(context):
        kind = media_type(path)
        if kind.startswith("audio/") and kind not in _LISTS and not path.startswith(_NO_MUSIC):
            found[path] = tags_of(context.files.read(path), path)
    return found


def _songs(context: Context, tags: Mapping[str, Tags]) -> list[Song]:
    found = [_song(path, context.files.stat(path), own) for path, own in tags.items()]
    return sorted(found, key=lambda song: (sort_key(song.title), song.path))


def _song(path: str, stat: FileStat, tags: Tags) -> Song:
    folder, _, name = path.rpartition("/")
    artist = tags.artist or UNKNOWN
    album = tags.album or folder.rpartition("/")[2]
    album_artist = tags.album_artist
    return Song(
        stat.inode,
        tags.title or name.rpartition(".")[0] or name,
        tags.track,
        tags.year,
        tags.duration_ms,
        path,
        stat.mtime_ns // 10**9,
        number_of(f"{album}\n{album_artist or folder}"),
        album,
        number_of(artist),
        artist,
        tags.composer,
        album_artist,
    )


def _library(songs: tuple[Song, ...], tags: Mapping[str, Tags]) -> MusicLibrary:
    albums = _albums(songs)
    artists = []
    for number, own in _grouped(songs, "artist_id").items():
        held = tuple(album for album in albums if any(song.artist_id == number for song in album.songs))
        artists.append(Artist(number, own[0].artist, held, own))
    artists.sort(key=lambda artist: sort_key(artist.name))
    return MusicLibrary(songs, {song.path: song for song in songs}, albums, tuple(artists), tags)


def _albums(songs: tuple[Song, ...]) -> tuple[Album, ...]:
    found = []
    for number, own in _grouped(songs, "album_id").items():
        names = {song.artist for song in own}
        artist = own[0].album_artist or (names.pop() if len(names) == 1 else "")
        ordered = tuple(sorted(own, key=lambda song: song.track))
        found.append(Album(number, own[0].album, artist, ordered))
    return tuple(sorted(found, key=lambda album: sort_key(album.title)))


def _grouped(songs: Iterable[Song], field: str) -> dict[int, tuple[Song, ...]]:
    groups: dict[int, list[Song]] = {}
    for song in songs:
        groups.setdefault(getattr(song, field), []).append(song)
    return {number: tuple(own) for number, own in groups.items()}


def ordered(songs: Iterable[Song], order: str) -> list[Song]:
    """Songs, which come by title, in another order."""
    found = list(songs)
    if order == "title_down":
        return found[::-1]
    if order in ("artist", "album"):
        return sorted(found, key=lambda song: sort_key(getattr(song, order)))
    if order in ("year", "duration"):
        field = "duration_ms" if order == "duration" else order
        return sorted(found, key=lambda song: -int(getattr(song, field)))
    if order == "added":
        return sorted(found, key=lambda song: -song.modified_s)
    return found


def found_in(songs: Iterable[Song], words: str) -> list[Song]:
    """Those whose title, artist or album has the words in it."""
    wanted = words.casefold().strip()
    return [
        song
        for song in songs
        if any(wanted in one.casefold() for one in (song.title, song.artist, song.album))
    ]


def file_tags(context: Context, song: Song) -> Tags:
    """All that its file says, the cover among it; nothing when it is gone."""
    return library(context).tags.get(song.path, _NOTHING)
