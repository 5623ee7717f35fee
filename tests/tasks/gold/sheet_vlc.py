"""Playlists and films drawn by chance."""

from collections.abc import Mapping, Sequence
from random import Random

from tasks.chance import apart, varied
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_markor import holds
from tests.tasks.gold.case_vlc import files, film, has
from tests.tasks.gold.sheet import Draw

_KINDS = ("clip", "scene", "moment", "episode", "footage")
_MARKS = ("", "HD", "4K", "raw")
_THEMES = ("Adventure", "How To", "Road Trips", "Tech Reviews", "Daily Routines")
_SORTS = ("Marathon", "Essentials", "Ultimate Collection", "Series")
_NAMES = ("Anna", "Hugo", "Emma", "Peter", "Jonas", "Noah", "Hannah")


def _file(random: Random) -> str:
    name = f"{random.choice(_KINDS)}_{random.randint(1, 99)}_{random.choice(_MARKS)}.mp4"
    return varied(random, name)


def _title(random: Random) -> str:
    return f"{random.choice(_THEMES)} {random.choice(_SORTS)}"


def _some(random: Random, besides: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Files that are wanted, and as many others."""
    count = random.randint(2, 5)
    found = apart(random, 2 * count, _file, besides)
    return found[:count], found[count:]


def _one(random: Random) -> Case:
    title, (wanted, noise) = _title(random), _some(random)
    values = {"playlist_name": title, "files": wanted, "noise_files": noise}
    return Case("VlcCreatePlaylist", has(title, wanted), values, before=files(*wanted, *noise))


def _two(random: Random) -> Case:
    (first, second), (wanted1, noise1) = apart(random, 2, _title), _some(random)
    wanted2, noise2 = _some(random, (*wanted1, *noise1))
    one, two = has(first, wanted1), has(second, wanted2)
    values = {
        "playlist_name1": first,
        "files1": wanted1,
        "noise_files1": noise1,
        "playlist_name2": second,
        "files2": wanted2,
        "noise_files2": noise2,
    }
    return Case(
        "VlcCreateTwoPlaylists",
        lambda phone, answer: one(phone, answer) and two(phone, answer),
        values,
        before=files(*wanted1, *noise1, *wanted2, *noise2),
    )


def _transcribe(random: Random) -> Case:
    texts = tuple(random.sample(_NAMES, random.randint(2, 3)))
    name, *noise = apart(random, random.randint(4, 12), _file)
    note = f"{name.partition('.')[0]}_transcription.txt"
    values = {
        "file_name": note,
        "text": ",".join(texts),
        "messages": list(texts),
        "video_name": name,
        "noise_files": noise,
    }
    return Case(
        "MarkorTranscribeVideo", holds(note, ", ".join(texts)), values, before=film(name, texts, noise)
    )


SHEETS: Mapping[str, Draw] = {
    "VlcCreatePlaylist": _one,
    "VlcCreateTwoPlaylists": _two,
    "MarkorTranscribeVideo": _transcribe,
}
