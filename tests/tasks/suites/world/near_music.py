"""Nearly the right songs."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from tasks.gold.hand import Hand
from tasks.gold.music import make_playlist
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

Files = Sequence[str]


def _of(task: str, change: Callable[[Files, Files], Files]) -> Near:
    """The gold solver, given other songs in place of those that are meant."""

    def play(hand: Hand, params: Params) -> str | None:
        meant, others = (cast(Files, params.values[name]) for name in ("files", "noise_files"))
        return gold(hand, params, task, files=list(change(meant, others)))

    play.__name__ = f"{task}_{change.__name__}"
    return play


def _another_too(task: str) -> Near:
    """All of it, and one more playlist."""

    def and_another_playlist(hand: Hand, params: Params) -> None:
        gold(hand, params, task)
        make_playlist(hand, "Extra", [params.texts("noise_files")[0].removesuffix(".mp3")])

    return and_another_playlist


def other_order(meant: Files, _others: Files) -> Files:
    """The last song first."""
    return [meant[-1], *meant[:-1]]


def one_too_many(meant: Files, others: Files) -> Files:
    """Another song at the end."""
    return [*meant, others[0]]


def a_wrong_one(meant: Files, others: Files) -> Files:
    """Another song in place of the last."""
    return [*meant[:-1], others[0]]


def other_name(hand: Hand, params: Params) -> str | None:
    """Right but for its name."""
    return gold(hand, params, "RetroCreatePlaylist", playlist_name=f"{params.text('playlist_name')}!")


def not_saved(hand: Hand, params: Params) -> str | None:
    """The playlist without its file."""
    return gold(hand, params, "RetroCreatePlaylist")


def too_short(hand: Hand, params: Params) -> str | None:
    """A playlist of two songs."""
    return gold(hand, params, "RetroCreatePlaylist", files=list(params.texts("noise_files")[:2]))


def too_long(hand: Hand, params: Params) -> str | None:
    """A playlist of all songs."""
    files = [*params.texts("files"), *params.texts("noise_files")]
    return gold(hand, params, "RetroCreatePlaylist", files=files)


NEAR: Mapping[str, Sequence[Near]] = {
    "RetroCreatePlaylist": (
        *(_of("RetroCreatePlaylist", change) for change in (other_order, one_too_many, a_wrong_one)),
        _another_too("RetroCreatePlaylist"),
        other_name,
    ),
    "RetroSavePlaylist": (
        *(_of("RetroSavePlaylist", change) for change in (other_order, one_too_many)),
        _another_too("RetroSavePlaylist"),
        not_saved,
    ),
    "RetroPlayingQueue": (
        *(_of("RetroPlayingQueue", change) for change in (other_order, one_too_many, a_wrong_one)),
        _another_too("RetroPlayingQueue"),
    ),
    "RetroPlaylistDuration": (too_short, too_long, other_name, _another_too("RetroPlaylistDuration")),
}
