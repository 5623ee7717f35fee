"""Playlists and a queue in Retro Music.

Where we differ from AndroidWorld: a playlist's name must be as it was told, letter by letter (nine of ten are
enough there), and no other playlist may come or change. The saved file must list the songs, in order; there
its name is enough. A playlist of a given length holds songs that are on the phone, as the goal says; there
nothing looks at them. The queue's database is the app's own affair; there it is deleted, and then missed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.error import FileTransferFailed
from device.phone.file.silentmp3 import silent_mp3
from tasks.facts import read_facts
from tasks.material.chance import apart
from tasks.material.table import Table
from tasks.scene import Scene
from tasks.stage import STORAGE, Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
PACKAGE = "code.name.monkey.retromusic"
FOLDER = "Music"
_LISTS = Table(PACKAGE, "playlist.db", "PlaylistEntity", "playlist_id")
_LISTED = Table(PACKAGE, "playlist.db", "SongEntity", "song_key")
_QUEUE = Table(PACKAGE, "music_playback_state.db", "playing_queue", "_id")
_SONGS = """
SELECT playlist_name, title, duration FROM PlaylistEntity JOIN SongEntity ON playlist_id = playlist_creator_id
ORDER BY playlist_id, song_key
"""
_ARTISTS = ("Noa", "Hugo", "Mia")
_FIRST = ("Endless", "Silent", "Dreamer's", "Golden", "Hidden", "Twilight", "Lost", "Under the", "Bright")
_LAST = ("Summer", "Lights", "Awake", "Echo", "Paths", "Calling", "Sonata", "Sky", "Days", "Horizon")
_THEMES = ("Chill Beats", "R&B Grooves", "Folk Favourites", "Rainy Day Relax", "Hip Hop Hits")
_COUNT = 15
"""Songs on the phone."""
_USUAL = (180, 300)
_AIM = 47 * 60 + 30
"""Seconds that some songs last together, where a playlist of a given length is wanted."""
_SHORTEST, _LONGEST = 45 * 60, 50 * 60


# -- drawing -------------------------------------------------------------------------------------------
def _title(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def _params(random: Random, lengths: Mapping[str, int], count: int) -> Params:
    """The first `count` songs are meant."""
    files = [f"{title}.mp3" for title in lengths]
    return {
        "playlist_name": f"{random.choice(_THEMES)} {random.randint(1, 999)}",
        "files": list(files[:count]),
        "noise_files": list(files[count:]),
        "seconds": dict(lengths),
    }


def _some(random: Random) -> Params:
    titles = apart(random, _COUNT, _title)
    return _params(random, {title: random.randint(*_USUAL) for title in titles}, random.randint(2, 5))


def _of_a_length(random: Random) -> Params:
    """Some songs last 47 and a half minutes together, however short or long each is."""
    titles = apart(random, _COUNT, _title)
    count = random.randint(9, 11)
    cuts = [0, *sorted(random.sample(range(1, _AIM), count - 1)), _AIM]
    parts = [end - start for start, end in pairwise(cuts)]
    lengths = parts + [random.randint(*_USUAL) for _ in titles[count:]]
    return _params(random, dict(zip(titles, lengths, strict=True)), count)


def _seconds(params: Params) -> Mapping[str, int]:
    return cast(Mapping[str, int], params["seconds"])


def titles(params: Params) -> list[str]:
    """The songs that are meant."""
    return [file.removesuffix(".mp3") for file in cast(Sequence[str], params["files"])]


def _words(params: Params) -> Params:
    return {**params, "songs": ", ".join(titles(params))}


# -- before --------------------------------------------------------------------------------------------
def prepare(stage: Stage, params: Params) -> None:
    """These songs alone are on the phone; there is no playlist, and nothing in the queue."""
    for table in (_LISTED, _LISTS, _QUEUE):
        stage.fill(table, [])
    stage.empty(FOLDER)
    for place, (title, seconds) in enumerate(sorted(_seconds(params).items())):
        song = silent_mp3(title, _ARTISTS[place % len(_ARTISTS)], seconds * 1000)
        stage.file(f"{FOLDER}/{title}.mp3", song)


# -- after ---------------------------------------------------------------------------------------------
def _found(scene: Scene) -> list[tuple[str, str, int]]:
    """List, title and milliseconds of all that is in a playlist, in order."""
    rows = scene.rows(f"{PACKAGE}/{_LISTS.file}", _SONGS)
    return [(str(name), str(title), int(str(length))) for name, title, length in rows]


def _one_list(scene: Scene, params: Params) -> Clause:
    name = str(params["playlist_name"])
    return scene.added(
        f"there is one new playlist, {name!r}, and no other", _LISTS.place, [{"playlist_name": name}]
    )


def _songs_listed(scene: Scene, params: Params) -> Clause:
    name, wanted = str(params["playlist_name"]).strip(), titles(params)
    found = [(own.strip(), title) for own, title, _ in _found(scene)]
    return Clause(
        demand=f"{name!r} has {', '.join(wanted)}, in this order, and nothing else is in a playlist",
        ok=found == [(name, title) for title in wanted],
        evidence="; ".join(f"{own}: {title}" for own, title in found) or "no song is in a playlist",
    )


def _listed(scene: Scene, params: Params) -> Iterable[Clause]:
    yield _one_list(scene, params)
    yield _songs_listed(scene, params)


def _saved(scene: Scene, params: Params) -> Iterable[Clause]:
    """The playlist is half of it, and its file the other."""
    yield from _listed(scene, params)
    path = f"{STORAGE}/Download/{str(params['playlist_name']).strip()}.m3u"
    try:
        text = scene.device.pull(path).decode("utf-8", "replace")
    except FileTransferFailed:
        text = ""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield Clause(
        demand=f"{path} lists the songs, in this order",
        ok=[line.rpartition("/")[2] for line in lines] == params["files"],
        evidence="; ".join(lines) or "there is no such file, or nothing in it",
        weight=2.0,
    )


def _queued(scene: Scene, params: Params) -> Iterable[Clause]:
    wanted = titles(params)
    rows = scene.rows(f"{PACKAGE}/{_QUEUE.file}", f"SELECT title FROM {_QUEUE.name} ORDER BY rowid")  # noqa: S608
    found = [str(title) for (title,) in rows]
    yield Clause(
        demand=f"the queue is {', '.join(wanted)}, in this order, and nothing else",
        ok=found == wanted,
        evidence=", ".join(found) or "the queue is empty",
    )
    yield scene.untouched("no playlist is made or changed", f"row {_LISTS.place}", f"row {_LISTED.place}")


def _long_enough(scene: Scene, params: Params) -> Iterable[Clause]:
    yield _one_list(scene, params)
    found = _found(scene)
    whole = sum(length for _, _, length in found) / 1000
    yield Clause(
        demand="its songs last 45 to 50 minutes together",
        ok=_SHORTEST <= whole <= _LONGEST,
        evidence=f"{len(found)} songs, {whole / 60:.2f} minutes",
    )
    strange = [title for _, title, _ in found if title not in _seconds(params)]
    yield Clause(
        demand="they are songs that were on the phone",
        ok=bool(found) and not strange,
        evidence=f"not there before: {', '.join(strange)}" if strange else f"{len(found)} of those",
    )


def _template(
    name: str,
    judge: Callable[[Scene, Params], Iterable[Clause]],
    draw: Callable[[Random], Params] = _some,
) -> Template:
    return Template(FACTS[name], judge, draw, prepare, _words)


TEMPLATES = (
    _template("RetroCreatePlaylist", _listed),
    _template("RetroSavePlaylist", _saved),
    _template("RetroPlayingQueue", _queued),
    _template("RetroPlaylistDuration", _long_enough, _of_a_length),
)
