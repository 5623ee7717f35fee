"""VLC: playlists of files in order; what a film shows, read off its picture."""

import unicodedata
from collections.abc import Sequence

from PIL import Image

from device.screen import Bounds
from grounding.ocrread import read_text
from tasks.gold.hand import Hand
from tasks.gold.markor import write_note
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "org.videolan.vlc"
_SURFACE, _LISTED, _MORE = "player_surface_frame", "container", "item_more"
_MEMORY = ("Internal memory", "内部存储")
_STEP = 3.9
"""Seconds between two looks at a film: a text that stands for eight is seen twice."""
_MOST_LOOKS = 400
_DARK = 16
"""Below it a pixel is black."""
_SURE = 0.985
"""How sure a reading is that nobody doubts, 0-1."""
_ALIKE = ("il1|!jt", "0oaeqcd", "mn", "uvy", "5s", "8b", "2z")
"""Signs that one text may be read as in another picture of it, without case."""


# -- tasks ---------------------------------------------------------------------------------------------
@solves("VlcCreatePlaylist")
def create_playlist(hand: Hand, params: Params) -> None:
    """A playlist with files in order."""
    make_playlist(hand, params.text("playlist_name"), params.texts("files"))


@solves("VlcCreateTwoPlaylists")
def create_two_playlists(hand: Hand, params: Params) -> None:
    """Two playlists, one after the other."""
    make_playlist(hand, params.text("playlist_name1"), params.texts("files1"))
    make_playlist(hand, params.text("playlist_name2"), params.texts("files2"))


@solves("MarkorTranscribeVideo", needs="rapidocr")
def transcribe(hand: Hand, params: Params) -> None:
    """A note with the texts that a film shows one after the other."""
    open_folder(hand, "Download")
    write_note(hand, params.text("file_name"), ", ".join(texts_in(watch(hand, params.text("video_name")))))


# -- steps ---------------------------------------------------------------------------------------------
def open_folder(hand: Hand, name: str) -> None:
    """A folder of the storage in VLC, the pages of a first start passed by."""
    hand.open_app(_PACKAGE)
    for _ in range(3):
        if not hand.sees(id="skip_button") and not hand.sees(id="doneButton"):
            break
        hand.tap(id=("skip_button", "doneButton"))
        hand.allow()
    hand.back_until(id="nav_directories")
    hand.tap(id="nav_directories")
    hand.tap(*_MEMORY, id="title")
    hand.scroll_to(text=name, id="title")
    hand.tap(text=name, id="title")


def make_playlist(hand: Hand, name: str, files: Sequence[str]) -> None:
    """A new playlist with files of the folder that benchmarks use, in this order."""
    open_folder(hand, "VLCVideos")
    for place, file in enumerate(files):
        hand.scroll_to(text=file, id="title")
        if place:
            hand.tap(text=file, id="title")
        else:
            hand.long_press(text=file, id="title")
    hand.tap(id="action_mode_add_playlist")
    hand.type(name, id="dialog_playlist_name")
    hand.tap("SAVE", "保存")
    hand.wait_until_gone(id="dialog_playlist_name")


def watch(hand: Hand, name: str) -> list[Image.Image]:
    """Play a film of the folder that shows from its start to its end; its picture from time to time."""
    hand.scroll_to(text=name, id="title")
    title = hand.find(text=name, id="title")
    rows = [row for row in hand.find_all(id=_LISTED) if title and row.bounds.contains(title.bounds.center)]
    hand.tap(id=_MORE, inside=rows[0])
    hand.tap("Play from start", "从头播放")
    shots: list[Image.Image] = []
    for _ in range(_MOST_LOOKS):
        seen = hand.device.observe()
        surface = next((one for one in seen.elements if one.resource_id.endswith(_SURFACE)), None)
        if surface is None or seen.screenshot is None:
            break
        bars = [one.bounds for one in seen.elements if one.resource_id.endswith(("_header", "_overlay"))]
        shots.append(_cut(seen.screenshot.image, surface.bounds, bars))
        hand.device.wait(_STEP)
    return shots


def texts_in(shots: Sequence[Image.Image]) -> list[str]:
    """The texts on pictures that follow one another, each once, as the surest reading has it.

    Reading is slow: every second picture is read, one between only where a reading beside it is not sure.
    """
    read = {place: _read(shot) for place, shot in enumerate(shots) if place % 2 == 0}
    for place in range(1, len(shots), 2):
        if min(read[near][0] for near in (place - 1, place + 1) if near in read) < _SURE:
            read[place] = _read(shots[place])
    groups: list[list[tuple[float, str]]] = []
    for _, reading in sorted(read.items()):
        if groups and reading[1] and _like(groups[-1][-1][1], reading[1]):
            groups[-1].append(reading)
        elif reading[1]:
            groups.append([reading])
    found = [max(group)[1] for group in groups]
    capital = all(text[0].isupper() for text in found if text[0] not in "l1|0")
    return [_spelt(text, capital=capital) for text in found]


def _read(picture: Image.Image) -> tuple[float, str]:
    """How sure a reading is, and the text; nothing is surely nothing."""
    lines = read_text(picture)
    return min((line.score for line in lines), default=1.0), " ".join(line.text.strip() for line in lines)


def _cut(picture: Image.Image, surface: Bounds, bars: Sequence[Bounds]) -> Image.Image:
    """The film's picture between what lies over its top and its bottom, without the black around it."""
    middle = surface.center.y
    top = max([surface.top, *(bar.bottom for bar in bars if bar.bottom <= middle)])
    bottom = min([surface.bottom, *(bar.top for bar in bars if bar.top >= middle)])
    cut = picture.convert("RGB").crop((surface.left, top, surface.right, bottom))
    return cut.crop(cut.point([0 if value < _DARK else 255 for value in range(256)] * 3).getbbox())


def _like(one: str, other: str) -> bool:
    """Whether two readings may be of one text: but for a sign that is easily mistaken they are the same."""
    one, other = _bare(one), _bare(other)
    if len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) <= max(1, len(one) // 6) and all(
        any(a in group and b in group for group in _ALIKE) for a, b in apart
    )


def _bare(text: str) -> str:
    """Without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _spelt(text: str, *, capital: bool) -> str:
    """What a reader takes for a digit or a small letter at the start of a name, put right."""
    if text[0] == "0" and text[1:].isalpha():
        return f"O{text[1:]}"
    if capital and text[0] in "l1|" and text[1:].isalpha():
        return f"I{text[1:]}"
    return text
