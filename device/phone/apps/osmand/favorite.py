"""My favorites: the list by groups."""

from device.phone.apps.activity import toggled
from device.phone.apps.osmand.favoriteform import edit_favorite, group_name
from device.phone.apps.osmand.finding import OsmandFound
from device.phone.apps.osmand.gpx import Waypoint
from device.phone.apps.osmand.map import COLOURS
from device.phone.apps.osmand.region import metres
from device.phone.apps.osmand.state import OsmandActivity, distance_text, point_text
from device.phone.apps.osmand.store import delete_favorites, favorite, favorites, key_of
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import Icon, Surface
from device.phone.widget import (
    SECTION_HEIGHT,
    Back,
    Choice,
    TileLook,
    alert,
    empty,
    icon_button,
    long_list,
    page,
    section,
    selection_bar,
    sheet,
    sheet_item,
    tile,
    top_bar,
)

_ROW = 76.0


def show_favorites(hands: OsmandActivity) -> Screen:
    """Rows under the names of their groups."""
    tr, state = hands.tr, hands.state
    bar = top_bar(tr("My favorites"), back=Back(lambda: leave(hands), tr("Navigate up")))
    if state.selected:
        delete = icon_button(
            "delete",
            tr("Delete"),
            lambda: hands.set(dialog="delete_favorite", chosen=""),
            resource_id="action_delete",
        )
        bar = selection_bar(len(state.selected), lambda: hands.set(selected=()), (delete,), tr("Done"))
    held = sorted(favorites(hands.context), key=lambda one: (one.group.casefold(), one.name.casefold()))
    rows: list[str | Waypoint] = []
    for one in held:
        if not rows or (isinstance(rows[-1], Waypoint) and rows[-1].group != one.group):
            rows.append(one.group)
        rows.append(one)
    if not rows:
        hint = tr("Long-press the map, or search a place, and touch “Add to favorites”.")
        return Screen(page(bar, empty("star", tr("No favorites yet"), hint)), title=tr("My favorites"))

    def build(place: int) -> View:
        row = rows[place]
        return _row(hands, row) if isinstance(row, Waypoint) else section(group_name(hands, row))

    heights = [_ROW if isinstance(row, Waypoint) else SECTION_HEIGHT for row in rows]
    body = long_list(hands.context, "favorites", heights, build)
    return Screen(page(bar, body), overlay=favorite_dialog(hands), title=tr("My favorites"))


def leave(hands: OsmandActivity) -> None:
    """Back to the map."""
    hands.set(page="", selected=(), dialog="")


def _row(hands: OsmandActivity, one: Waypoint) -> View:
    tr, key = hands.tr, key_of(one)
    selected = hands.state.selected

    def turn() -> None:
        hands.set(selected=toggled(selected, key))

    def show() -> None:
        hands.go(one.point, OsmandFound(one.name, "favorite", one.point, one.group))

    more = icon_button("more_vert", tr("More options"), lambda: hands.set(dialog="favorite", chosen=key))
    sign = fixed(icon=Icon("star", COLOURS.get(one.colour, "#EEAA22"), filled=True), important=False)
    far = distance_text(hands, metres(one.point, hands.state.centre))
    return tile(
        one.name or point_text(one.point),
        " • ".join(part for part in (far, one.address or one.description) if part),
        leading=sign,
        trailing=() if selected else (more,),
        on_tap=turn if selected else show,
        on_long_press=turn,
        look=TileLook(
            title_id="favourite_label",
            summary_id="distance",
            title_lines=1,
            summary_lines=1,
            selected=key in selected,
            surface=Surface("secondary_container" if key in selected else ""),
        ),
    )


def favorite_dialog(hands: OsmandActivity) -> Overlay | None:
    """The menu of a row, and the question before it goes."""
    tr, state = hands.tr, hands.state
    keys = state.selected or (state.chosen,)
    held = favorite(hands.context, keys[0])
    if state.dialog == "favorite" and held is not None:

        def edit() -> None:
            hands.close()
            edit_favorite(hands, OsmandFound(held.name, "favorite", held.point, held.group), state.chosen)

        items = (
            sheet_item("edit", tr("Edit"), edit),
            sheet_item("delete", tr("Delete"), lambda: hands.open("delete_favorite")),
        )
        return sheet(held.name, items, hands.close)
    if state.dialog != "delete_favorite" or held is None:
        return None

    def remove() -> None:
        delete_favorites(hands.context, keys)
        hands.set(dialog="", selected=(), page="favorites", card=None)

    name = held.name if len(keys) == 1 else str(len(keys))
    text = tr("Delete the favorite “{}”?") if len(keys) == 1 else tr("Delete {} favorites?")
    return alert(
        tr("Delete"),
        text.format(name),
        accept=Choice(tr("DELETE"), remove),
        cancel=Choice(tr("CANCEL"), hands.close),
    )
