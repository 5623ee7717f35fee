"""What was taken, one at a time: looked at, shared, edited, deleted."""

from dataclasses import replace

from device.phone.apps.camera.state import SNACK_MS, CameraActivity, FilmState
from device.phone.apps.camera.store import Shot, shots
from device.phone.apps.provider.media import content
from device.phone.apps.provider.moment import local_of, time_of
from device.phone.file.container import length_ms_of
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.file.movie import first_picture
from device.phone.system.intent import Intent
from device.phone.system.timetext import date_text
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, STACKED, Box, Flow, Icon, Pager
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    dialog,
    empty,
    icon_button,
    menu,
    page,
    snackbar,
    tile,
    top_bar,
)

Film = CameraActivity[FilmState]
_WHITE, _BLACK = "#FFFFFF", "#000000"


def show_film(hands: Film) -> Screen:
    """One picture in the middle, what can be done with it below."""
    tr, taken = hands.tr, shots(hands.context)
    at = max(0, min(hands.state.at, len(taken) - 1))
    if not taken:
        nothing = empty("photo_library", tr("No photos"))
        nothing.children[1].text = replace(nothing.children[1].text, colour=_WHITE)
        body = View(box=Box(width=FILL, weight=1.0), children=(nothing,), important=False)
        parts = (_head(hands, empty=True), body)
        return Screen(page(*parts), background=_BLACK, snackbar=_snack(hands), light_bars=True)
    shot = taken[at]
    return Screen(
        page(_head(hands), _picture(hands, shot, at, len(taken)), _foot(hands, shot)),
        background=_BLACK,
        overlay=_overlay(hands, shot),
        snackbar=_snack(hands),
        light_bars=True,
        title=tr("Filmstrip"),
    )


def _head(hands: Film, *, empty: bool = False) -> View:
    """The arrow back, and the menu of what is shown."""
    more = icon_button(Icon("more_vert", _WHITE), hands.tr("More options"), lambda: hands.open("menu"))
    actions = () if empty else (more,)
    bar = top_bar("", back=Back(hands.context.finish, hands.tr("Navigate up")), actions=actions)
    bar.children[0].icon = replace(bar.children[0].icon, colour=_WHITE)
    return bar


def _picture(hands: Film, shot: Shot, at: int, count: int) -> View:
    tr, data = hands.tr, content(hands.context, shot.path)
    kind = tr("Video {} of {}") if shot.is_film else tr("Photo {} of {}")

    def turn(step: int) -> None:
        if at + step < 0:
            hands.context.finish()
        elif at + step < count:
            hands.set(at=at + step)

    over: tuple[View, ...] = ()
    if shot.is_film:
        play = icon_button(
            "play_circle", tr("Play video"), lambda: _view(hands, shot), resource_id="play_button"
        )
        play.icon = replace(play.icon, colour=_WHITE, size=64.0, filled=True)
        play.box = replace(play.box, width=88.0, height=88.0, place=(0.5, 0.5))
        over = (play,)
    return View(
        "ImageView",
        "filmstrip_view",
        content_description=kind.format(at + 1, count),
        box=Box(width=FILL, weight=1.0),
        flow=STACKED,
        pager=Pager("film", turn),
        picture=first_picture(data) if shot.is_film else data,
        picture_fit="contain",
        children=over,
    )


def _view(hands: Film, shot: Shot, action: str = "VIEW") -> None:
    intent = Intent(f"android.intent.action.{action}", f"file://{shot.path}", type=media_type(shot.path))
    hands.send(intent)


def _foot(hands: Film, shot: Shot) -> View:
    tr = hands.tr
    parts = [
        icon_button(
            Icon("share", _WHITE),
            tr("Share photo") if not shot.is_film else tr("Share video"),
            lambda: hands.context.share_files((shot.path,)),
            resource_id="filmstrip_bottom_control_share",
        ),
        icon_button(
            Icon("delete", _WHITE),
            tr("Delete photo") if not shot.is_film else tr("Delete video"),
            lambda: _delete(hands, shot),
            resource_id="filmstrip_bottom_control_delete",
        ),
    ]
    if not shot.is_film:
        edit = icon_button(Icon("edit", _WHITE), tr("Edit photo"), lambda: _view(hands, shot, "EDIT"))
        edit.resource_id = "filmstrip_bottom_control_edit"
        parts.insert(0, edit)
    return View(
        "FrameLayout",
        "filmstrip_bottom_control_panel",
        box=Box(width=FILL, height=72.0, padding=(40.0, 0.0, 40.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        children=parts,
    )


# -- deleting --------------------------------------------------------------------------------------------
def _delete(hands: Film, shot: Shot) -> None:
    data = content(hands.context, shot.path)
    try:
        hands.context.files.remove(shot.path)
    except FileFault:
        return
    until = hands.context.clock.uptime_ms + SNACK_MS
    hands.set(dialog="", gone=shot.path, data=data, modified_ns=shot.modified_ns, snack_until_ms=until)


def _snack(hands: Film) -> View | None:
    state, tr = hands.state, hands.tr
    if not state.gone or hands.context.clock.uptime_ms >= state.snack_until_ms:
        return None

    def undo() -> None:
        hands.context.files.write(state.gone, state.data, mtime_ns=state.modified_ns)
        hands.set(gone="", data=b"")

    words = tr("Video deleted") if state.gone.endswith(".mp4") else tr("Photo deleted")
    return snackbar(words, tr("Undo"), undo)


# -- menu ------------------------------------------------------------------------------------------------
def _overlay(hands: Film, shot: Shot) -> Overlay | None:
    tr = hands.tr
    if hands.state.dialog == "menu":
        items = [
            (tr("Delete"), lambda: _delete(hands, shot)),
            (tr("Details"), lambda: hands.open("details")),
        ]
        return menu(items, hands.close, anchor=(1.0, 0.03))
    return _details(hands, shot) if hands.state.dialog == "details" else None


def _details(hands: Film, shot: Shot) -> Overlay:
    """What is known of a file."""
    from device.phone.toolkit.imaging import picture_size  # noqa: PLC0415  (heavy)

    tr, context, data = hands.tr, hands.context, content(hands.context, shot.path)
    moment = shot.modified_ns // 1_000_000
    day = date_text(tr, local_of(context, moment).date(), short=True)
    known = [
        (tr("Title"), shot.name.rpartition(".")[0]),
        (tr("Time"), f"{day} {time_of(context, moment)}"),
        (tr("File size"), f"{len(data) / 1_000_000:.2f} MB"),
        (tr("Path"), shot.path),
    ]
    size = picture_size(first_picture(data) if shot.is_film else data)
    if size is not None:
        known.insert(2, (tr("Dimensions"), f"{size[0]} x {size[1]}"))
    if shot.is_film:
        seconds = length_ms_of(data) // 1000
        known.insert(3, (tr("Duration"), f"{seconds // 60:02d}:{seconds % 60:02d}"))
    rows = [
        tile(value, name, look=TileLook(title_lines=4, padding=(24.0, 4.0, 24.0, 4.0)))
        for name, value in known
    ]
    return dialog(tr("Details"), rows, accept=Choice(tr("Close"), hands.close), on_dismiss=hands.close)


def forgotten(state: FilmState) -> FilmState:
    """Without what was deleted, once that can no longer come back."""
    return replace(state, gone="", data=b"")
