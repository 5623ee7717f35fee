"""Playlists of films in VLC.

Where we differ from AndroidWorld: a playlist's name must be as it was told, in upper or lower case (nine
letters of ten are enough there), and no other playlist may come or change.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import apart, film_name
from tasks.material.film import film
from tasks.material.table import Table
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
PACKAGE = "org.videolan.vlc"
FOLDER = "VLCVideos"
_FILE = "vlc_media.db"
_TABLES = tuple(
    Table(PACKAGE, _FILE, name, key, folder="app_db")
    for name, key in (("PlaylistMediaRelation", "rowid"), ("Playlist", "id_playlist"))
)
_LISTED = """
SELECT Playlist.name, Media.filename FROM PlaylistMediaRelation
JOIN Playlist ON Playlist.id_playlist = PlaylistMediaRelation.playlist_id
JOIN Media ON Media.id_media = PlaylistMediaRelation.media_id
ORDER BY PlaylistMediaRelation.playlist_id, PlaylistMediaRelation.position
"""
_THEMES = ("Adventure", "How To", "Road Trips", "Tech Reviews", "Daily Routines")
_SORTS = ("Marathon", "Essentials", "Ultimate Collection", "Series")


# -- drawing -------------------------------------------------------------------------------------------
def _title(random: Random) -> str:
    return f"{random.choice(_THEMES)} {random.choice(_SORTS)}"


def _some(random: Random, besides: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Files that are wanted, and as many others."""
    count = random.randint(2, 5)
    found = apart(random, 2 * count, film_name, besides)
    return found[:count], found[count:]


def _one(random: Random) -> Params:
    title, (wanted, noise) = _title(random), _some(random)
    return cast(Params, {"playlist_name": title, "files": wanted, "noise_files": noise})


def _two(random: Random) -> Params:
    (first, second), (wanted1, noise1) = apart(random, 2, _title), _some(random)
    wanted2, noise2 = _some(random, (*wanted1, *noise1))
    drawn = {
        "playlist_name1": first,
        "files1": wanted1,
        "noise_files1": noise1,
        "playlist_name2": second,
        "files2": wanted2,
        "noise_files2": noise2,
    }
    return cast(Params, drawn)


def _files(params: Params, name: str) -> list[str]:
    return cast(list[str], params[name])


def _words(params: Params) -> Params:
    """Files as a list with commas."""
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in params.items()
    }


# -- before --------------------------------------------------------------------------------------------
def _prepare(stage: Stage, params: Params) -> None:
    """These films alone are in the folder, and there is no playlist."""
    for table in _TABLES:
        stage.fill(table, [])
    stage.empty(FOLDER)
    content = film(("Nothing here",))
    for name in sorted(file for key in params if "files" in key for file in _files(params, key)):
        stage.file(f"{FOLDER}/{name}", content)


# -- after ---------------------------------------------------------------------------------------------
def _holds(scene: Scene, name: str, files: Sequence[str]) -> Clause:
    """That a playlist of this name holds these files, in this order, and no others."""
    rows = [(str(own), str(file)) for own, file in scene.rows(f"{PACKAGE}/{_FILE}", _LISTED)]
    found = [file for own, file in rows if _bare(own) == _bare(name)]
    return Clause(
        demand=f"{name!r} holds {', '.join(files)}, in this order, and nothing else",
        ok=found == list(files),
        evidence="; ".join(f"{own}: {file}" for own, file in rows) or "nothing is in a playlist",
    )


def _only(scene: Scene, *names: str) -> Clause:
    rows = scene.rows(f"{PACKAGE}/{_FILE}", "SELECT name FROM Playlist ORDER BY id_playlist")
    found = [str(name) for (name,) in rows]
    return Clause(
        demand=f"there is no playlist but {' and '.join(map(repr, names))}",
        ok=sorted(map(_bare, found)) == sorted(map(_bare, names)),
        evidence=", ".join(found) or "there is none",
    )


def _bare(name: str) -> str:
    return name.strip().casefold()


def _one_made(scene: Scene, params: Params) -> Iterable[Clause]:
    name = str(params["playlist_name"])
    yield _holds(scene, name, _files(params, "files"))
    yield _only(scene, name)


def _two_made(scene: Scene, params: Params) -> Iterable[Clause]:
    """Each is half of it."""
    names = [str(params[f"playlist_name{place}"]) for place in (1, 2)]
    for place, name in enumerate(names, 1):
        yield _holds(scene, name, _files(params, f"files{place}"))
    yield _only(scene, *names)


TEMPLATES = (
    Template(FACTS["VlcCreatePlaylist"], _one_made, _one, _prepare, _words, needs="av"),
    Template(FACTS["VlcCreateTwoPlaylists"], _two_made, _two, _prepare, _words, needs="av"),
)
