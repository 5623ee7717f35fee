"""The menu of filters, lists, tags and places."""

from device.phone.apps.todo.ordering import ALL, LIST, PLACE, RECENT, TAG, TODAY, filtered
from device.phone.apps.todo.state import LIST_SETTINGS, ROWS, SETTINGS, HomeHands
from device.phone.apps.todo.task import book
from device.phone.apps.todo.words import list_name
from device.phone.system.context import Context
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Handler, Surface, Text
from device.phone.widget import TileLook, divider, icon_button, section, sheet, tile

_FILTERS = ((ALL, "My Tasks", "inbox"), (TODAY, "Today", "today"), (RECENT, "Recently modified", "history"))
"""Key, name, icon."""
_HEIGHT = 560.0


def filter_name(context: Context, wanted: str) -> str:
    """What a filter is called."""
    if wanted.startswith(LIST):
        return list_name(context, book(context).list_of(wanted.removeprefix(LIST)))
    if wanted.startswith((TAG, PLACE)):
        return wanted.partition(":")[2]
    return next((context.tr(name) for key, name, _ in _FILTERS if key == wanted), wanted)


def drawer(hands: HomeHands) -> Overlay:
    """Every filter with how many tasks it has, and what can be made or set."""
    tr, context = hands.tr, hands.context
    everything = book(context)
    rows = [_filter(hands, key, tr(name), icon) for key, name, icon in _FILTERS]
    rows.append(_group(hands, tr("Tags"), tr("Create new tag"), lambda: _new(hands, "tag")))
    rows += [_filter(hands, TAG + tag.name, tag.name, "label") for tag in everything.tags]
    if everything.places:
        rows.append(_group(hands, tr("Places"), "", None))
        rows += [_filter(hands, PLACE + place.name, place.name, "location_on") for place in everything.places]
    rows.append(_group(hands, tr("Local lists"), tr("Create new list"), lambda: _new(hands, "list")))
    rows += [
        _filter(hands, LIST + found.uuid, list_name(context, found), "list") for found in everything.lists
    ]
    rows.append(divider())
    rows.append(
        tile(
            tr("Settings"),
            icon="settings",
            on_tap=context.then(hands.close, lambda: context.start(SETTINGS)),
            look=TileLook(title_id="text"),
        )
    )
    high = hands.context.size[1] / hands.context.density - 160.0
    body = View(
        "androidx.recyclerview.widget.RecyclerView",
        "drawer",
        box=Box(width=FILL, height=max(160.0, min(_HEIGHT, high))),
        scroll="drawer",
        children=rows,
    )
    return sheet("", (body,), hands.close)


def _filter(hands: HomeHands, key: str, name: str, icon: str) -> View:
    count = len([task for task in filtered(hands.context, key) if not task.completed])
    number = View(
        "TextView",
        "count",
        Text(str(count) if count else "", style="label_large", colour="on_surface_variant"),
    )

    def show() -> None:
        hands.context.scroll_to(ROWS)
        hands.set(filter=key, dialog="", folded=(), snack="")

    return tile(
        name,
        icon=icon,
        trailing=(number,),
        on_tap=show,
        look=TileLook(
            title_id="text",
            title_lines=1,
            padding=(24.0, 8.0, 24.0, 8.0),
            selected=key == hands.state.filter,
            surface=Surface("secondary_container" if key == hands.state.filter else ""),
        ),
    )


def _group(hands: HomeHands, name: str, label: str, on_add: Handler | None) -> View:
    head = section(name, weight=1.0)
    add = (icon_button("add", label, on_add),) if on_add is not None else ()
    return View(box=Box(width=FILL, padding=(0.0, 0.0, 12.0, 0.0)), flow=CENTRED_ROW, children=(head, *add))


def _new(hands: HomeHands, kind: str) -> None:
    hands.close()
    hands.context.start(LIST_SETTINGS, kind=kind, uid="")
