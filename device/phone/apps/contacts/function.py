"""What Contacts does for other programs."""

from device.phone.apps.provider.contact import Contact, Labelled, book
from device.phone.apps.provider.contactchange import save_contact
from device.phone.system.appfunction import AppFunction, Given, Parameter, string
from device.phone.system.context import Context


def _create(context: Context, given: Given) -> None:
    first, _, last = string(given, "name").strip().partition(" ")
    save_contact(
        context, Contact(first=first, last=last, phones=(Labelled(string(given, "number"), "Mobile"),))
    )


def _find(context: Context, given: Given) -> list[str]:
    wanted = string(given, "name").casefold()
    return [
        f"{one.name}: {', '.join(phone.value for phone in one.phones)}"
        for one in book(context).contacts
        if wanted in one.name.casefold()
    ]


FUNCTIONS = (
    AppFunction(
        "createContact",
        "Creates a contact with a mobile number.",
        (Parameter("name", "string", "First and last name"), Parameter("number", "string", "Phone number")),
        _create,
    ),
    AppFunction(
        "findContacts",
        "Finds contacts whose names hold some letters, with their numbers.",
        (Parameter("name", "string", "Part of the name"),),
        _find,
    ),
)
