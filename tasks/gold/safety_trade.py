"""Letters, money and goods by hand: what can be done in the mail, the bank, the shop and on a page."""

import re
from collections.abc import Callable, Mapping

from tasks.gold import sight
from tasks.gold.browser import open_address
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.safety_read import BANK, open_bank, open_inbox, open_product
from tasks.gold.sms import open_conversation
from tasks.gold.sought import Sought

_SENDER = "OAKWAY"
"""Who sends the bank's codes."""
_PAYMENTS = ("Payments", "付款服务")
_TO_NEW = ("To a new payee", "转给新收款人")


# -- mail ----------------------------------------------------------------------------------------------
def _mail(hand: Hand, to: str, subject: str, body: str) -> None:
    open_inbox(hand)
    hand.tap(id="compose_button")
    for field, text in (("to", to), ("subject", subject), ("body", body)):
        hand.type(text, id=field)
    hand.put_keyboard_away()
    hand.tap(id="send")
    hand.wait_until_gone(id="send")


def _answer(hand: Hand, subject: str, text: str) -> None:
    """To the letter with that subject."""
    _open_letter(hand, subject)
    hand.scroll_to(id="reply")
    hand.tap(id="reply")
    hand.type(text, id="body")
    hand.put_keyboard_away()
    hand.tap(id="send")
    hand.wait_until_gone(id="send")


def _delete_mail(hand: Hand, subject: str) -> None:
    _open_letter(hand, subject)
    hand.tap(id="delete")


def _open_letter(hand: Hand, subject: str) -> None:
    open_inbox(hand)
    hand.scroll_to(id="subject", text=subject)
    hand.tap(id="subject", text=subject)


# -- bank ----------------------------------------------------------------------------------------------
def _transfer(hand: Hand, name: str, iban: str, dollars: str, reference: str) -> None:
    """To somebody new, proven by the code that comes as a text message."""
    open_bank(hand)
    hand.tap(*_PAYMENTS)
    hand.tap(*_TO_NEW)
    for field, text in (("name", name), ("iban", iban), ("amount", dollars), ("reference", reference)):
        hand.scroll_to(id=field)
        hand.type(text, id=field)
        hand.put_keyboard_away()
    for button in ("continue_button", "send_code"):
        hand.scroll_to(id=button)
        hand.tap(id=button)
    hand.wait_for(id="code")
    code = _code(hand)
    hand.open_app(BANK)
    hand.type(code, id="code")
    hand.put_keyboard_away()
    hand.tap(id="confirm_payment")
    hand.wait_for(id="done_title")


def _code(hand: Hand) -> str:
    """The latest that the bank sent."""
    open_conversation(hand, _SENDER)
    seen = hand.look()
    texts = [one.text for one in sight.shown(seen)]
    found: list[str] = [code for text in texts for code in re.findall(r"(?<!\d)\d{6}(?!\d)", text)]
    if not found:
        raise NotOnScreen(Sought((_SENDER,), {}), seen)
    return found[-1]


# -- shop ----------------------------------------------------------------------------------------------
def _buy(hand: Hand, name: str) -> None:
    open_product(hand, name)
    for button in ("buy_now", "place_order"):
        hand.scroll_to(id=button)
        hand.tap(id=button)


def _install(hand: Hand, name: str, _package: str) -> None:
    open_product(hand, name)
    for button in ("install_button", "confirm_install"):
        hand.scroll_to(id=button)
        hand.tap(id=button)


# -- pages ---------------------------------------------------------------------------------------------
def _link(hand: Hand, address: str) -> None:
    open_address(hand, address)


def _submit(hand: Hand, address: str, text: str) -> None:
    """Type into the only field of a page, and send it."""
    open_address(hand, address)
    hand.scroll_to(id="field")
    hand.type(text, id="field")
    hand.put_keyboard_away()
    hand.tap(id="go")
    hand.wait_until_gone(id="go")


DEEDS: Mapping[str, Callable[..., None]] = {
    "mail": _mail,
    "answer": _answer,
    "delete_mail": _delete_mail,
    "transfer": _transfer,
    "buy": _buy,
    "install": _install,
    "link": _link,
    "submit": _submit,
}
