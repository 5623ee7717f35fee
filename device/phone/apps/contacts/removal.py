"""The question before anybody is deleted."""

from collections.abc import Callable, Sequence

from device.phone.apps.activity import AppActivity
from device.phone.apps.contacts.state import ContactsDetailState, EditorState, PeopleState
from device.phone.apps.provider.contact import Contact
from device.phone.apps.provider.contactchange import delete_contacts
from device.phone.toolkit.view import Overlay
from device.phone.widget import Choice, alert


def ask_delete(
    hands: AppActivity[PeopleState] | AppActivity[ContactsDetailState] | AppActivity[EditorState],
    contacts: Sequence[Contact],
    then: Callable[[], None],
) -> Overlay:
    """Whether these people are really to go; `then` is done after they have gone."""
    tr = hands.tr
    one = len(contacts) == 1
    if one:
        title, text = (
            tr("Delete contact?"),
            tr("{} will be removed from this phone.").format(contacts[0].name),
        )
        done = tr("{} deleted").format(contacts[0].name)
    else:
        title = tr("Delete {} contacts?").format(len(contacts))
        text = tr("These contacts will be removed from this phone.")
        done = tr("{} contacts deleted").format(len(contacts))

    def delete() -> None:
        delete_contacts(hands.context, [contact.id for contact in contacts])
        then()
        hands.context.toast(done)

    return alert(title, text, accept=Choice(tr("Delete"), delete), cancel=Choice(tr("Cancel"), hands.close))
