"""One picture or video on the whole screen: swiped through, magnified, turned, worked with."""

from dataclasses import replace

from device.phone.apps.gallery import flow, store
from device.phone.apps.gallery.filedialog import begin_rename, file_overlay
from device.phone.apps.gallery.flow import shown_medium
from device.phone.apps.gallery.medium import Medium, thumbnail
from device.phone.apps.gallery.pixel import GalleryChange, Part, written
from device.phone.apps.gallery.state import EDIT, SETTINGS, GalleryActivity, GalleryPageState
from device.phone.apps.gallery.store import BIN
from device.phone.apps.gallery.transfer import transfer_overlay
from device.phone.apps.provider.media import content
from device.phone.file.document import document_uri
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit import viewpart
from device.phone.toolkit.imaging import picture_size
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, GROWING, STACKED, Box, Flow, Handler, Icon, Surface
from device.phone.widget import Back, empty, icon_button, menu, top_bar

Pager = GalleryActivity[GalleryPageState]
_BLACK, _WHITE, _SHADE = "#000000", "#FFFFFF", "#66000000"
_ZOOM, _CLOSEST = 2.5, 8.0


def show_page(hands: Pager) -> Screen:
    """The picture, the bars over it unless a touch took them away."""
    medium = shown_medium(hands)
    if medium is None:
        nothing = empty("photo_library", hands.tr("No media files have been found."))
        nothing.children[1].text = replace(nothing.children[1].text, colour=_WHITE)
        body = View(box=FULL_SIZE, children=(_bar(hands, None), nothing), important=False)
        return Screen(body, background=_BLACK, light_bars=True, title="Simple Gallery")
    parts = [_picture(hands, medium)]
    if hands.state.bars and not hands.state.slides_ms:
        between = fixed(box=GROWING, important=False)
        over = View(
            box=FULL_SIZE, children=(_bar(hands, medium), between, _foot(hands, medium)), important=False
        )
        parts.append(over)
    body = View("FrameLayout", "fragment_holder", box=FULL_SIZE, flow=STACKED, children=parts)
    overlay = _menus(hands, medium) or transfer_overlay(hands) or file_overlay(hands)
    return Screen(body, background=_BLACK, overlay=overlay, light_bars=True, title=medium.name)


def leave_page(hands: Pager) -> bool:
    """Back: ends a slideshow, makes the picture fit again."""
    if hands.state.slides_ms:
        stop(hands)
    elif hands.state.zoom > 1.0:
        hands.set(zoom=1.0)
    else:
        return False
    return True


def stop(hands: Pager) -> None:
    """End the slideshow at what shows now."""
    medium = shown_medium(hands)
    hands.set(slides_ms=0, path=medium.path if medium is not None else hands.state.path)


# -- the picture -----------------------------------------------------------------------------------------
def _picture(hands: Pager, medium: Medium) -> View:
    state = hands.state
    film, drawn = medium.kind == "video", medium.kind == "svg"
    data = content(hands.context, medium.path)
    view = View(
        "ImageView",
        "gestures_view",
        content_description=medium.name,
        box=FULL_SIZE,
        flow=STACKED,
        pager=viewpart.Pager("pager", lambda step: _turn_page(hands, step)),
        picture_fit="contain",
        picture=thumbnail(hands.context, medium) if film or drawn else data,
        on_tap=(lambda: stop(hands)) if state.slides_ms else lambda: hands.set(bars=not state.bars),
    )
    if film:
        play = icon_button(
            "play_circle",
            hands.tr("Play video"),
            lambda: _play(hands, medium),
            resource_id="video_play_outline",
        )
        play.icon = replace(play.icon, colour=_WHITE, size=64.0, filled=True)
        play.box = replace(play.box, width=88.0, height=88.0, place=(0.5, 0.5))
        view.children = (play,)
        return view
    if drawn:
        return view
    if picture_size(data) is None:
        view.picture = None
        view.children = (
            fixed(
                icon=Icon("broken_image", "#808080", size=96.0), box=Box(place=(0.5, 0.5)), important=False
            ),
        )
        return view
    if not state.slides_ms:
        view.gestures = replace(
            view.gestures,
            on_double_tap=lambda x, y: _magnify(hands, data, (x, y)),
            on_pinch=lambda factor, x, y: _pinch(hands, data, factor, (x, y)),
        )
    if state.zoom > 1.0 or state.turned:
        view.picture = Part(data, state.turned, state.zoom, state.at)
    if state.zoom > 1.0:
        view.gestures = replace(
            view.gestures, on_drag=lambda x1, y1, x2, y2: _move(hands, data, (x2 - x1, y2 - y1))
        )
    return view


def _turn_page(hands: Pager, step: int) -> None:
    media = hands.media(hands.state.folder) if hands.state.folder else []
    medium = shown_medium(hands)
    place = next((at for at, one in enumerate(media) if one == medium), 0) + step
    if 0 <= place < len(media):
        slides = hands.context.clock.uptime_ms if hands.state.slides_ms else 0
        hands.set(path=media[place].path, place=place, zoom=1.0, at=(0.5, 0.5), turned=0, slides_ms=slides)


def _seen(hands: Pager, data: bytes) -> tuple[float, float]:
    """How much of the picture the screen is wide and high, at the zoom at which all of it fits."""
    wide, high = hands.context.display.room_size
    own = picture_size(data) or (1, 1)
    if hands.state.turned % 2:
        own = (own[1], own[0])
    scale = min(wide / own[0], high / own[1])
    return wide / (own[0] * scale), high / (own[1] * scale)


def _magnify(hands: Pager, data: bytes, spot: tuple[float, float]) -> None:
    """Bring what is under the finger close, or all of it back. The first of both taps is taken back."""
    state = hands.state
    if state.zoom > 1.0:
        hands.set(zoom=1.0, at=(0.5, 0.5), bars=not state.bars)
        return
    seen = _seen(hands, data)
    at = tuple(0.5 + (spot[axis] - 0.5) * seen[axis] for axis in (0, 1))
    hands.set(zoom=_ZOOM, at=_within(at, seen, _ZOOM), bars=not state.bars)


def _pinch(hands: Pager, data: bytes, factor: float, spot: tuple[float, float]) -> None:
    """Bring it closer or further; what is between the fingers stays there."""
    state, seen = hands.state, _seen(hands, data)
    zoom = min(_CLOSEST, max(1.0, state.zoom * factor))
    change = 1 / state.zoom - 1 / zoom
    at = tuple(state.at[axis] + (spot[axis] - 0.5) * seen[axis] * change for axis in (0, 1))
    hands.set(zoom=zoom, at=_within(at, seen, zoom))


def _move(hands: Pager, data: bytes, by: tuple[float, float]) -> None:
    state = hands.state
    seen = _seen(hands, data)
    at = tuple(state.at[axis] - by[axis] * seen[axis] / state.zoom for axis in (0, 1))
    hands.set(at=_within(at, seen, state.zoom))


def _within(at: tuple[float, ...], seen: tuple[float, float], zoom: float) -> tuple[float, float]:
    """As near to it as leaves no blank beside the picture; in its middle where it is the smaller one."""
    kept = []
    for axis in (0, 1):
        half = seen[axis] / zoom / 2
        kept.append(0.5 if half >= 0.5 else min(1.0 - half, max(half, at[axis])))
    return kept[0], kept[1]


def _play(hands: Pager, medium: Medium) -> None:
    hands.send(Intent(VIEW, document_uri(medium.path), type=media_type(medium.path)))


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: Pager, medium: Medium | None) -> View:
    tr, context = hands.tr, hands.context
    actions: list[View] = []
    if medium is not None:
        if hands.state.turned:
            save = icon_button("save", tr("Save"), lambda: _save(hands, medium), resource_id="menu_save")
            actions.append(save)
        if medium.kind not in ("video", "svg"):
            turn = icon_button(
                "rotate_right", tr("Rotate"), lambda: hands.open("rotate"), resource_id="menu_rotate"
            )
            actions.append(turn)
        known = icon_button(
            "info", tr("Properties"), lambda: hands.open("properties"), resource_id="menu_properties"
        )
        more = icon_button(
            "more_vert", tr("More options"), lambda: hands.open("menu"), class_name="ImageView"
        )
        actions += [known, more]
    bar = top_bar(
        medium.name if medium is not None else "",
        back=Back(context.finish, tr("Back")),
        actions=actions,
        background=_SHADE,
        title_style="title_medium",
        colour=_WHITE,
    )
    bar.resource_id = "medium_viewer_toolbar"
    for action in actions:
        action.icon = replace(action.icon, colour=_WHITE)
    return bar


def _foot(hands: Pager, medium: Medium) -> View:
    tr, context, path = hands.tr, hands.context, medium.path
    liked = path in store.favourites(hands.context)
    share = icon_button(
        Icon("share", _WHITE), tr("Share"), lambda: context.share_files((path,)), resource_id="bottom_share"
    )
    delete = icon_button(
        Icon("delete", _WHITE), tr("Delete"), lambda: hands.open("delete"), resource_id="bottom_delete"
    )
    if path.startswith(BIN):
        back = icon_button(
            Icon("restore_from_trash", _WHITE),
            tr("Restore this file"),
            lambda: flow.restore(hands, (path,)),
            resource_id="bottom_restore",
        )
        parts = [back, share, delete]
    else:
        heart = icon_button(
            Icon("favorite", _WHITE, filled=liked),
            tr("Remove from favorites") if liked else tr("Add to favorites"),
            lambda: store.set_favourite(hands.context, path, on=not liked),
            resource_id="bottom_favorite",
            selected=liked,
        )
        parts = [heart, share, delete]
        if medium.kind not in ("video", "svg"):
            edit = icon_button(
                Icon("edit", _WHITE),
                tr("Edit"),
                lambda: context.start(EDIT, path=path),
                resource_id="bottom_edit",
            )
            parts.insert(1, edit)
    return View(
        "android.view.ViewGroup",
        "bottom_actions",
        box=Box(width=FILL, height=72.0, padding=(32.0, 0.0, 32.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        surface=Surface(_SHADE),
        children=parts,
    )


def _save(hands: Pager, medium: Medium) -> None:
    """Keep the picture as it is turned."""
    data = written(content(hands.context, medium.path), GalleryChange(turned=hands.state.turned), medium.name)
    try:
        if data is not None:
            hands.context.files.write(medium.path, data)
            hands.context.toast(hands.tr("File saved"))
    except FileFault as fault:
        hands.context.toast(hands.tr("Error: {}").format(fault.text))
    hands.set(turned=0)


# -- menus -----------------------------------------------------------------------------------------------
def _menus(hands: Pager, medium: Medium) -> Overlay | None:
    tr = hands.tr

    def turn(quarters: int) -> None:
        hands.set(turned=(hands.state.turned + quarters) % 4, zoom=1.0, at=(0.5, 0.5), dialog="")

    if hands.state.dialog == "rotate":
        ways: list[tuple[str, Handler]] = [
            (tr("Rotate right"), lambda: turn(1)),
            (tr("Rotate left"), lambda: turn(3)),
            (tr("Rotate by 180º"), lambda: turn(2)),
        ]
        return menu(ways, hands.close, anchor=(0.8, 0.03))
    if hands.state.dialog == "menu":
        return menu(_items(hands, medium), hands.close, anchor=(1.0, 0.03))
    return None


def _items(hands: Pager, medium: Medium) -> list[tuple[str, Handler]]:
    tr, context = hands.tr, hands.context

    def slides() -> None:
        hands.set(dialog="", bars=False, slides_ms=hands.context.clock.uptime_ms)

    def elsewhere() -> None:
        hands.close()
        _play(hands, medium)

    settings = (tr("Settings"), context.then(hands.close, lambda: context.start(SETTINGS)))
    if medium.path.startswith(BIN):
        return [settings]
    items: list[tuple[str, Handler]] = [
        (tr("Rename"), lambda: begin_rename(hands)),
        (tr("Copy to"), lambda: flow.begin_transfer(hands, keep=True)),
        (tr("Move to"), lambda: flow.begin_transfer(hands, keep=False)),
        (tr("Open with"), elsewhere),
    ]
    if hands.state.folder:
        items.append((tr("Slideshow"), slides))
    return [*items, settings]
