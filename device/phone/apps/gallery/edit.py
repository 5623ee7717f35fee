"""The editor: crop, turn, mirror, tint, draw, and save under this name or another."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from device.phone.apps.gallery.cropping import RATIOS, crop_view, cropped_to, dragged
from device.phone.apps.gallery.pixel import FILTERS, WHOLE, Edited, GalleryChange, written
from device.phone.apps.gallery.state import NAME, GalleryActivity, GalleryEditState
from device.phone.apps.provider.media import content
from device.phone.file.document import document_uri
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.intent import Intent
from device.phone.toolkit.imaging import picture_size
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    STACKED,
    Box,
    Flow,
    Handler,
    Icon,
    Input,
    Surface,
)
from device.phone.widget import Back, Choice, alert, chip, dialog, icon_button, text_field, top_bar

Editor = GalleryActivity[GalleryEditState]
_BLACK, _WHITE = "#000000", "#FFFFFF"
_OTHERS = 64.0 + 80.0 + 64.0 + 24.0
"""dp above and below the picture."""
_TOOLS = (("filter", "photo_filter", "Filter"), ("crop", "crop", "Crop & rotate"), ("draw", "brush", "Draw"))
_FILTERS = {
    "none": "None", "grey": "Black & white", "sepia": "Sepia", "negative": "Negative", "bright": "Bright",
    "warm": "Warm",
}  # fmt: skip
_RATIOS = {"free": "Free", "1:1": "1:1", "4:3": "4:3", "16:9": "16:9"}
_INKS = ("#E53935", "#FDD835", "#43A047", "#1E88E5", "#000000", "#FFFFFF")


def show_editor(hands: Editor) -> Screen:
    """The picture with its changes, and the tools below it."""
    body = View(
        box=FULL_SIZE, children=(_bar(hands), _middle(hands), _choices(hands), _tools(hands)), important=False
    )
    return Screen(body, background=_BLACK, overlay=_overlay(hands), light_bars=True, title=hands.tr("Editor"))


def change_of(state: GalleryEditState) -> GalleryChange:
    """All that is to be done with the picture."""
    return GalleryChange(state.turned, state.mirrored, state.upturned, state.filter, state.lines, state.crop)


def leave_editor(hands: Editor) -> bool:
    """Back: asks when something would be lost."""
    if change_of(hands.state) == GalleryChange():
        return False
    hands.open("discard")
    return True


def _size(hands: Editor) -> tuple[int, int]:
    """Of the picture as it is turned."""
    wide, high = picture_size(content(hands.context, hands.state.path)) or (1, 1)
    return (high, wide) if hands.state.turned % 2 else (wide, high)


def _middle(hands: Editor) -> View:
    """The picture, as large as there is room, with the frame of the crop on it."""
    state, context = hands.state, hands.context
    room_wide, room_high = (side / context.density for side in context.display.room_size)
    wide, high = _size(hands)
    scale = min((room_wide - 48.0) / wide, max(96.0, room_high - _OTHERS) / high)
    shown = GalleryChange(state.turned, state.mirrored, state.upturned, state.filter, state.lines)
    view = View(
        "ImageView",
        "crop_image_view",
        content_description=hands.tr("Picture"),
        box=Box(width=max(24.0, wide * scale), height=max(24.0, high * scale)),
        flow=STACKED,
        picture=Edited(content(context, state.path), shown),
        picture_fit="contain",
    )
    if state.tool == "crop":
        view.children = crop_view(state.crop)
        view.gestures = replace(
            view.gestures, on_drag=lambda x1, y1, x2, y2: _drag_crop(hands, (x1, y1), (x2, y2))
        )
    elif state.tool == "draw":
        view.gestures = replace(
            view.gestures,
            on_drag=lambda x1, y1, x2, y2: hands.set(lines=(*state.lines, (x1, y1, x2, y2, state.colour))),
        )
    return View(box=Box(width=FILL, weight=1.0), flow=CENTRED, children=(view,), important=False)


def _drag_crop(hands: Editor, start: tuple[float, float], end: tuple[float, float]) -> None:
    wide, high = _size(hands)
    ratio = RATIOS.get(hands.state.ratio)
    hands.set(crop=dragged(hands.state.crop, start, end, ratio * high / wide if ratio else 0.0))


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: Editor) -> View:
    tr = hands.tr
    actions = []
    if hands.state.lines and hands.state.tool == "draw":
        undo = icon_button(
            "undo", tr("Undo"), lambda: hands.set(lines=hands.state.lines[:-1]), resource_id="undo"
        )
        actions.append(undo)
    actions.append(icon_button("check", tr("Save as"), lambda: _begin_save(hands), resource_id="save_as"))
    back = lambda: None if leave_editor(hands) else hands.context.finish()  # noqa: E731
    bar = top_bar(tr("Editor"), back=Back(back, tr("Back")), actions=actions, colour=_WHITE)
    for action in actions:
        action.icon = replace(action.icon, colour=_WHITE)
    bar.resource_id = "editor_toolbar"
    return bar


def _row(name: str, children: Sequence[View], height: float) -> View:
    return View(
        "HorizontalScrollView",
        name,
        box=Box(width=FILL, height=height, padding=(8.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center", justify="center"),
        children=children,
    )


def _rows(hands: Editor, name: str, above: Sequence[View], below: Sequence[View]) -> View:
    """Two rows, beside each other where the phone lies: large letters need the room."""
    if hands.wide:
        return _row(name, (*above, *below), 48.0)
    rows = (_row("", above, 40.0), _row("", below, 40.0))
    return View("LinearLayout", name, box=FULL_WIDTH, children=rows)


def _choices(hands: Editor) -> View:
    """What the chosen tool offers."""
    tr, state = hands.tr, hands.state
    if state.tool == "filter":
        chips = [_filter(hands, one) for one in FILTERS]
        half = len(chips) // 2
        return _rows(hands, "bottom_actions_filter_list", chips[:half], chips[half:])
    if state.tool == "draw":
        inks = [
            View(
                "ImageView",
                "draw_colour",
                content_description=tr("Colour {}").format(place + 1),
                box=Box(width=32.0, height=32.0),
                surface=Surface(
                    ink, radius=16.0, border=_WHITE, border_width=3.0 if ink == state.colour else 1.0
                ),
                selected=ink == state.colour,
                on_tap=partial(hands.set, colour=ink),
            )
            for place, ink in enumerate(_INKS)
        ]
        return _row("bottom_draw_colours", inks, 48.0)
    buttons = (
        _tool("rotate_right", tr("Rotate"), lambda: _turn(hands), "bottom_rotate"),
        _tool(
            "swap_horiz",
            tr("Flip horizontally"),
            lambda: _flip(hands, "mirrored"),
            "bottom_flip_horizontally",
        ),
        _tool("swap_vert", tr("Flip vertically"), lambda: _flip(hands, "upturned"), "bottom_flip_vertically"),
    )
    ratios = [
        _pill(tr(label), name == state.ratio, partial(_set_ratio, hands, name))
        for name, label in _RATIOS.items()
    ]
    return _rows(hands, "bottom_editor_crop_rotate_actions", buttons, ratios)


def _filter(hands: Editor, name: str) -> View:
    return _pill(hands.tr(_FILTERS[name]), name == hands.state.filter, lambda: hands.set(filter=name))


def _pill(label: str, chosen: bool, act: Handler) -> View:
    view = chip(label, act, selected=chosen)
    if not chosen:
        view.text = replace(view.text, colour=_WHITE)
    return view


def _tool(icon: str, label: str, act: Handler, name: str) -> View:
    return icon_button(Icon(icon, _WHITE), label, act, resource_id=name, size=40.0)


def _turn(hands: Editor) -> None:
    hands.set(turned=(hands.state.turned + 1) % 4, crop=WHOLE, ratio="free", lines=())


def _flip(hands: Editor, which: str) -> None:
    hands.set(**{which: not getattr(hands.state, which)})


def _set_ratio(hands: Editor, name: str) -> None:
    wide, high = _size(hands)
    hands.set(ratio=name, crop=cropped_to(RATIOS.get(name, 0.0) * high / wide))


def _tools(hands: Editor) -> View:
    """The three tools."""
    tr, state = hands.tr, hands.state
    buttons = [
        icon_button(
            Icon(icon, "#AAC7FF" if name == state.tool else _WHITE),
            tr(label),
            partial(hands.set, tool=name),
            resource_id=f"bottom_primary_{name}",
            selected=name == state.tool,
        )
        for name, icon, label in _TOOLS
    ]
    return View(
        "android.view.ViewGroup",
        "bottom_editor_primary_actions",
        box=Box(width=FILL, height=64.0, padding=(48.0, 0.0, 48.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        children=buttons,
    )


# -- saving ----------------------------------------------------------------------------------------------
def _begin_save(hands: Editor) -> None:
    stem, _, end = hands.state.path.rpartition("/")[2].rpartition(".")
    hands.context.set_text(NAME, stem)
    hands.context.set_text("extension", end)
    hands.open("save")


def _overlay(hands: Editor) -> Overlay | None:
    tr, context, kind = hands.tr, hands.context, hands.state.dialog
    if kind == "discard":
        return alert(
            "",
            tr("You have unsaved changes. Save before exit?"),
            accept=Choice(tr("Save"), lambda: _begin_save(hands)),
            cancel=Choice(tr("Discard"), context.finish),
        )
    stem, end = context.text(NAME).strip(), context.text("extension").strip()
    path = f"{hands.state.path.rpartition('/')[0]}/{stem}.{end}"
    close = context.then(lambda: context.focus(""), hands.close)
    if kind == "over":
        name = path.rpartition("/")[2]
        return alert(
            "",
            tr("File “{}” already exists. Overwrite?").format(name),
            accept=Choice(tr("Yes"), lambda: _save(hands, path)),
            cancel=Choice(tr("No"), close),
        )
    if kind != "save":
        return None

    def accept() -> None:
        context.focus("")
        if hands.context.files.exists(path):
            hands.open("over")
        else:
            _save(hands, path)

    fields = (
        text_field(
            Input(NAME, tr("Title"), on_submit=accept), context.text(NAME), resource_id="filename_value"
        ),
        text_field(
            Input("extension", tr("Extension")), context.text("extension"), resource_id="extension_value"
        ),
    )
    able = bool(stem and end) and "/" not in stem + end
    return dialog(
        tr("Save as"),
        fields,
        accept=Choice(tr("OK"), accept, enabled=able),
        cancel=Choice(tr("Cancel"), close),
    )


def _save(hands: Editor, path: str) -> None:
    data = written(content(hands.context, hands.state.path), change_of(hands.state), path)
    if data is None:
        hands.context.toast(hands.tr("Image editing failed"))
        hands.close()
        return
    try:
        hands.context.files.write(path, data)
    except FileFault as fault:
        hands.context.toast(hands.tr("Error: {}").format(fault.text))
        hands.close()
        return
    hands.context.toast(hands.tr("File saved"))
    hands.context.finish(Intent(data=document_uri(path), type=media_type(path)))
