"""What was deleted: brought back, or gone for good."""

from device.phone.apps.recorder.act import short_words
from device.phone.apps.recorder.state import RecorderActivity, TrashState
from device.phone.apps.recorder.store import RecorderRecord, erase, restore, trashed
from device.phone.file.entry import FileFault
from device.phone.system.timetext import span_text
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    empty,
    icon_button,
    long_scroll,
    page,
    tile,
    top_bar,
)

Trash = RecorderActivity[TrashState]


def show_trash(hands: Trash) -> Screen:
    """Rows with a button each to bring back and to erase."""
    tr, found = hands.tr, trashed(hands.context)
    actions = []
    if found:
        actions.append(
            icon_button(
                "delete_sweep", tr("Delete all"), lambda: hands.open("empty"), resource_id="btn_delete_all"
            )
        )
    bar = top_bar(tr("Trash"), back=Back(hands.context.finish, tr("Navigate up")), actions=actions)
    if found:
        body = long_scroll(
            hands.context, "trash", len(found), lambda place: _row(hands, found[place]), row_height=84.0
        )
    else:
        body = View(
            box=Box(width=FILL, weight=1.0),
            important=False,
            children=(empty("delete", tr("Trash is empty")),),
        )
    return Screen(page(bar, body), overlay=_overlay(hands, found), title=tr("Trash"))


def _row(hands: Trash, record: RecorderRecord) -> View:
    tr = hands.tr
    return tile(
        record.name,
        f"{span_text(record.length_ms)} · {short_words(tr, record)}",
        trailing=(
            icon_button(
                "restore_from_trash",
                tr("Restore"),
                lambda: hands.set(dialog="restore", chosen=record.path),
                resource_id="list_item_restore",
            ),
            icon_button(
                "delete_forever",
                tr("Delete forever"),
                lambda: hands.set(dialog="delete", chosen=record.path),
                resource_id="list_item_delete",
            ),
        ),
        look=TileLook(
            title_id="list_item_name", title_lines=1, summary_lines=2, gap=4.0, padding=(24.0, 8.0, 4.0, 8.0)
        ),
    )


def _overlay(hands: Trash, found: tuple[RecorderRecord, ...]) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    chosen = tuple(one for one in found if kind == "empty" or one.path == hands.state.chosen)
    if not kind or not chosen:
        return None

    def go() -> None:
        hands.close()
        for record in chosen:
            try:
                if kind == "restore":
                    restore(hands.context, record)
                else:
                    erase(hands.context, record)
            except FileFault:
                hands.context.toast(tr("That did not work"))

    words = {
        "restore": (tr("Restore"), tr("Restore record “{}”?")),
        "delete": (tr("Delete forever"), tr("Delete record “{}” forever?")),
        "empty": (tr("Delete all"), tr("Delete all records in the trash forever?")),
    }
    title, text = words[kind]
    return alert(
        title,
        text.format(chosen[0].name),
        accept=Choice(tr("Yes"), go),
        cancel=Choice(tr("No"), hands.close),
    )
