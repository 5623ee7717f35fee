"""The viewfinder: the picture, the shutter, and what lies around it."""

from dataclasses import replace

from device.phone.apps.camera.mode import mode_list
from device.phone.apps.camera.option import option_row
from device.phone.apps.camera.shoot import scene_of, take_film, take_panorama, take_photo
from device.phone.apps.camera.start import first_page
from device.phone.apps.camera.state import FILM, PACKAGE, CameraActivity, FinderState
from device.phone.apps.camera.store import shots
from device.phone.apps.provider.media import content
from device.phone.file.movie import first_picture
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    STACKED,
    Box,
    Flow,
    Icon,
    Pager,
    Shape,
    Surface,
    Text,
)
from device.phone.widget import icon_button

Finder = CameraActivity[FinderState]
_BLACK, _WHITE = "#000000", "#FFFFFF"
_BAR = 128.0
_GRID = tuple(
    Shape("line", "#80FFFFFF", 1.0, points=points)
    for third in (1 / 3, 2 / 3)
    for points in (((third, 0.0), (third, 1.0)), ((0.0, third), (1.0, third)))
)


def show_finder(hands: Finder) -> Screen:
    """What is before the lens, and the shutter below it; other pages instead where one is due."""
    state, tr = hands.state, hands.tr
    if state.first:
        body = first_page(hands)
    elif state.taken:
        body = _review(hands)
    else:
        parts = (_preview(hands), _bar(hands))
        body = View(
            box=FULL_SIZE,
            flow=Flow("row" if hands.wide else "column", align="stretch"),
            important=False,
            children=parts,
        )
        if state.modes:
            body = View(box=FULL_SIZE, flow=STACKED, children=(body, mode_list(hands)), important=False)
    return Screen(body, background=_BLACK, light_bars=True, title=tr("Camera"))


def _preview(hands: Finder) -> View:
    state, context = hands.state, hands.context
    over: list[View] = []
    if state.since_ms:
        over.append(_running(hands))
    elif not state.due_ms:
        over.append(_mode_button(hands))
    if state.due_ms:
        left = max(1, -(-(state.due_ms - context.clock.uptime_ms) // 1000))
        over.append(View("TextView", "remaining_seconds", Text(str(left), style="96/400/112", colour=_WHITE)))
        over[-1].box = replace(over[-1].box, place=(0.5, 0.5))
    if state.options and not state.since_ms:
        over.append(option_row(hands))
    return View(
        "android.view.TextureView",
        "preview_content",
        content_description=hands.tr("Viewfinder"),
        box=Box(width=FILL, height=FILL, weight=1.0),
        flow=STACKED,
        surface=Surface(_BLACK),
        pager=Pager("finder", lambda step: _swiped(hands, step)),
        picture=scene_of(hands.context, context.clock.uptime_ms),
        shapes=_GRID if hands.chosen.grid else (),
        on_tap=lambda: hands.set(options=False),
        children=over,
    )


def _swiped(hands: Finder, step: int) -> None:
    """To the right the list of modes comes in, to the left what was taken."""
    if hands.state.since_ms or hands.state.due_ms:
        return
    if step < 0:
        hands.set(modes=True, options=False)
    elif shots(hands.context) and not hands.state.wanted:
        hands.context.start(FILM)


def _mode_button(hands: Finder) -> View:
    button = icon_button(
        Icon("menu", _WHITE),
        hands.tr("Mode list"),
        lambda: hands.set(modes=True, options=False),
        resource_id="mode_list_button",
        background="#52000000",
    )
    button.box = replace(button.box, place=(0.07, 0.05) if not hands.wide else (0.04, 0.09))
    return button


def _running(hands: Finder) -> View:
    """How long it has been recording."""
    seconds = (hands.context.clock.uptime_ms - hands.state.since_ms) // 1000
    words = f"{seconds // 60:02d}:{seconds % 60:02d}"
    if hands.state.mode == "panorama":
        words = hands.tr("Turn the phone slowly to the right")
    dot = fixed(box=Box(width=12.0, height=12.0), surface=Surface("#F44336", radius=6.0), important=False)
    text = fixed("TextView", "recording_time", Text(words, style="title_medium", colour=_WHITE))
    return View(
        "LinearLayout",
        "labels",
        box=Box(padding=(14.0, 6.0, 14.0, 6.0), place=(0.5, 0.06)),
        flow=Flow("row", gap=8.0, align="center"),
        surface=Surface("#80000000", radius=16.0),
        children=(dot, text),
    )


# -- the bar ---------------------------------------------------------------------------------------------
def _bar(hands: Finder) -> View:
    """The latest picture, the shutter, the options."""
    state, tr = hands.state, hands.tr
    busy = bool(state.since_ms or state.due_ms)
    options = icon_button(
        Icon("more_horiz" if not state.options else "close", _WHITE),
        tr("Options"),
        lambda: hands.set(options=not hands.state.options),
        resource_id="mode_options_toggle",
    )
    blank = fixed(box=Box(width=56.0, height=56.0), important=False)
    side = blank if busy or state.wanted else _thumbnail(hands) or blank
    parts = (side, _shutter(hands), blank if busy else options)
    if state.wanted and not busy:
        cancel = icon_button("close", tr("Cancel"), hands.context.finish, resource_id="cancel_button")
        cancel.icon = replace(cancel.icon, colour=_WHITE)
        parts = (cancel, *parts[1:])
    return View(
        "FrameLayout",
        "bottom_bar",
        box=Box(
            width=_BAR if hands.wide else FILL,
            height=FILL if hands.wide else _BAR,
            padding=(0.0, 32.0, 0.0, 32.0) if hands.wide else (32.0, 0.0, 32.0, 0.0),
        ),
        flow=Flow("column" if hands.wide else "row", align="center", justify="between"),
        surface=Surface(_BLACK),
        children=tuple(reversed(parts)) if hands.wide else parts,
    )


def _shutter(hands: Finder) -> View:
    state, tr = hands.state, hands.tr
    still = state.mode == "photo"
    inner = {"photo": "photo_camera", "video": "videocam", "panorama": "panorama"}[state.mode]
    ground = _WHITE if still else "#F44336" if state.mode == "video" else "#26A69A"
    return View(
        "ImageView",
        "shutter_button",
        content_description=tr("Shutter"),
        icon=Icon(
            "stop" if state.since_ms else "close" if state.due_ms else inner,
            "#202124" if still else _WHITE,
            size=32.0,
            filled=True,
        ),
        box=Box(width=72.0, height=72.0),
        flow=CENTRED,
        surface=Surface(ground, radius=36.0, border="#9E9E9E", border_width=3.0),
        on_tap=lambda: press(hands),
    )


def _thumbnail(hands: Finder) -> View | None:
    """What was taken last."""
    taken = shots(hands.context)
    if not taken:
        return None
    data = content(hands.context, taken[0].path)
    return View(
        "ImageView",
        "rounded_thumbnail_view",
        content_description=hands.tr("Most recent photo"),
        box=Box(width=56.0, height=56.0),
        surface=Surface(radius=28.0, border=_WHITE, border_width=2.0),
        picture=first_picture(data) if taken[0].is_film else data,
        on_tap=lambda: hands.context.start(FILM),
    )


# -- taking ----------------------------------------------------------------------------------------------
def press(hands: Finder) -> None:
    """The shutter: a photo, now or when the timer has run; recording begins or ends."""
    state, uptime = hands.state, hands.context.clock.uptime_ms
    if state.mode == "photo":
        wait = int(hands.chosen.timer) * 1000
        if state.due_ms:
            hands.set(due_ms=0)
        elif wait:
            hands.set(due_ms=uptime + wait, options=False)
        else:
            snap(hands)
    elif not state.since_ms:
        if state.mode == "video":
            hands.context.interrupt_sound(PACKAGE, "MEDIA")
        hands.set(since_ms=uptime, options=False)
    else:
        stop(hands)


def snap(hands: Finder) -> None:
    """Take the photo."""
    path = take_photo(hands.context, hands.state.target)
    hands.set(due_ms=0)
    _done(hands, path)
    if path:
        hands.set(options=False)


def stop(hands: Finder) -> None:
    """End what is being recorded, and keep it."""
    state = hands.state
    if state.mode == "video":
        path = take_film(hands.context, state.since_ms, state.target)
    else:
        path = take_panorama(hands.context, state.since_ms)
    hands.set(since_ms=0)
    hands.context.release_sound(PACKAGE)
    _done(hands, path)


def _done(hands: Finder, path: str) -> None:
    if not path:
        hands.context.toast(hands.tr("Not enough storage space"))
    if hands.state.wanted:
        hands.set(taken=path)


def _review(hands: Finder) -> View:
    """What was taken for another app: keep it, or take another."""
    tr, state, files = hands.tr, hands.state, hands.context.files
    data = files.read(state.taken) if files.is_file(state.taken) else b""
    picture = View(
        "ImageView",
        "intent_review_imageview",
        content_description=tr("Photo"),
        box=Box(width=FILL, weight=1.0),
        picture=first_picture(data) if state.wanted == "video" else data,
        picture_fit="contain",
    )

    def accept() -> None:
        hands.context.finish(Intent(data=f"file://{state.taken}"))

    buttons = (
        icon_button(Icon("close", _WHITE), tr("Cancel"), hands.context.finish, resource_id="cancel_button"),
        icon_button(
            Icon("replay", _WHITE), tr("Retake"), lambda: hands.set(taken=""), resource_id="retake_button"
        ),
        icon_button(Icon("check", _WHITE), tr("Done"), accept, resource_id="done_button"),
    )
    bar = View(
        box=Box(width=FILL, height=96.0, padding=(32.0, 0.0, 32.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        children=buttons,
    )
    return View(box=FULL_SIZE, children=(picture, bar), important=False)
