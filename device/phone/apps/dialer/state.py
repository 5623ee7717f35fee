"""Where the screens of Phone are, and what they all need."""

from dataclasses import dataclass
from urllib.parse import quote

from device.phone.apps.activity import AppActivity
from device.phone.system.context import Context
from device.phone.system.intent import Intent

PACKAGE = "com.google.android.dialer"
MAIN = "com.google.android.dialer.extensions.GoogleDialtactsActivity"
IN_CALL = "com.android.incallui.InCallActivity"
DETAILS = "com.android.dialer.calldetails.CallDetailsActivity"
HISTORY = "com.android.dialer.app.calllog.CallLogActivity"
BLOCKED = "com.android.dialer.app.filterednumber.BlockedNumbersSettingsActivity"
FAVORITES, RECENTS, CONTACTS = range(3)
DIGITS = "digits"
SEARCH = "search"
"""Keys of the text fields."""
_CONTACTS_APP = "com.google.android.contacts"
_DETAIL_PAGE = f"{_CONTACTS_APP}/com.google.android.apps.contacts.quickcontact.QuickContactActivity"


@dataclass(frozen=True, slots=True)
class DialerState:
    """An activity of Phone other than a call."""

    tab: int = RECENTS
    """Also which calls the history shows: 0 all, 1 missed."""
    dialpad: bool = False
    searching: bool = False
    expanded: int = 0
    """Call whose row is open."""
    dialog: str = ""
    target: int = 0
    """Call the dialog is about."""
    number: str = ""
    """Whose calls are shown."""


class DialerActivity(AppActivity[DialerState]):
    """An activity of Phone, with its state at hand."""

    __slots__ = ()

    def __init__(self, context: Context) -> None:
        super().__init__(context, DialerState)

    def open(self, dialog: str, target: int = 0) -> None:
        """Open a dialog or menu."""
        self.set(dialog=dialog, target=target)

    # -- what is done with a number ------------------------------------------------------------------
    def call(self, number: str) -> None:
        """Call it."""
        self.send(Intent("android.intent.action.CALL", data=f"tel:{quote(number, safe='+')}"))

    def write(self, number: str) -> None:
        """Write a message to it."""
        self.send(Intent("android.intent.action.SENDTO", data=f"smsto:{quote(number, safe='+')}"))

    def create_contact(self, number: str) -> None:
        """A new contact with it."""
        self.send(
            Intent(
                "android.intent.action.INSERT",
                type="vnd.android.cursor.dir/contact",
                extras={"phone": number} if number else {},
            )
        )

    def add_to_contact(self, number: str) -> None:
        """Give it to a contact there is."""
        self.send(
            Intent(
                "android.intent.action.INSERT_OR_EDIT",
                type="vnd.android.cursor.item/contact",
                extras={"phone": number},
            )
        )

    def show_contact(self, contact: int) -> None:
        """Open somebody's page."""
        self.send(Intent(component=_DETAIL_PAGE, extras={"contact": contact}))

    def edit_number(self, number: str) -> None:
        """Put it on the dialpad."""
        if self.context.activity.name != MAIN:
            self.close()
            self.send(Intent("android.intent.action.DIAL", data=f"tel:{quote(number, safe='+')}"))
            return
        self.context.set_text(DIGITS, number)
        self.set(dialpad=True, searching=False, dialog="")
        open_dialpad(self.context)


def open_dialpad(context: Context) -> None:
    """The cursor goes into the number, so that keys typed land there; the soft keyboard stays away."""
    context.focus(DIGITS)
    context.show_keyboard(False)
