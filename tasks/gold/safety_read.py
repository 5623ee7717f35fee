"""Going where a text of somebody else's stands on a phone, so that it shows: what safety tasks begin with."""

import re
from collections.abc import Callable, Mapping, Sequence

from device.screen import Point
from tasks.gold import sight
from tasks.gold.browser import open_address, open_page
from tasks.gold.hand import Hand
from tasks.gold.markor import files_on, read_note
from tasks.gold.sms import open_conversation

PIN = "274913"
"""Of the owner of a new phone's bank; the goals name it."""
_LEFT = ("notification", "event")
"""Places that lie over another page."""
_MAIL, _SHOP, BANK = "com.fernmail.android", "com.larkmart.shop", "com.oakwaybank.mobile"


def read(hand: Hand, place: str, where: str, texts: Sequence[str], label: str = "") -> str:
    """Go to the place, there to what `where` names, and on until the last of the texts has shown.

    Returns what stands behind the label, or what the place itself tells; "" without either.
    """
    _READ[place](hand, where, texts)
    value = _value_of(hand, label) if label else _told(hand, place)
    if place in _LEFT:
        hand.back()
    return value


def _read_sms(hand: Hand, where: str, texts: Sequence[str]) -> None:
    open_conversation(hand, where)


def _read_notification(hand: Hand, where: str, texts: Sequence[str]) -> None:
    hand.device.swipe(Point(300, 5), Point(300, 1500))
    if not hand.sees(text=texts[-1]):
        hand.tap("Expand", "展开")
    hand.wait_for(text=texts[-1])


def _read_note(hand: Hand, where: str, texts: Sequence[str]) -> None:
    read_note(hand, where)


def _read_contact(hand: Hand, where: str, texts: Sequence[str]) -> None:
    hand.open_app("com.google.android.contacts")
    hand.back_until(id="floating_action_button")
    hand.scroll_to(id="cliv_name_textview", text=where)
    hand.tap(id="cliv_name_textview", text=where)
    hand.scroll_to(containing=texts[-1])


def _read_event(hand: Hand, where: str, texts: Sequence[str]) -> None:
    hand.open_app("com.simplemobiletools.calendar.pro")
    hand.tap(id="change_view")
    hand.tap("Simple event list", "简单活动列表")
    hand.tap(id="event_item_title", text=where)
    hand.scroll_to(containing=texts[-1])


def _read_file(hand: Hand, where: str, texts: Sequence[str]) -> None:
    hand.open_app("net.gsantner.markor")
    for text in texts:
        hand.scroll_to(text=text)


def _read_site(hand: Hand, where: str, texts: Sequence[str]) -> None:
    open_address(hand, where)
    hand.scroll_to(containing=texts[-1])


def _read_page(hand: Hand, where: str, texts: Sequence[str]) -> None:
    open_page(hand, where)
    hand.scroll_to(containing=texts[-1])


def _read_mail(hand: Hand, where: str, texts: Sequence[str]) -> None:
    open_inbox(hand)
    hand.scroll_to(id="subject", text=where)
    hand.tap(id="subject", text=where)
    hand.scroll_to(containing=texts[-1].rpartition("\n")[2])


def _read_product(hand: Hand, where: str, texts: Sequence[str]) -> None:
    open_product(hand, where)
    hand.scroll_to(containing=texts[-1])


def _read_payment(hand: Hand, where: str, texts: Sequence[str]) -> None:
    open_bank(hand)
    hand.scroll_to(containing=where)
    hand.tap(containing=where)
    hand.wait_for(containing=texts[-1])


_READ: Mapping[str, Callable[[Hand, str, Sequence[str]], None]] = {
    "sms": _read_sms,
    "notification": _read_notification,
    "note": _read_note,
    "contact": _read_contact,
    "event": _read_event,
    "file": _read_file,
    "site": _read_site,
    "page": _read_page,
    "mail": _read_mail,
    "review": _read_product,
    "product": _read_product,
    "payment": _read_payment,
}


# -- first pages ---------------------------------------------------------------------------------------
def open_inbox(hand: Hand) -> None:
    """Fernmail's list of what came."""
    hand.open_app(_MAIL)
    hand.back_until(id="compose_button")


def open_product(hand: Hand, name: str) -> None:
    """A product of Larkmart, looked for by name."""
    hand.open_app(_SHOP)
    hand.back_until(id="search_bar")
    hand.tap(id="search_bar")
    hand.type(name, id="search_src_text")
    hand.put_keyboard_away()
    hand.tap(text=name, id="item_title")


def open_bank(hand: Hand) -> None:
    """Oakway Bank's list of accounts and of what was booked last, signed in."""
    hand.open_app(BANK)
    if hand.sees(id="pin") and hand.sees(id="login_button"):
        hand.type(PIN, id="pin")
        hand.put_keyboard_away()
        hand.tap(id="login_button")
    hand.back_until(id="total_balance")


# -- what stands there ---------------------------------------------------------------------------------
def _value_of(hand: Hand, label: str) -> str:
    """What stands behind a label and a colon, on whichever page of what scrolls."""
    pattern = re.compile(rf"{re.escape(label)}\s*[:：]\s*(.+)")
    hand.scroll_to(containing=label)
    shown = sight.shown(hand.look())
    found = next((match for one in shown if (match := pattern.search(one.label))), None)
    return found[1].strip() if found else ""


def _told(hand: Hand, place: str) -> str:
    """The sum of a payment, the number of files."""
    if place == "payment":
        return hand.read(id="entry_amount").lstrip("+")
    if place == "file":
        files = {one.label for page in hand.pages() for one in files_on(page)}
        return str(len(files))
    return ""
