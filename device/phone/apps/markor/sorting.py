"""How the list is sorted, and which files have a star."""

from functools import partial

from device.phone.apps.markor.note import folder_of, name_of
from device.phone.apps.markor.state import DOCUMENT, MarkorActivity, MarkorMainState
from device.phone.apps.markor.store import NAME as STORE
from device.phone.apps.markor.store import ORDERS, favourites, is_on, prefer, preference
from device.phone.toolkit.view import Overlay, View
from device.phone.widget import Choice, check_tile, dialog, divider, listed, radio_tile, tile

Main = MarkorActivity[MarkorMainState]
_NAMES = {"name": "Name", "date": "Date", "size": "File size", "type": "File type"}


def sort_overlay(hands: Main) -> Overlay | None:
    """The dialog of the list's order, or of the favourites."""
    if hands.state.dialog == "sort":
        return _sort(hands)
    if hands.state.dialog == "favourites":
        return _favourites(hands)
    return None


def _sort(hands: Main) -> Overlay:
    tr, database = hands.tr, hands.context.database(STORE)
    order = preference(database, "order")
    rows: list[View] = [
        radio_tile(
            tr(_NAMES[name]),
            name == order,
            partial(prefer, database, "order", name),
            dialog=True,
        )
        for name in ORDERS
    ]
    rows.append(divider())

    def keep(name: str, wanted: bool) -> None:
        prefer(database, name, str(int(wanted)))

    for name, label in (
        ("reverse", "Reverse order"),
        ("folders_first", "Folder first"),
        ("hidden", "Hidden files"),
    ):
        on = is_on(database, name)
        rows.append(
            check_tile(
                tr(label),
                on,
                partial(keep, name),
                dialog=True,
            )
        )
    return dialog(
        tr("Sort by"), (listed("sort", rows),), accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close
    )


def _favourites(hands: Main) -> Overlay:
    tr, context = hands.tr, hands.context
    paths = [path for path in favourites(context.database(STORE)) if hands.files.exists(path)]

    def open_it(path: str) -> None:
        if hands.files.is_dir(path):
            hands.set(dialog="", folder=path)
        else:
            hands.close()
            context.start(DOCUMENT, path=path)

    rows = [
        tile(name_of(path), folder_of(path), icon="star", on_tap=partial(open_it, path)) for path in paths
    ]
    if not rows:
        rows = [tile(tr("No favourites yet"), icon="star")]
    body = listed("favourites", rows)
    return dialog(tr("Favourites"), (body,), accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)
