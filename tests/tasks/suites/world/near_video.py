"""Nearly the right films."""

from collections.abc import Callable, Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.vlc import make_playlist
from tests.tasks.suites.attempt import Near, gold

Files = tuple[str, ...]


def _of(task: str, change: Callable[[Files, Files], Files], end: str = "") -> Near:
    """The gold solver, given other files in place of those that are meant."""

    def play(hand: Hand, params: Params) -> str | None:
        meant, others = params.texts(f"files{end}"), params.texts(f"noise_files{end}")
        return gold(hand, params, task, **{f"files{end}": list(change(meant, others))})

    play.__name__ = change.__name__
    return play


def _another_too(task: str, end: str = "") -> Near:
    """All of it, and one more playlist."""

    def and_another_playlist(hand: Hand, params: Params) -> None:
        gold(hand, params, task)
        hand.home()
        make_playlist(hand, "Extra", params.texts(f"noise_files{end}")[:1])

    return and_another_playlist


def other_order(meant: Files, _others: Files) -> Files:
    """The last file first."""
    return (meant[-1], *meant[:-1])


def one_too_many(meant: Files, others: Files) -> Files:
    """Another file at the end."""
    return (*meant, others[0])


def a_wrong_one(meant: Files, others: Files) -> Files:
    """Another file in place of the last."""
    return (*meant[:-1], others[0])


def other_name(hand: Hand, params: Params) -> str | None:
    """Right but for its name."""
    return gold(hand, params, "VlcCreatePlaylist", playlist_name=f"{params.text('playlist_name')} 2")


def only_the_first(hand: Hand, params: Params) -> str | None:
    """Half of it."""
    name, files = params.text("playlist_name1"), list(params.texts("files1"))
    return gold(hand, params, "VlcCreatePlaylist", playlist_name=name, files=files)


NEAR: Mapping[str, Sequence[Near]] = {
    "VlcCreatePlaylist": (
        *(_of("VlcCreatePlaylist", change) for change in (other_order, one_too_many, a_wrong_one)),
        _another_too("VlcCreatePlaylist"),
        other_name,
    ),
    "VlcCreateTwoPlaylists": (
        *(_of("VlcCreateTwoPlaylists", change, "1") for change in (other_order, a_wrong_one)),
        _of("VlcCreateTwoPlaylists", one_too_many, "2"),
        _another_too("VlcCreateTwoPlaylists", "2"),
        only_the_first,
    ),
}
