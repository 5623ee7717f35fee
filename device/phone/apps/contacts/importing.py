"""A vCard file that was opened: its people are taken in after a question."""

from device.phone.apps.activity import AppActivity
from device.phone.apps.contacts.state import ImportState
from device.phone.apps.contacts.vcard import read
from device.phone.apps.provider.contactchange import save_contact
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.system.context import Context
from device.phone.system.intent import STREAM, Intent
from device.phone.toolkit.view import Screen, View
from device.phone.widget import Choice, alert


def opened(context: Context, intent: Intent) -> ImportState:
    """The people in the file that an intent brings."""
    uri = intent.data or str(intent.extras.get(STREAM, ""))
    path = path_of(uri)
    try:
        people = read(context.files.read(path)) if path else ()
    except FileFault:
        people = ()
    return ImportState(people, path.rpartition("/")[2])


def show_import(hands: AppActivity[ImportState]) -> Screen:
    """The question, over whatever opened the file."""
    tr, people = hands.tr, hands.state.people
    if not people:
        asked = alert(
            tr("Couldn’t import vCard"),
            tr("There are no contacts in “{}”.").format(hands.state.file),
            accept=Choice(tr("OK"), lambda: hands.context.finish()),
        )
        return Screen(View(), overlay=asked, translucent=True)

    def take() -> None:
        for person in people:
            save_contact(hands.context, person)
        hands.context.finish()
        hands.context.toast(tr("Finished importing vCard {}").format(hands.state.file))

    one = tr("{} will be imported from “{}”.").format(people[0].name, hands.state.file)
    several = tr("{} contacts will be imported from “{}”.").format(len(people), hands.state.file)
    asked = alert(
        tr("Import contacts from vCard?"),
        one if len(people) == 1 else several,
        accept=Choice(tr("OK"), take),
        cancel=Choice(tr("Cancel"), lambda: hands.context.finish()),
    )
    return Screen(View(), overlay=asked, translucent=True)
