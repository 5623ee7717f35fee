"""Events written into an .ics file of the shared storage."""

from device.phone.apps.calendar.ics import calendar_text
from device.phone.apps.calendar.state import NAME, Main
from device.phone.apps.calendar.store import all_events
from device.phone.file.entry import FileFault
from device.phone.system.timetext import local_now
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Input
from device.phone.widget import Choice, dialog, text_field

_FOLDER = "/storage/emulated/0/Download"


def open_export(hands: Main) -> None:
    """Ask for the file's name."""
    hands.context.set_text(NAME, f"events_{local_now(hands.context):%Y_%m_%d_%H_%M_%S}")
    hands.open("export")
    hands.context.focus(NAME)


def export_dialog(hands: Main) -> Overlay:
    """The name, and OK."""
    tr, context = hands.tr, hands.context

    def close() -> None:
        context.focus("")
        hands.close()

    def accept() -> None:
        name = context.text(NAME).strip()
        if not name or "/" in name:
            context.toast(
                tr("The filename contains invalid characters") if name else tr("Please enter a name")
            )
            return
        close()
        data = calendar_text(hands.context, all_events(hands.context)).encode()
        try:
            hands.context.files.make_directories(_FOLDER)
            hands.context.files.write(f"{_FOLDER}/{name}.ics", data)
        except FileFault:
            context.toast(tr("Exporting failed"))
        else:
            context.toast(tr("Exporting successful"))

    field = text_field(Input(NAME, tr("Filename (without .ics)"), on_submit=accept), context.text(NAME))
    return dialog(
        tr("Export events to an .ics file"),
        (field,),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), close),
    )
