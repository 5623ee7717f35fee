"""Plan a route: points put on the map one after the other, taken back, and kept as a track."""

from functools import partial

from device.phone.apps.osmand.map import add_point, zoom
from device.phone.apps.osmand.region import length
from device.phone.apps.osmand.state import NAME, QUERY, OsmandActivity, distance_text, point_text
from device.phone.apps.osmand.store import path_for, save_track
from device.phone.system.timetext import local_now
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, GROWING, Box, Flow, Input, Surface
from device.phone.widget import (
    Back,
    Choice,
    alert,
    button,
    buttons,
    dialog,
    icon_button,
    listed,
    text_field,
    tile,
    top_bar,
)


def start_plan(hands: OsmandActivity, points: tuple[tuple[float, float], ...] = ()) -> None:
    """A route with no points yet, or with those of a track."""
    centre = points[0] if points else hands.state.centre
    hands.set(
        planning=True,
        points=points,
        undone=(),
        drawer=False,
        card=None,
        track="",
        page="",
        dialog="",
        centre=centre,
    )


def leave_plan(hands: OsmandActivity) -> None:
    """Away from it; what was not kept is asked about."""
    if hands.state.points:
        hands.open("leave")
    else:
        hands.set(planning=False)


def show_plan(hands: OsmandActivity) -> View:
    """The bar over the map, and what can be done below it."""
    tr = hands.tr
    zooms = View(
        box=Box(width=FILL, padding=(12.0, 0.0, 12.0, 12.0)),
        flow=Flow("row", gap=12.0, justify="end"),
        important=False,
        children=[
            icon_button(icon, label, partial(zoom, hands, by), background="surface")
            for icon, label, by in (("add", tr("Zoom in"), 1), ("remove", tr("Zoom out"), -1))
        ],
    )
    between = fixed(box=GROWING, important=False)
    parts = (_bar(hands), between, zooms, _panel(hands))
    return View(box=FULL_SIZE, children=parts, important=False)


def _bar(hands: OsmandActivity) -> View:
    """How far the route goes; a place is searched, the route is saved or given up."""
    tr, state = hands.tr, hands.state

    def find() -> None:
        hands.context.set_text(QUERY, "")
        hands.set(page="search", tab=0)
        hands.context.focus(QUERY)

    count = len(state.points)
    told = (tr("{} point") if count == 1 else tr("{} points")).format(count)
    save = button(
        tr("Save"), lambda: ask_name(hands), kind="text", resource_id="save_button", enabled=count > 1
    )
    return top_bar(
        tr("Plan a route"),
        back=Back(lambda: leave_plan(hands), tr("Close"), "close"),
        actions=(icon_button("search", tr("Search"), find, resource_id="map_search_button"), save),
        subtitle=f"{told} • {distance_text(hands, length(state.points))}",
        background="surface",
    )


def _panel(hands: OsmandActivity) -> View:
    """Back and forth, the list of the points, and one more."""
    tr, state = hands.tr, hands.state
    acts = (
        ("undo", tr("Undo"), lambda: undo(hands), "undo_point_button", bool(state.points)),
        ("redo", tr("Redo"), lambda: redo(hands), "redo_point_button", bool(state.undone)),
        ("list", tr("Points"), lambda: hands.open("points"), "points_button", bool(state.points)),
    )
    add = button(
        tr("Add point"), lambda: add_point(hands, state.centre), icon="add", resource_id="add_point_button"
    )
    row = View(
        "LinearLayout",
        "measurement_buttons",
        box=Box(width=FILL, padding=(8.0, 12.0, 16.0, 16.0)),
        flow=Flow("row", gap=4.0, align="center"),
        children=(
            *(
                icon_button(icon, label, act, resource_id=name, enabled=able)
                for icon, label, act, name, able in acts
            ),
            fixed(box=GROWING, important=False),
            add,
        ),
    )
    return View(
        "LinearLayout",
        "measurement_panel",
        box=FULL_WIDTH,
        surface=Surface("surface", elevation=6.0),
        children=(row,),
    )


def undo(hands: OsmandActivity) -> None:
    """The last point is taken back."""
    points = hands.state.points
    if points:
        hands.set(points=points[:-1], undone=(*hands.state.undone, points[-1]))


def redo(hands: OsmandActivity) -> None:
    """And put there again."""
    undone = hands.state.undone
    if undone:
        hands.set(points=(*hands.state.points, undone[-1]), undone=undone[:-1])


def ask_name(hands: OsmandActivity) -> None:
    """The question how the track is to be called."""
    now = local_now(hands.context)
    hands.context.set_text(NAME, f"{now:%Y-%m-%d_%H-%M}")
    hands.open("save_track")
    hands.context.focus(NAME)


def plan_dialog(hands: OsmandActivity) -> Overlay | None:
    """What lies over the plan."""
    name = hands.state.dialog
    if name == "save_track":
        return _save(hands)
    if name == "leave":
        return _leave(hands)
    return _points(hands) if name == "points" else None


def _save(hands: OsmandActivity) -> Overlay:
    tr, context = hands.tr, hands.context
    name = context.text(NAME).strip()
    taken = bool(name) and hands.context.files.exists(path_for(name))

    def save() -> None:
        name = context.text(NAME).strip()
        if not name or hands.context.files.exists(path_for(name)):
            return
        if not save_track(hands.context, name, hands.state.points):
            context.toast(tr("Could not save the track"))
            return
        context.focus("")
        context.toast(tr("Track saved"))
        hands.set(dialog="", planning=False, points=(), undone=(), track=path_for(name))

    error = tr("A file of that name is there already") if taken else ""
    field = text_field(Input(NAME, tr("Name"), on_submit=save), name, resource_id="track_name", error=error)
    return dialog(
        tr("Save as track"),
        (field,),
        accept=Choice(tr("SAVE"), save, enabled=bool(name) and not taken),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


def _leave(hands: OsmandActivity) -> Overlay:
    tr = hands.tr
    return alert(
        tr("Close without saving?"),
        tr("The points of the route will be lost."),
        accept=Choice(tr("DISCARD"), lambda: hands.set(planning=False, points=(), undone=(), dialog="")),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


def _points(hands: OsmandActivity) -> Overlay:
    """Each point, with a cross that takes it out."""
    tr, points = hands.tr, hands.state.points

    def remove(place: int) -> None:
        kept = points[:place] + points[place + 1 :]
        hands.set(points=kept, dialog="points" if kept else "")

    rows = []
    for place, point in enumerate(points):
        cross = icon_button(
            "close",
            tr("Delete point {}").format(place + 1),
            partial(remove, place),
        )
        rows.append(tile(tr("Point {}").format(place + 1), point_text(point), trailing=(cross,)))
    clear = button(tr("Clear all"), lambda: hands.set(points=(), undone=(), dialog=""), kind="text")
    return dialog(
        tr("Points"), (listed("points", rows), buttons((clear,))), accept=Choice(tr("OK"), hands.close)
    )
