"""Music sheets: songs of chance lengths among others."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from device.phone.phone import Phone
from tasks.chance import apart
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_music import has_file, has_list, has_queue, lasts, sheet, songs
from tests.tasks.gold.sheet import Draw

_FIRST = ("Endless", "Silent", "Dreamer's", "Golden", "Hidden", "Twilight", "Lost", "Under the", "Bright")
_LAST = ("Summer", "Lights", "Awake", "Echo", "Paths", "Calling", "Sonata", "Sky", "Days", "Horizon")
_THEMES = ("Chill Beats", "R&B Grooves", "Folk Favourites", "Rainy Day Relax", "Hip Hop Hits")
_AIM = 47 * 60 + 30


def title(random: Random) -> str:
    """Two words."""
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def _name(random: Random) -> str:
    return f"{random.choice(_THEMES)} {random.randint(1, 999)}"


def _listing(task: str, done: Callable[[str, Sequence[str]], Callable[[Phone, str], bool]]) -> Draw:
    def draw(random: Random) -> Case:
        titles = apart(random, 15, title)
        count = random.randint(2, 5)
        name = _name(random)
        lengths = {one: random.randint(180, 300) for one in titles}
        wanted = titles[:count]
        return Case(task, done(name, wanted), sheet(name, wanted, titles[count:]), before=songs(lengths))

    return draw


def _lasting(random: Random) -> Case:
    """Some songs last 47 and a half minutes together, however short or long each is."""
    titles = apart(random, 15, title)
    count = random.randint(9, 11)
    cuts = sorted(random.randint(0, _AIM) for _ in range(count - 1))
    parts = [end - start for start, end in zip([0, *cuts], [*cuts, _AIM], strict=True)]
    lengths = dict(zip(titles, parts + [random.randint(180, 300) for _ in titles[count:]], strict=True))
    name = _name(random)
    return Case(
        "RetroPlaylistDuration",
        lasts(name),
        sheet(name, titles[:count], titles[count:]),
        before=songs(lengths),
    )


SHEETS: Mapping[str, Draw] = {
    "RetroCreatePlaylist": _listing("RetroCreatePlaylist", has_list),
    "RetroSavePlaylist": _listing("RetroSavePlaylist", has_file),
    "RetroPlayingQueue": _listing("RetroPlayingQueue", lambda _, titles: has_queue(titles)),
    "RetroPlaylistDuration": _lasting,
}
