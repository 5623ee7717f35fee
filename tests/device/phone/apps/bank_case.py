"""Oakway Bank in tests: signing in, its forms, and the codes it sends."""

import re

from device.phone.apps.bank.schema import BANK, PACKAGE, PIN
from tests.device.phone.apps.errand import Errand

TRANSFER = "SELECT account_id, name, iban, cents, reference, proof FROM transfer ORDER BY id DESC LIMIT 1"
LEE = "GB29NWBK60161331926819"
NEW = "FR1420041010050500013M02606"
DAY_MS = 86_400_000
SMS = "com.simplemobiletools.smsmessenger"


def log_in(hand: Errand, pin: str = PIN) -> None:
    hand.type(pin, id="pin")
    hand.put_keyboard_away()
    hand.do("Log in")


def balances(hand: Errand) -> list[int]:
    return [row[0] for row in hand.rows(BANK, "SELECT balance_cents FROM account ORDER BY id")]


def fill_in(hand: Errand, **texts: str) -> None:
    for key, text in texts.items():
        hand.scroll_to(id=key)
        hand.type(text, id=key)
        hand.put_keyboard_away()


def code_of(hand: Errand) -> str:
    """What the latest text message says, read in the app for messages."""
    hand.open_app(SMS)
    hand.tap("OAKWAY")
    said = hand.find_all(containing="OAK" if hand.phone.language == "en" else "橡原银行")
    hand_read = re.findall(r"\b\d{6}\b", " ".join(e.text for e in said if re.search(r"\d{6}", e.text)))
    hand.open_app(PACKAGE)
    return hand_read[-1]
