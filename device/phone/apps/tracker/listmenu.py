"""What can be done with the tracks of the list: by its menu, and with those that are selected."""

from collections.abc import Sequence

from device.phone.apps.tracker.export import ask_place, share_tracks
from device.phone.apps.tracker.importing import ask_file
from device.phone.apps.tracker.recording import recording
from device.phone.apps.tracker.state import (
    EDIT,
    MARKERS,
    SEARCH,
    SETTINGS,
    STATISTICS,
    TrackerActivity,
    TrackerListState,
)
from device.phone.apps.tracker.store import TrackerTrack, delete_tracks, tracks
from device.phone.toolkit.view import Overlay, View
from device.phone.widget import Choice, alert, icon_button, menu, selection_bar

List = TrackerActivity[TrackerListState]


def listed(hands: List) -> Sequence[TrackerTrack]:
    """The tracks that the search finds: every word is in the name, the category or the description."""
    found = tracks(hands.context)
    words = hands.context.text(SEARCH).lower().split() if hands.state.searching else []
    if not words:
        return found
    return [
        one
        for one in found
        if all(word in f"{one.name}\n{one.category}\n{one.description}".lower() for word in words)
    ]


def selected_bar(hands: List, chosen: Sequence[int]) -> View:
    """The bar while tracks are selected."""
    tr = hands.tr
    actions = [
        icon_button(
            "share", tr("Share"), lambda: _share(hands, chosen), resource_id="list_context_menu_share"
        ),
        icon_button(
            "delete", tr("Delete"), lambda: hands.open("delete"), resource_id="list_context_menu_delete"
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.open("selected")),
    ]
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


def _share(hands: List, chosen: Sequence[int]) -> None:
    hands.set(selected=(), dialog="")
    share_tracks(hands, chosen)


def list_overlay(hands: List, chosen: Sequence[int]) -> Overlay | None:
    """What is open over the list."""
    tr, context, kind = hands.tr, hands.context, hands.state.dialog

    def go(name: str) -> None:
        hands.close()
        context.start(name)

    def export() -> None:
        hands.close()
        ask_place(hands, [found.id for found in tracks(hands.context)])

    def bring_in() -> None:
        hands.close()
        ask_file(hands)

    if kind == "menu":
        items = [
            (tr("Markers"), lambda: go(MARKERS)),
            (tr("Aggregated statistics"), lambda: go(STATISTICS)),
            (tr("Select all"), lambda: hands.set(dialog="", selected=_ids(hands))),
            (tr("Import tracks"), bring_in),
            (tr("Export all"), export),
            (tr("Settings"), lambda: go(SETTINGS)),
        ]
        return menu(items, hands.close, anchor=(1.0, 0.02))
    if kind == "selected" and chosen:
        return _chosen_menu(hands, chosen)
    return _ask_delete(hands, chosen) if kind == "delete" and chosen else None


def _ids(hands: List) -> tuple[int, ...]:
    return tuple(found.id for found in listed(hands))


def _chosen_menu(hands: List, chosen: Sequence[int]) -> Overlay:
    tr, context = hands.tr, hands.context

    def edit() -> None:
        hands.set(dialog="", selected=())
        context.start(EDIT, id=chosen[0])

    def sum_up() -> None:
        hands.set(dialog="", selected=())
        context.start(STATISTICS, tracks=" ".join(map(str, chosen)))

    def export() -> None:
        hands.set(dialog="", selected=())
        ask_place(hands, chosen)

    items = [
        (tr("Export as GPX"), export),
        (tr("Aggregated statistics"), sum_up),
        (tr("Select all"), lambda: hands.set(dialog="", selected=_ids(hands))),
    ]
    if len(chosen) == 1:
        items.insert(0, (tr("Edit"), edit))
    return menu(items, hands.close, anchor=(1.0, 0.02))


def _ask_delete(hands: List, chosen: Sequence[int]) -> Overlay:
    """Whether they shall go; the one that is being recorded stays."""
    tr, now = hands.tr, recording(hands.context)
    doomed = [number for number in chosen if now is None or number != now.track]

    def delete() -> None:
        delete_tracks(hands.context, doomed)
        hands.set(dialog="", selected=())

    several = tr("Delete {} tracks?").format(len(chosen))
    return alert(
        tr("Delete track?") if len(chosen) == 1 else several,
        tr("This cannot be undone."),
        accept=Choice(tr("Delete"), delete),
        cancel=Choice(tr("Cancel"), hands.close),
    )
