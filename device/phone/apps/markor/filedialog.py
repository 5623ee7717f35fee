"""Questions about files: a new name, whether to delete, what is known of one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from device.phone.apps.markor.note import (
    clean_name,
    folder_of,
    name_of,
    read_text,
    remove,
)
from device.phone.apps.markor.state import NAME, Desk, Done
from device.phone.apps.markor.store import NAME as STORE
from device.phone.apps.markor.store import is_favourite, set_favourite
from device.phone.apps.provider.moment import local_of
from device.phone.file.mediatype import media_type
from device.phone.system.sizetext import size_text
from device.phone.system.timetext import clock_text, date_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, GROWING, Box, Flow, Handler, Input, Text
from device.phone.widget import Choice, alert, dialog, listed, text_field

_LISTED = 10
"""Names that a question spells out."""


def moment_text(hands: Desk, date_ms: int) -> str:
    """As "Oct 15, 2023, 15:34"."""
    local = local_of(hands.context, date_ms)
    day = date_text(hands.context.translate, local.date(), short=True)
    return hands.tr("{}, {}").format(day, clock_text(hands.context, local.hour, local.minute))


# -- a new name ----------------------------------------------------------------------------------------
def ask_name(hands: Desk, path: str, done: Done) -> Overlay:
    """Rename a file or folder; `done` is told where it is then."""
    tr, files = hands.tr, hands.files
    typed = hands.context.text(NAME)
    name = clean_name(typed)
    target = f"{folder_of(path)}/{name}"
    taken = target != path and files.exists(target)

    def rename() -> None:
        hands.context.focus("")
        if hands.attempt(lambda: files.rename(path, target)):
            database = hands.context.database(STORE)
            if is_favourite(database, path):
                set_favourite(database, path, on=False)
                set_favourite(database, target, on=True)
            done(target)

    field = text_field(
        Input(NAME, tr("Name")),
        typed,
        resource_id="new_name",
        error=tr("A file with this name already exists") if taken else "",
    )
    return dialog(
        tr("Rename"),
        (field,),
        accept=Choice(tr("OK"), rename, enabled=bool(name) and not taken),
        cancel=Choice(tr("CANCEL"), lambda: _give_up(hands)),
    )


def _give_up(hands: Desk) -> None:
    hands.context.focus("")
    hands.close()


# -- deleting ------------------------------------------------------------------------------------------
def ask_delete(hands: Desk, paths: Sequence[str], done: Handler) -> Overlay:
    """Whether files and folders are to go."""
    tr = hands.tr
    names = "\n".join(name_of(path) for path in paths[:_LISTED])
    more = f"\n{tr('and {} more').format(len(paths) - _LISTED)}" if len(paths) > _LISTED else ""

    def delete() -> None:
        for path in paths:
            if hands.files.exists(path) and hands.attempt(partial(remove, hands.files, path)):
                set_favourite(hands.context.database(STORE), path, on=False)
        done()

    return alert(
        tr("Confirm delete"),
        f"{tr('Do you really want to delete this?')}\n\n{names}{more}",
        accept=Choice(tr("OK"), delete),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


# -- what is known -------------------------------------------------------------------------------------
def ask_info(hands: Desk, path: str) -> Overlay:
    """Name, place, size, date and length of a file."""
    tr, files = hands.tr, hands.files
    facts = [(tr("Name"), name_of(path)), (tr("Location"), folder_of(path))]
    if files.exists(path):
        stat = files.stat(path)
        facts.append((tr("Last modified"), moment_text(hands, stat.mtime_ns // 1_000_000)))
        if stat.is_dir:
            facts.append((tr("Files"), str(len(files.list(path)))))
        else:
            facts.append((tr("Size"), size_text(stat.size)))
            facts.append((tr("Type"), media_type(name_of(path))))
            text = read_text(files, path) or ""
            facts.append((tr("Lines"), str(len(text.splitlines()))))
            facts.append((tr("Words"), str(len(text.split()))))
            facts.append((tr("Characters"), str(len(text))))
    rows = [_fact(label, value) for label, value in facts]
    body = listed("info", rows, gap=8.0)
    body.box = replace(body.box, padding=(24.0, 0.0, 24.0, 0.0))
    return dialog(tr("Info"), (body,), accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)


def _fact(label: str, value: str) -> View:
    name = fixed(
        "TextView", text=Text(label, style="body_medium", colour="on_surface_variant"), box=Box(width=104.0)
    )
    text = fixed("TextView", text=Text(value, style="body_medium"), box=GROWING)
    return View(box=FULL_WIDTH, flow=Flow("row", gap=8.0), children=(name, text), important=False)
