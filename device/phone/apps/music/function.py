"""What Retro Music does for other programs."""

from device.phone.apps.music.song import library
from device.phone.apps.music.store import add_songs, make_playlist
from device.phone.system.appfunction import AppFunction, FunctionFault, Given, Parameter, string
from device.phone.system.context import Context


def _create(context: Context, given: Given) -> None:
    named = {song.title.casefold(): song for song in library(context).songs}
    wanted = given.get("songs", [])
    titles = wanted if isinstance(wanted, list) else [str(wanted)]
    missing = [title for title in titles if title.casefold() not in named]
    if missing:
        raise FunctionFault(f"there is no song called {missing[0]}")
    number = make_playlist(context, string(given, "name"))
    add_songs(context, number, [named[title.casefold()] for title in titles])


FUNCTIONS = (
    AppFunction(
        "createPlaylist",
        "Creates a playlist of songs that are on the phone, in this order.",
        (
            Parameter("name", "string", "What it is called"),
            Parameter("songs", "strings", "Titles of the songs"),
        ),
        _create,
    ),
)
