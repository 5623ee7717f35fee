"""Backups: all expenses written to a table in Download, and read from it again."""

import csv
import io

from device.phone.apps.expense.part import bar, closable
from device.phone.apps.expense.state import NAME, ExpenseActivity, ExpensePageState
from device.phone.apps.expense.store import (
    Backup,
    ExpenseRecord,
    add_backup,
    backups,
    forget_backup,
    records,
    save_record,
)
from device.phone.apps.provider.moment import local_of
from device.phone.file.filesystem import FileFault
from device.phone.system.timetext import date_text
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Handler, Input, Text
from device.phone.widget import TileLook, button, icon_button, page, scroll, section, text_field, tile

_FOLDER = "/storage/emulated/0/Download"
_COLUMNS = ("name", "amount", "category", "note", "created_date", "modified_date")
Page = ExpenseActivity[ExpensePageState]


def show_backup(hands: Page) -> Screen:
    """Export, and a row for each backup made."""
    tr = hands.tr
    made = backups(hands.context)
    rows = [_row(hands, one) for one in made]
    if not rows:
        none = View(
            "TextView",
            "tv_no_data",
            Text(tr("No Data"), colour="on_surface_variant"),
            box=Box(padding=(24.0, 16.0, 24.0, 16.0)),
        )
        rows = [none]
    export = tile(tr("Export"), icon="upload", resource_id="cv_export", on_tap=lambda: _ask_name(hands))
    body = scroll("backup", (export, section(tr("Backup Logs")), *rows), resource_id="rv_backup_logs")
    return Screen(page(bar(hands, tr("Backup")), body), overlay=_overlay(hands, made), title=tr("Backup"))


def _row(hands: Page, one: Backup) -> View:
    tr = hands.tr
    day = date_text(tr, local_of(hands.context, one.created_ms).date(), short=True)
    count = tr("1 item") if one.total == 1 else tr("{} items").format(one.total)
    delete = icon_button(
        "delete", tr("Delete"), lambda: forget_backup(hands.context, one.id), resource_id="imv_delete"
    )
    return tile(
        one.name,
        f"{day} · {count}",
        trailing=(delete,),
        resource_id="rl_backup",
        on_tap=lambda: hands.set(dialog="import", chosen=one.id),
        look=TileLook(title_id="tv_backup_name", summary_id="tv_items"),
    )


def _overlay(hands: Page, made: tuple[Backup, ...]) -> Overlay | None:
    tr = hands.tr
    if hands.state.dialog == "export":
        field = text_field(Input(NAME, tr("Name")), hands.context.text(NAME), resource_id="edt_name")
        save = _foot(tr("SAVE AS"), lambda: _export(hands), "btn_export_now")
        return closable(tr("Export"), (field, save), hands)
    found = next((one for one in made if one.id == hands.state.chosen), None)
    if hands.state.dialog != "import" or found is None:
        return None
    name = tile(found.name, tr("Name"), look=TileLook(title_id="tv_name_value", summary_id="tv_name"))
    total = tile(
        str(found.total), tr("Total"), look=TileLook(title_id="tv_items_value", summary_id="tv_items")
    )
    take = _foot(tr("IMPORT"), lambda: _import(hands, found), "btn_import")
    return closable(tr("Backup Details"), (name, total, take), hands)


def _foot(label: str, on_tap: Handler, name: str) -> View:
    made = button(label, on_tap, resource_id=name)
    return View(
        box=Box(width=FILL, padding=(0.0, 16.0, 0.0, 0.0)),
        flow=Flow(align="center"),
        children=(made,),
        important=False,
    )


def _ask_name(hands: Page) -> None:
    day = local_of(hands.context, hands.context.clock.date_ms).date()
    hands.context.set_text(NAME, f"Expense_{day:%Y_%m_%d}")
    hands.open("export")


def _export(hands: Page) -> None:
    """Write the file; it is listed only when that worked."""
    name = hands.context.text(NAME).strip().replace("/", "_") or "Expense"
    path = f"{_FOLDER}/{name}.csv"
    found = records(hands.context)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in found:
        writer.writerow((one.name, one.cents, one.category, one.note, one.created_ms, one.modified_ms))
    hands.context.focus("")
    hands.close()
    try:
        hands.context.files.make_directories(_FOLDER)
        hands.context.files.write(path, out.getvalue().encode())
    except FileFault:
        hands.context.toast(hands.tr("The file could not be written"))
        return
    add_backup(hands.context, f"{name}.csv", path, len(found))


def _import(hands: Page, backup: Backup) -> None:
    """Add what the file holds to what is there."""
    hands.close()
    try:
        found = _parsed(hands.context.files.read(backup.path).decode())
    except (FileFault, ValueError):
        hands.context.toast(hands.tr("File Doesn't Exist"))
        return
    for one in found:
        save_record(hands.context, one)
    hands.context.toast(hands.tr("{} items imported").format(len(found)))


def _parsed(text: str) -> list[ExpenseRecord]:
    """Raises ValueError for a file that is no such table."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise ValueError("not a table of expenses")
    return [
        ExpenseRecord(0, name, int(cents), int(kind), note, int(created), int(modified))
        for name, cents, kind, note, created, modified in rows[1:]
    ]
