"""Mail, shop and bank without a connection, and when it is back."""

import pytest

from device.phone.apps.bank.schema import BANK
from device.phone.apps.bank.schema import PACKAGE as BANK_APP
from device.phone.apps.mail.delivery import Post, deliver
from device.phone.apps.mail.schema import MAIL
from device.phone.apps.mail.schema import PACKAGE as MAIL_APP
from device.phone.apps.store.schema import PACKAGE as SHOP_APP
from device.phone.apps.store.schema import SHOP
from tests.device.phone.apps.bank_case import TRANSFER, balances, fill_in, log_in
from tests.device.phone.apps.errand import LOCALES, Errand, opened
from tests.device.phone.apps.mail_case import NEWEST, OWN, write
from tests.device.phone.apps.store_case import ORDERS, open_product

mail = opened(MAIL_APP, *LOCALES)
shop = opened(SHOP_APP, *LOCALES)
bank = opened(BANK_APP, *LOCALES)
CUTS = ("cmd connectivity airplane-mode enable", "svc wifi disable; svc data disable")


def cut(hand: Errand, how: str = CUTS[0]) -> None:
    """No connection from now on."""
    hand.shell(how)


def restore(hand: Errand) -> None:
    """And there it is again."""
    hand.shell("cmd connectivity airplane-mode disable; svc wifi enable; svc data enable")


# -- mail --------------------------------------------------------------------------------------------------
def compose(hand: Errand, to: str, subject: str) -> None:
    hand.do("Compose")
    write(hand, to=to, subject=subject, body="Soon.")
    hand.do("#send")


@pytest.mark.parametrize("how", CUTS)
def test_a_letter_waits_in_the_outbox_until_there_is_a_connection(mail: Errand, how: str) -> None:
    cut(mail, how)
    compose(mail, "ann.lee@example.com", "Waiting")
    assert mail.told("No connection. The message waits in the Outbox.")
    assert mail.rows(MAIL, NEWEST)[0][0] == "outbox"
    mail.do("Open navigation drawer", "#nav_outbox")
    assert mail.sees("Waiting")
    mail.tap("Waiting")
    assert mail.shows("Waits for a connection to be sent")
    restore(mail)
    assert not mail.shows("Waits for a connection to be sent")
    assert mail.rows(MAIL, NEWEST)[0][0] == "sent"
    mail.device.back()
    assert not mail.sees("Waiting")


def test_what_is_taken_out_of_the_outbox_is_not_sent(mail: Errand) -> None:
    cut(mail)
    compose(mail, "ann.lee@example.com", "Better not")
    mail.do("Open navigation drawer", "#nav_outbox")
    mail.tap("Better not")
    mail.do("#delete")
    restore(mail)
    mail.look()
    assert mail.rows(MAIL, NEWEST)[0][0] == "trash"


def test_what_is_for_oneself_comes_once_it_has_gone_out(mail: Errand) -> None:
    cut(mail)
    compose(mail, OWN, "Note to me")
    assert not mail.sees("Note to me")
    restore(mail)
    assert mail.sees("Note to me")


def test_letters_arrive_once_there_is_a_connection(mail: Errand) -> None:
    cut(mail)
    deliver(mail.phone.context(), Post("Ann <ann@lee.example>", "Late news", "Here it is."))
    deliver(mail.phone.context(), Post("Ann <ann@lee.example>", "Re: Late news", "And more."))
    assert not mail.sees("Late news")
    assert not mail.phone.notifications.of(MAIL_APP)
    mail.do("More options", "Refresh")
    assert mail.told("No connection")
    restore(mail)
    assert mail.sees("Re: Late news")
    assert not mail.sees("Late news")  # one conversation, the newest letter in front
    assert [one.title for one in mail.phone.notifications.of(MAIL_APP)] == ["Ann"]
    mail.do("More options", "Refresh")
    assert mail.told("Up to date")


# -- the shop ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", CUTS)
def test_the_shop_shows_what_is_stored_and_says_that_it_is_offline(shop: Errand, how: str) -> None:
    name = open_product(shop, 3)
    shop.do("#add_to_basket")
    cut(shop, how)
    assert shop.shows("You’re offline")
    shop.do("Try again")
    assert shop.told("Still offline")
    shop.device.back()
    shop.device.back()
    assert shop.shows("You’re offline")
    shop.do("#navigation_shopping_cart")
    assert shop.sees(name)
    shop.do("#navigation_person", "Your orders")
    assert not shop.shows("You’re offline")
    shop.tap(id="order_row")
    assert shop.sees(id="order_state")
    shop.device.back()
    shop.device.back()
    shop.do("#navigation_storefront")
    restore(shop)
    assert not shop.shows("You’re offline")


def test_nothing_is_ordered_offline(shop: Errand) -> None:
    before = shop.rows(SHOP, ORDERS)
    open_product(shop, 3)
    shop.do("#buy_now")
    cut(shop)
    assert shop.shows("You’re offline")
    restore(shop)
    shop.do("#place_order")
    assert shop.rows(SHOP, ORDERS) != before


def test_an_order_is_not_cancelled_offline(shop: Errand) -> None:
    open_product(shop, 3)
    shop.do("#buy_now", "#place_order")
    cut(shop)
    shop.do("Cancel order")
    shop.tap(shop.tr("Cancel order"), id="button1")
    assert shop.shows("You’re offline")
    assert shop.rows(SHOP, ORDERS)[0][1] == "placed"
    restore(shop)
    shop.do("OK", "Cancel order")
    shop.tap(shop.tr("Cancel order"), id="button1")
    assert shop.rows(SHOP, ORDERS)[0][1] == "cancelled"


# -- the bank ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", CUTS)
def test_nobody_signs_in_offline(bank: Errand, how: str) -> None:
    cut(bank, how)
    log_in(bank)
    assert bank.shows("You’re offline")
    bank.do("OK")
    assert bank.sees(id="login_button")
    assert bank.rows(BANK, "SELECT failures FROM owner") == [(0,)]
    restore(bank)
    log_in(bank)
    assert bank.sees(id="total_balance")


def test_nothing_is_paid_offline_and_the_payment_goes_on_afterwards(bank: Errand) -> None:
    log_in(bank)
    had, last = balances(bank), bank.rows(BANK, TRANSFER)
    bank.do("#tab_payments", "Between own accounts")
    fill_in(bank, amount="20")
    bank.do("Continue")
    cut(bank)
    bank.do("Confirm transfer")
    assert bank.shows("You’re offline")
    assert (balances(bank), bank.rows(BANK, TRANSFER)) == (had, last)
    bank.do("OK")
    restore(bank)
    bank.do("Confirm transfer")
    assert balances(bank) != had


def test_a_card_is_not_frozen_offline(bank: Errand) -> None:
    log_in(bank)
    bank.do("#tab_cards", "#card_face")
    cut(bank)
    bank.do("Freeze card")
    assert bank.shows("You’re offline")
    assert (0,) in bank.rows(BANK, "SELECT frozen FROM card ORDER BY id LIMIT 1")
