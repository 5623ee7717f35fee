"""The list of all records: one plays above it, several are selected at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any

from device.phone.apps.activity import toggled
from device.phone.apps.provider.moment import local_of
from device.phone.apps.recorder.act import (
    delete_dialog,
    download,
    info_dialog,
    items,
    name_dialog,
    share,
    short_words,
)
from device.phone.apps.recorder.player import play, player, shown
from device.phone.apps.recorder.state import RecorderActivity, RecordsState
from device.phone.apps.recorder.store import RecorderRecord, mark, record_at, records
from device.phone.system.timetext import date_text, span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    choice_dialog,
    divider,
    empty,
    icon_button,
    long_scroll,
    menu,
    page,
    selection_bar,
    tile,
    top_bar,
)

List = RecorderActivity[RecordsState]
_LIST, _ROW, _LARGE_ROW = "records", 84.0, 100.0
_LARGE = 1.15
"""Font scale from which on what is said of a record takes a line more."""
_SORTS: dict[str, tuple[str, Callable[[RecorderRecord], Any], bool]] = {
    "newest": ("Newest first", lambda record: (record.created_ms, record.written_ns), True),
    "oldest": ("Oldest first", lambda record: (record.created_ms, record.written_ns), False),
    "name": ("Name (A to Z)", lambda record: record.name.lower(), False),
    "name_down": ("Name (Z to A)", lambda record: record.name.lower(), True),
    "longest": ("Longest first", lambda record: record.length_ms, True),
    "shortest": ("Shortest first", lambda record: record.length_ms, False),
}
"""What is kept of an order: its name, what it goes by, whether downwards."""


def listed(hands: List) -> list[RecorderRecord]:
    """The records in the chosen order."""
    _, key, down = _SORTS.get(hands.kept("sort"), _SORTS["newest"])
    found = [one for one in records(hands.context) if one.marked or not hands.state.marked]
    return sorted(found, key=key, reverse=down)


def show_records(hands: List) -> Screen:
    """Bar, player and rows."""
    tr, found = hands.tr, listed(hands)
    wide, high = hands.context.size
    parts = [_selected_bar(hands) if hands.state.selected else _bar(hands)]
    record = shown(hands)
    if record is not None and hands.state.playing is not None and not hands.state.selected:
        name = fixed("TextView", "txt_name", Text(record.name, style="title_medium", max_lines=1))
        panel = View(
            "LinearLayout",
            "touch_layout",
            box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 12.0)),
            flow=Flow(gap=4.0, align="center"),
            surface=Surface("surface_container_low"),
            children=(name, *player(hands, record, hands.state.playing, 0.0 if wide > high else 56.0)),
        )
        parts += [panel, divider()]
    if found:
        height = _LARGE_ROW if hands.context.font_scale > _LARGE else _ROW
        parts.append(
            long_scroll(
                hands.context, _LIST, len(found), lambda place: _row(hands, found[place]), row_height=height
            )
        )
    else:
        words = tr("No bookmarks") if hands.state.marked else tr("No records")
        parts.append(View(box=Box(width=FILL, weight=1.0), important=False, children=(empty("mic", words),)))
    return Screen(page(*parts), overlay=_overlay(hands), title=tr("Records"))


def _bar(hands: List) -> View:
    tr, marked = hands.tr, hands.state.marked
    title = tr("Bookmarks") if marked else tr("Records")
    actions = (
        icon_button(
            Icon("bookmarks", "on_surface_variant", filled=marked),
            tr("All records") if marked else tr("Bookmarks"),
            lambda: hands.set(marked=not marked),
            resource_id="btn_check_bookmark",
        ),
        icon_button("sort", tr("Sort"), lambda: hands.open("sort"), resource_id="btn_sort"),
    )
    return top_bar(title, back=Back(hands.context.finish, tr("Navigate up")), actions=actions)


def _selected_bar(hands: List) -> View:
    tr = hands.tr
    actions = (
        icon_button(
            "share", tr("Share"), lambda: _with_selected(hands, "share"), resource_id="btn_share_multi"
        ),
        icon_button(
            "download",
            tr("Save to Downloads"),
            lambda: _with_selected(hands, "download"),
            resource_id="btn_download_multi",
        ),
        icon_button(
            "delete",
            tr("Delete"),
            lambda: hands.set(dialog="delete", chosen=""),
            resource_id="btn_delete_multi",
        ),
    )
    return selection_bar(
        len(hands.state.selected), lambda: hands.set(selected=()), actions, tr("Cancel selection")
    )


def _with_selected(hands: List, what: str) -> None:
    chosen = _chosen(hands)
    hands.set(selected=())
    if chosen and what == "share":
        share(hands, chosen)
    elif chosen:
        download(hands, chosen)


def _chosen(hands: List) -> tuple[RecorderRecord, ...]:
    """What a dialog is about: one record, or those that are selected."""
    paths = (hands.state.chosen,) if hands.state.chosen else hands.state.selected
    found = (record_at(hands.context, path) for path in paths)
    return tuple(one for one in found if one is not None)


# -- rows --------------------------------------------------------------------------------------------------
def _turn(hands: List, record: RecorderRecord) -> None:
    hands.set(selected=toggled(hands.state.selected, record.path))


def _row(hands: List, record: RecorderRecord) -> View:
    tr, state = hands.tr, hands.state
    selected = record.path in state.selected
    day = date_text(tr, local_of(hands.context, record.created_ms).date(), short=True)
    trailing = (
        icon_button(
            Icon(
                "bookmark" if record.marked else "bookmark_border", "on_surface_variant", filled=record.marked
            ),
            tr("Remove bookmark") if record.marked else tr("Add bookmark"),
            lambda: mark(hands.context, record, not record.marked),
            resource_id="list_item_bookmark",
        ),
        icon_button(
            "more_vert",
            tr("More options"),
            lambda: hands.set(dialog="menu", chosen=record.path),
            resource_id="list_item_more",
        ),
    )
    playing = state.playing is not None and state.playing.path == record.path
    return tile(
        record.name,
        f"{span_text(record.length_ms)} · {day}\n{short_words(tr, record)}",
        icon="check_circle" if selected else "graphic_eq" if playing else "play_circle",
        on_tap=lambda: _turn(hands, record) if state.selected else play(hands, record),
        on_long_press=lambda: _turn(hands, record),
        trailing=trailing,
        look=TileLook(
            title_id="list_item_name",
            summary_id="list_item_info",
            title_lines=1,
            summary_lines=3 if hands.context.font_scale > _LARGE else 2,
            icon_colour="primary",
            gap=12.0,
            padding=(16.0, 8.0, 4.0, 8.0),
            selected=selected,
            surface=Surface("secondary_container" if selected else ""),
        ),
    )


# -- questions ---------------------------------------------------------------------------------------------
def _overlay(hands: List) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if kind == "sort":
        keys = list(_SORTS)
        kept = hands.kept("sort", "newest")

        def choose(key: str) -> None:
            hands.keep("sort", key)
            hands.close()

        return choice_dialog(
            tr("Sort"),
            [tr(label) for label, _, _ in _SORTS.values()],
            keys.index(kept) if kept in keys else 0,
            [partial(choose, key) for key in keys],
            Choice(tr("Cancel"), hands.close),
        )
    chosen = _chosen(hands)
    if not kind or not chosen:
        return None
    if kind == "menu":
        return menu(items(hands, chosen[0]), hands.close, anchor=(1.0, 0.3))
    if kind == "info":
        return info_dialog(hands, chosen[0])
    if kind == "rename":
        return name_dialog(hands, chosen[0])
    return delete_dialog(hands, chosen, lambda: hands.set(selected=(), chosen=""))
