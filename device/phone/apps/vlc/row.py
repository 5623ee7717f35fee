"""Rows of media and folders, and what a touch on them does."""

from collections.abc import Sequence

from device.phone.apps.activity import toggled
from device.phone.apps.provider.film import Still, demuxer_of, is_installed
from device.phone.apps.provider.media import content
from device.phone.apps.vlc.library import VlcItem, length_of
from device.phone.apps.vlc.state import PLAYER, S, VlcActivity, VlcMainState
from device.phone.apps.vlc.store import entry_of, shelf
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FILL, GROWING, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import icon_button

Main = VlcActivity[VlcMainState]
ROW = 76.0
"""dp of a row."""
_ORANGE = "app_orange"


def turn(hands: Main, key: str) -> None:
    """Select something, or no longer; what is selected keeps the order in which it was touched."""
    hands.set(selected=toggled(hands.state.selected, key))


def play(hands: VlcActivity[VlcMainState], paths: Sequence[str], at: int = 0, *, fresh: bool = False) -> None:
    """Open the player with some files, beginning with one of them; `fresh` = not where it was left off."""
    if paths:
        hands.context.start(PLAYER, queue="\n".join(paths), at=at, fresh=fresh)


def media_row(hands: Main, item: VlcItem, queue: Sequence[str]) -> View:
    """A film or sound; a touch plays it, and what comes after it in `queue` where the settings say so."""
    path = item.path
    playable = bool(queue)
    goes_on = hands.on("play_all_video" if item.is_film else "play_all_audio")

    def tap() -> None:
        if hands.state.selected:
            turn(hands, path)
        elif playable:
            play(hands, *((queue, queue.index(path)) if goes_on else ((path,), 0)))
        else:
            hands.set(dialog="menu", chosen=(path,))

    length, known = length_of(hands.context, item), entry_of(hands.context, path)
    parts = [span_text(length, short=True)] if length else []
    if known is not None and known.last_time_ms and length:
        parts.append(hands.tr("{} left").format(span_text(length - known.last_time_ms, short=True)))
    return line(
        hands,
        path,
        item.name,
        " • ".join(parts) or size_text(item.size),
        thumbnail(hands, item),
        on_tap=tap,
        on_more=lambda: hands.set(dialog="menu", chosen=(path,)),
    )


def line(
    hands: Main, key: str, title: str, about: str, sign: View, *, on_tap: Handler, on_more: Handler | None
) -> View:
    """A row with a picture in front; a long press selects it."""
    chosen = key in hands.state.selected
    name = fixed("TextView", "title", Text(title, max_lines=2))
    foot = View(
        "TextView", "description", Text(about, style="body_small", colour="on_surface_variant", max_lines=1)
    )
    words = View(
        box=GROWING, flow=Flow(gap=2.0), children=(name, foot) if about else (name,), important=False
    )
    more = (
        (icon_button("more_vert", hands.tr("More actions"), on_more, resource_id="item_more"),)
        if on_more is not None and not hands.state.selected
        else ()
    )
    mark = (fixed("ImageView", "selected_check", icon=Icon("check_circle", _ORANGE, filled=True)),)
    return View(
        "android.view.ViewGroup",
        "container",
        box=Box(width=FILL, height=ROW, padding=(16.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("secondary_container" if chosen else ""),
        selected=chosen,
        on_tap=on_tap,
        on_long_press=lambda: turn(hands, key),
        children=(sign, words, *(mark if chosen else ()), *more),
    )


def sign_of(icon: str, colour: str = "on_surface_variant") -> View:
    """A symbol in the place of a picture."""
    return View(
        icon=Icon(icon, colour, size=28.0),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
        surface=Surface("surface_container_high", radius=8.0),
        important=False,
    )


def thumbnail(hands: Main, item: VlcItem) -> View:
    """The first frame of a film, where it can be decoded."""
    if not item.is_film:
        return sign_of("music_note", _ORANGE)
    data = content(hands.context, item.path)
    if not is_installed() or not demuxer_of(data):
        return sign_of("movie", _ORANGE)
    return View(
        box=Box(width=88.0, height=56.0),
        surface=Surface("app_black", radius=6.0),
        picture=Still(data, 0, 1.0),
        important=False,
    )


def size_text(size: int) -> str:
    """As "12 B", "1.9 MB"."""
    amount, unit = float(size), "B"
    for following in ("KB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, following
    return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"


def counted(hands: VlcActivity[S], count: int, one: str, several: str) -> str:
    """A number of things in words: `one` and `several` are texts with {}."""
    return hands.tr(one if count == 1 else several).format(count)


def list_names(hands: Main, paths: Sequence[str]) -> str:
    """What a question calls the things it is about: the name of one, the number of several."""
    if len(paths) != 1:
        return str(len(paths))
    named = {str(one.id): one.name for one in shelf(hands.context).playlists}
    return named.get(paths[0], paths[0].rpartition("/")[2])
