"""Markers: places on a track that somebody noted, listed, written and deleted."""

from dataclasses import replace

from device.phone.apps.activity import toggled
from device.phone.apps.tracker.recording import marker_here
from device.phone.apps.tracker.state import (
    CATEGORY,
    DESCRIPTION,
    MARKER,
    NAME,
    MarkersState,
    MarkerState,
    TrackerActivity,
)
from device.phone.apps.tracker.store import TrackerMarker, delete_markers, markers, save_marker, track
from device.phone.apps.tracker.unit import distance_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Input, Surface
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    button,
    empty,
    icon_button,
    long_scroll,
    page,
    scroll,
    selection_bar,
    text_field,
    tile,
    top_bar,
)

_ROW = 80.0
_FIELDS = (
    (NAME, "Name", "marker_edit_name"),
    (CATEGORY, "Marker type", "marker_edit_marker_type"),
    (DESCRIPTION, "Description", "marker_edit_description"),
)
List = TrackerActivity[MarkersState]
Edit = TrackerActivity[MarkerState]


# -- the list --------------------------------------------------------------------------------------------
def show_markers(hands: List) -> Screen:
    """Those of a track, or all."""
    tr, context, state = hands.tr, hands.context, hands.state
    found = markers(hands.context, state.track)
    chosen = [one.id for one in found if one.id in state.selected]
    if chosen:
        delete = icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="delete")
        bar = selection_bar(len(chosen), lambda: hands.set(selected=()), (delete,), tr("Done"))
    else:
        bar = top_bar(tr("Markers"), back=Back(context.finish, tr("Navigate up")))
    body = View(
        box=Box(width=FILL, weight=1.0),
        important=False,
        children=(empty("flag", tr("No markers yet."), tr("Insert them while you record a track.")),),
    )
    if found:
        body = long_scroll(
            context, "markers", len(found), lambda place: _row(hands, found[place]), row_height=_ROW
        )
    return Screen(page(bar, body), overlay=_ask_delete(hands, chosen), title=tr("Markers"))


def leave_markers(hands: List) -> bool:
    """Back: leaves the selection."""
    if not hands.state.selected:
        return False
    hands.set(selected=())
    return True


def _row(hands: List, found: TrackerMarker) -> View:
    selected = found.id in hands.state.selected

    def mark() -> None:
        hands.set(selected=toggled(hands.state.selected, found.id))

    own = track(hands.context, found.track)
    told = [found.category, own.name if own is not None and not hands.state.track else ""]
    told += [distance_text(hands.unit, found.length), span_text(found.duration)]
    return tile(
        found.name,
        " · ".join(text for text in told if text),
        icon="check" if selected else "flag",
        on_tap=mark if hands.state.selected else lambda: hands.context.start(MARKER, id=found.id),
        on_long_press=mark,
        resource_id="marker_list_item",
        look=TileLook(
            title_id="marker_list_item_name",
            title_lines=1,
            summary_lines=1,
            selected=selected,
            surface=Surface("secondary_container" if selected else ""),
        ),
    )


def _ask_delete(hands: List, chosen: list[int]) -> Overlay | None:
    tr = hands.tr
    if hands.state.dialog != "delete" or not chosen:
        return None

    def delete() -> None:
        delete_markers(hands.context, chosen)
        hands.set(dialog="", selected=())

    return alert(
        tr("Delete marker?") if len(chosen) == 1 else tr("Delete {} markers?").format(len(chosen)),
        tr("This cannot be undone."),
        accept=Choice(tr("Delete"), delete),
        cancel=Choice(tr("Cancel"), hands.close),
    )


# -- one -------------------------------------------------------------------------------------------------
def show_marker(hands: Edit) -> Screen:
    """Its fields."""
    tr, context = hands.tr, hands.context
    new = not hands.state.id
    title = tr("Insert marker") if new else tr("Edit marker")
    actions = [button(tr("Save"), lambda: _save(hands), kind="tonal", resource_id="marker_edit_done")]
    if not new:
        actions.insert(
            0,
            icon_button(
                "delete", tr("Delete"), lambda: hands.open("delete"), resource_id="marker_edit_delete"
            ),
        )
    bar = top_bar(title, back=Back(context.finish, tr("Navigate up")), actions=actions)
    fields = [
        text_field(
            Input(key, tr(label), kind="multiline" if key == DESCRIPTION else "text"),
            context.text(key),
            resource_id=name,
            margin=(16.0, 0.0, 16.0, 0.0),
        )
        for key, label, name in _FIELDS
    ]
    body = scroll("marker", fields, class_name="android.widget.ScrollView", gap=16.0)
    return Screen(page(bar, body), overlay=_ask(hands), title=title)


def opened_marker(hands: Edit) -> None:
    """Fill the fields of one that is there; name a new one by its number."""
    found = next((one for one in markers(hands.context) if one.id == hands.state.id), None)
    here = marker_here(hands.context, "")
    if found is not None:
        texts = (found.name, found.category, found.description)
    else:
        count = len(markers(hands.context, here.track)) if here is not None else 0
        texts = (hands.tr("Marker {}").format(count + 1), "", "")
    for (key, _, _), text in zip(_FIELDS, texts, strict=True):
        hands.context.set_text(key, text)


def _save(hands: Edit) -> None:
    context = hands.context
    number = hands.state.id
    found = next((one for one in markers(hands.context) if one.id == number), None)
    base = found if found is not None else marker_here(hands.context, "")
    if base is None:
        context.toast(hands.tr("There is no location yet."))
        return
    name, category, description = (context.text(key).strip() for key, _, _ in _FIELDS)
    save_marker(hands.context, replace(base, name=name, category=category, description=description))
    context.focus("")
    context.finish()


def _ask(hands: Edit) -> Overlay | None:
    tr = hands.tr
    if hands.state.dialog != "delete":
        return None

    def delete() -> None:
        delete_markers(hands.context, (hands.state.id,))
        hands.context.finish()

    return alert(
        tr("Delete marker?"),
        tr("This cannot be undone."),
        accept=Choice(tr("Delete"), delete),
        cancel=Choice(tr("Cancel"), hands.close),
    )
