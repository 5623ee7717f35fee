"""The player: the picture, and the controls over it that go away by themselves while it plays."""

from dataclasses import replace

from device.phone.apps.provider.film import Film, Still, is_installed
from device.phone.apps.provider.media import content
from device.phone.apps.vlc.option import next_aspect, next_rotation, options, ratio_of
from device.phone.apps.vlc.playing import (
    Player,
    back_up,
    film,
    hidden,
    is_film,
    leave,
    path,
    position,
    seek,
    skip,
    toggle,
    touch,
)
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    GROWING,
    STACKED,
    Box,
    Flow,
    Gestures,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import icon_button, slider

_WHITE, _BLACK, _VEILED = "#FFFFFF", "#000000", "#99000000"
_SWEEP_MS = 60_000
"""How far a swipe over the whole width seeks."""
_MARGIN = 32.0
"""dp beside the seek bar, both sides together."""


def show_player(hands: Player) -> Screen:
    """The picture with what lies over it."""
    state = hands.state
    found = film(hands, state)
    floor = View("FrameLayout", "player_root", box=FULL_SIZE, flow=STACKED, surface=Surface(_BLACK))
    picture = _picture(hands, found)
    if found is None:
        floor.children = (_message(hands, hands.tr("VLC can't play this file")), _head(hands))
    elif state.locked:
        floor.children = (picture, _unlock(hands))
    elif hidden(hands):
        floor.children = (picture,)
    else:
        floor.children = (picture, _controls(hands, found))
    return Screen(
        floor,
        background=_BLACK,
        overlay=options(hands, found.length_ms if found is not None else 0),
        light_bars=True,
        title=hands.tr("VLC"),
    )


def _picture(hands: Player, found: Film | None) -> View:
    """What shows now: a frame, a note for a sound, or why there is no picture."""
    if found is None:
        return View(box=FULL_SIZE, important=False)
    length, state = found.length_ms, hands.state

    def drag(x1: float, y1: float, x2: float, y2: float) -> None:
        if not state.locked and abs(x2 - x1) > abs(y2 - y1):
            seek(hands, position(hands, length) + int((x2 - x1) * _SWEEP_MS), length)

    surface = View(
        "android.view.SurfaceView",
        "player_surface_frame",
        content_description=hands.tr("Video") if is_film(state) else hands.tr("Audio"),
        box=FULL_SIZE,
        flow=CENTRED,
        gestures=Gestures(on_drag=drag),
        on_tap=lambda: touch(hands),
    )
    if found.rate:
        number = int(position(hands, max(0, length - 1)) * found.rate / 1000 + 1e-6)
        room = hands.context.display.room_size
        ratio = ratio_of(state.aspect, room)
        still = Still(content(hands.context, path(state)), number, found.rate, ratio)
        if state.aspect == "Center":
            density = hands.context.density
            inner = View(
                box=Box(width=found.size[0] / density, height=found.size[1] / density),
                important=False,
                picture=still,
            )
            surface.children = (inner,)
        else:
            surface.picture = still
            surface.picture_fit = "cover" if state.aspect == "Fit screen" else "contain"
    elif is_film(state) and not is_installed():
        surface.children = (_message(hands, hands.tr("Codec not supported")),)
    else:
        surface.children = (
            fixed(icon=Icon("music_note", "app_orange", size=120.0), important=False),
            fixed("TextView", text=Text(_name(hands), style="title_large", colour=_WHITE, align="center")),
        )
    return surface


def _message(hands: Player, text: str) -> View:
    words = View(
        "TextView", "player_message", Text(text, style="title_medium", colour=_WHITE, align="center")
    )
    name = View(
        "TextView",
        "player_message_file",
        Text(_name(hands), style="body_medium", colour="#BDBDBD", align="center"),
    )
    sign = fixed(icon=Icon("error", "app_orange", size=56.0), important=False)
    return View(
        box=Box(width=FILL, height=FILL, padding=(32.0, 72.0, 32.0, 72.0)),
        flow=Flow(gap=16.0, align="center", justify="center"),
        children=(sign, words, name),
        important=False,
    )


def _name(hands: Player) -> str:
    return path(hands.state).rpartition("/")[2]


# -- controls --------------------------------------------------------------------------------------------
def _controls(hands: Player, found: Film) -> View:
    between = fixed(box=Box(width=FILL, weight=1.0), important=False)
    return View(box=FULL_SIZE, children=(_head(hands), between, _foot(hands, found)), important=False)


def _head(hands: Player) -> View:
    """Out, the name, and more."""
    tr = hands.tr
    name = View(
        "TextView",
        "player_overlay_title",
        Text(_name(hands), style="title_medium", colour=_WHITE, max_lines=1),
        box=GROWING,
    )
    return View(
        "LinearLayout",
        "player_overlay_header",
        box=Box(width=FILL, height=64.0, padding=(4.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        surface=Surface(_VEILED),
        children=(
            _act("arrow_back", tr("Navigate up"), lambda: leave(hands), "player_overlay_navmenu"),
            name,
            _act("queue_music", tr("Queue"), lambda: hands.open("queue"), "playlist_toggle"),
            _act("screen_rotation", tr("Orientation"), lambda: next_rotation(hands), "orientation_toggle"),
        ),
    )


def _act(icon: str, label: str, act: Handler, name: str, *, large: bool = False) -> View:
    size = 64.0 if large else 44.0
    return icon_button(
        Icon(icon, _WHITE, size=44.0 if large else 26.0), label, act, resource_id=name, size=size
    )


def _foot(hands: Player, found: Film) -> View:
    """Times and seek bar over the buttons."""
    tr, length = hands.tr, found.length_ms
    at = position(hands, length)
    time = fixed(
        "TextView", "player_overlay_time", Text(span_text(at, short=True), style="body_medium", colour=_WHITE)
    )
    whole = View(
        "TextView",
        "player_overlay_length",
        Text(span_text(length, short=True) if length else "--:--", style="body_medium", colour=_WHITE),
    )
    times = View(
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 0.0)),
        flow=Flow("row", justify="between"),
        important=False,
        children=(time, whole),
    )
    room = hands.context.display.room_size[0] / hands.context.density
    bar = slider(
        tr("Seek bar"),
        at / length if length else 0.0,
        lambda to: seek(hands, int(to * length), length),
        resource_id="player_overlay_seekbar",
        enabled=bool(length),
        length=room - _MARGIN,
    )
    bar.box = replace(bar.box, margin=(_MARGIN / 2, 0.0, _MARGIN / 2, 0.0))
    return View(
        "LinearLayout",
        "progress_overlay",
        box=FULL_WIDTH,
        surface=Surface(_VEILED),
        children=(times, bar, _buttons(hands, at, length)),
    )


def _buttons(hands: Player, at: int, length: int) -> View:
    """What works the player; to other files only where there are any."""
    tr, plays = hands.tr, bool(hands.state.since_ms)
    seconds = int(hands.setting("jump") or 10)
    jump, ten = seconds * 1000, seconds == 10
    before = _act("skip_previous", tr("Previous"), lambda: back_up(hands, length), "player_overlay_previous")
    after = _act("skip_next", tr("Next"), lambda: skip(hands, 1), "player_overlay_next")
    several = len(hands.state.queue) > 1
    middle = (
        _act(
            "replay_10" if ten else "fast_rewind",
            tr("Rewind"),
            lambda: seek(hands, at - jump, length),
            "player_overlay_rewind",
        ),
        _act(
            "pause" if plays else "play_arrow",
            tr("Pause") if plays else tr("Play"),
            lambda: toggle(hands, length),
            "player_overlay_play",
            large=True,
        ),
        _act(
            "forward_10" if ten else "fast_forward",
            tr("Fast forward"),
            lambda: seek(hands, at + jump, length),
            "player_overlay_forward",
        ),
    )
    return View(
        "LinearLayout",
        "player_overlay_buttons",
        box=Box(width=FILL, padding=(8.0, 0.0, 8.0, 12.0)),
        flow=Flow("row", align="center", justify="between"),
        children=(
            _act("lock_open", tr("Lock"), lambda: hands.set(locked=True), "lock_overlay_button"),
            *((before, *middle, after) if several else middle),
            _act("aspect_ratio", tr("Aspect ratio"), lambda: next_aspect(hands), "player_resize"),
            _act(
                "more_horiz", tr("More actions"), lambda: hands.open("options"), "player_overlay_adv_function"
            ),
        ),
    )


def _unlock(hands: Player) -> View:
    """The only thing that can be touched."""
    button = _act("lock", hands.tr("Unlock"), lambda: hands.set(locked=False), "player_overlay_unlock")
    button.surface = replace(button.surface, background=_VEILED, radius=22.0)
    button.box = replace(button.box, place=(0.5, 0.88))
    return button
