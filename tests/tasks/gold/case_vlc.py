"""Playlists of files in order, and a note of what a film shows."""

from collections.abc import Callable, Sequence

from device.phone.apps.vlc.store import make_list
from device.phone.phone import Phone
from tests.device.phone.apps.vlc_case import FOLDER, movie, playlists, put, skip_first
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_markor import holds

DOWNLOAD = "/storage/emulated/0/Download"
NOISE = tuple(f"clip_{place}_HD.mp4" for place in range(18))


def has(name: str, files: Sequence[str]) -> Callable[[Phone, str], bool]:
    """Whether a playlist holds just these files, in this order."""

    def done(phone: Phone, _answer: str) -> bool:
        found = [
            (file, place) for held, file, place in playlists(phone) if held.casefold() == name.casefold()
        ]
        return found == [(file, place) for place, file in enumerate(files)]

    return done


def files(*names: str, opened: bool = False) -> Callable[[Phone], None]:
    """Films of these names where the task says; VLC was opened before or not."""

    def before(phone: Phone) -> None:
        put(phone, *names)
        if opened:
            skip_first(phone)

    return before


def _with_lists(phone: Phone) -> None:
    files("b.mp4", "a.mp4", opened=True)(phone)
    make_list(phone.context(), "Road Trips", (f"{FOLDER}/a.mp4",))


def film(name: str, texts: tuple[str, ...], noise: Sequence[str] = ()) -> Callable[[Phone], None]:
    """A film in the downloads that shows texts one after the other, among others."""

    def before(phone: Phone) -> None:
        put(phone, name, folder=DOWNLOAD, data=movie(texts))
        put(phone, *noise, folder=DOWNLOAD)

    return before


CASES = (
    Case(
        "VlcCreatePlaylist",
        has("Road Trips Series", ("z.mp4", "a_4K.mp4", "clip_7_HD.mp4")),
        {
            "playlist_name": "Road Trips Series",
            "files": ["z.mp4", "a_4K.mp4", "clip_7_HD.mp4"],
            "noise_files": list(NOISE),
        },
        before=files("z.mp4", "a_4K.mp4", *NOISE),
        name="far-apart",
    ),
    Case(
        "VlcCreatePlaylist",
        has("Road Trips Specials", ("b.mp4", "a.mp4")),
        {"playlist_name": "Road Trips Specials", "files": ["b.mp4", "a.mp4"], "noise_files": []},
        before=_with_lists,
        name="beside-another",
    ),
    Case(
        "VlcCreateTwoPlaylists",
        lambda phone, _: (
            has("How To", ("b.mp4", "a.mp4"))(phone, "") and has("Mystery", ("a.mp4",))(phone, "")
        ),
        {
            "playlist_name1": "How To",
            "files1": ["b.mp4", "a.mp4"],
            "noise_files1": ["c.mp4"],
            "playlist_name2": "Mystery",
            "files2": ["a.mp4"],
            "noise_files2": [],
        },
        before=files("a.mp4", "b.mp4", "c.mp4"),
    ),
    Case(
        "MarkorTranscribeVideo",
        holds("clip_transcription.txt", "Hannah, Jonas"),
        {
            "file_name": "clip_transcription.txt",
            "text": "Hannah,Jonas",
            "messages": ["Hannah", "Jonas"],
            "video_name": "clip.mp4",
            "noise_files": ["clip_1.mp4"],
        },
        before=film("clip.mp4", ("Hannah", "Jonas"), ("clip_1.mp4",)),
    ),
)
