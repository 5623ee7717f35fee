"""Oakway Bank: paying, in both languages, checked in the database."""

import pytest

from device.phone.apps.bank.iban import grouped
from device.phone.apps.bank.ledger import ledger
from device.phone.apps.bank.schema import BANK, PACKAGE, PIN
from tests.device.phone.apps.bank_case import (
    DAY_MS,
    LEE,
    NEW,
    TRANSFER,
    balances,
    code_of,
    fill_in,
    log_in,
)
from tests.device.phone.apps.errand import LOCALES, Errand, opened

bank = opened(PACKAGE, *LOCALES, begin=log_in)
english = opened(PACKAGE, begin=log_in)


def test_money_goes_between_own_accounts(bank: Errand) -> None:
    before = balances(bank)
    bank.do("Payments", "Between own accounts")
    fill_in(bank, amount="120.50", reference="Rainy days")
    bank.do("Continue")
    assert bank.sees("$120.50")
    assert balances(bank) == before
    bank.do("Confirm transfer")
    assert bank.shows("Payment made")
    assert balances(bank) == [before[0] - 12050, before[1] + 12050, before[2]]
    assert bank.rows(BANK, TRANSFER)[0][3:] == (12050, "Rainy days", "none")
    entry = "SELECT account_id, cents, reference FROM entry ORDER BY id DESC LIMIT 2"
    assert bank.rows(BANK, entry) == [(2, 12050, "Rainy days"), (1, -12050, "Rainy days")]


@pytest.mark.parametrize("amount", ["-5", "+5", "10.005", "1,2", "1.2.3"])
def test_what_is_no_amount_is_refused(english: Errand, amount: str) -> None:
    english.do("Payments", "Between own accounts")
    fill_in(english, amount=amount)
    english.do("Continue")
    assert english.scroll_to("Write the amount as 12.50, without a sign")
    assert not english.shows("Confirm transfer")
    fill_in(english, amount="1,250.5")
    english.do("Continue")
    assert english.sees("$1,250.50")
    assert english.shows("Confirm transfer")


def test_a_saved_payee_is_paid_with_the_pin(bank: Errand) -> None:
    before = balances(bank)
    bank.do("Payments", "To a saved payee", "#choose_payee")
    bank.tap(containing=("Ann Lee", "李小明"))
    fill_in(bank, amount="25")
    bank.do("Continue")
    fill_in(bank, pin="111111")
    bank.do("Confirm payment")
    assert bank.shows("Wrong PIN")
    assert balances(bank) == before
    fill_in(bank, pin=PIN)
    bank.do("Confirm payment", "Done")
    assert balances(bank)[0] == before[0] - 2500
    account, _, iban, cents, _, proof = bank.rows(BANK, TRANSFER)[0]
    assert (account, iban, cents, proof) == (1, LEE, 2500, "pin")


def test_somebody_new_is_paid_with_a_code_from_a_text_message(bank: Errand) -> None:
    before = balances(bank)
    bank.do("Payments", "To a new payee")
    fill_in(bank, name="Pat Doe", iban=NEW[:-1] + "7", amount="310")
    bank.do("Save this payee", "Continue")
    assert bank.scroll_to(bank.tr("This IBAN is not right. Check it digit by digit."))
    fill_in(bank, iban=grouped(NEW))
    bank.do("Continue", "Get code")
    fill_in(bank, code="999")
    bank.do("Confirm payment")
    assert balances(bank) == before
    fill_in(bank, code=code_of(bank))
    bank.do("Confirm payment")
    assert bank.shows("Payment made")
    assert bank.rows(BANK, TRANSFER) == [(1, "Pat Doe", NEW, 31000, "", "code")]
    assert balances(bank)[0] == before[0] - 31000
    assert bank.rows(BANK, f"SELECT name FROM payee WHERE iban = '{NEW}'") == [("Pat Doe",)]
    assert bank.rows(BANK, "SELECT count(*) FROM code WHERE used = 0") == [(0,)]


def test_a_code_is_void_after_five_minutes_and_after_a_newer_one(english: Errand) -> None:
    english.do("Payments", "To a new payee")
    fill_in(english, name="Pat Doe", iban=NEW, amount="5")
    english.do("Continue", "Get code")
    old = code_of(english)
    english.do("New code")
    new = english.rows(BANK, "SELECT digits FROM code ORDER BY id DESC LIMIT 1")[0][0]
    assert new != old
    fill_in(english, code=old)
    english.do("Confirm payment")
    assert english.shows("This code is wrong or too old")
    english.phone.clock.set_date(english.phone.clock.date_ms + 6 * 60_000)
    fill_in(english, code=str(new))
    english.do("Confirm payment")
    assert english.shows("This code is wrong or too old")
    assert english.rows(BANK, TRANSFER) == []


def test_what_the_account_does_not_cover_is_refused(english: Errand) -> None:
    english.do("Payments", "Between own accounts")
    fill_in(english, amount="99999")
    english.do("Continue")
    assert english.shows("The account does not cover this")
    fill_in(english, amount="0")
    english.do("Continue")
    assert english.shows("How much?")


def test_a_bill_is_paid(bank: Errand) -> None:
    bank.do("Payments", "Bills")
    first = next(one for one in ledger(bank.phone.context()).bills if not one.paid_ms)
    bank.tap_on(bank.find_all(id="pay_bill")[0])
    assert bank.sees(first.reference)
    fill_in(bank, pin=PIN)
    bank.do("Confirm payment")
    assert bank.rows(BANK, f"SELECT paid_ms > 0 FROM bill WHERE id = {first.id}") == [(1,)]
    assert bank.rows(BANK, TRANSFER)[0][1:4] == (first.name, first.iban, first.cents)


def test_a_standing_order_pays_again_and_again_until_it_is_deleted(english: Errand) -> None:
    english.do("Payments", "Standing orders", "New standing order", "#choose_payee")
    english.tap(containing="Ann Lee")
    fill_in(english, amount="10", reference="Pocket money")
    english.do("How often", "Every week", "Continue", "Get code")
    fill_in(english, code=code_of(english))
    english.do("Confirm payment", "Done")
    booked = "SELECT count(*) FROM entry WHERE reference = 'Pocket money'"
    assert english.rows(BANK, booked) == [(1,)]
    english.phone.clock.set_date(english.phone.clock.date_ms + 15 * DAY_MS)
    english.look()
    assert english.rows(BANK, booked) == [(3,)]
    english.do("Standing orders")
    english.do("Delete standing order to Ann Lee", "Delete")
    english.phone.clock.set_date(english.phone.clock.date_ms + 30 * DAY_MS)
    english.look()
    assert english.rows(BANK, booked) == [(3,)]
