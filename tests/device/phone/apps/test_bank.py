"""Oakway Bank: signing in, paying, cards; whole errands in both languages, checked in the database."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.bank.iban import grouped, is_valid, made
from device.phone.apps.bank.ledger import ledger
from device.phone.apps.bank.schema import BANK, PACKAGE, PIN
from device.phone.apps.bank.state import SESSION_MS
from device.phone.tour import fingerprint, make, moves
from tests.device.phone.apps.errand import LOCALES, Errand, errand
from tests.device.phone.test_reach import out_of_reach

TRANSFER = "SELECT account_id, name, iban, cents, reference, proof FROM transfer ORDER BY id DESC LIMIT 1"
LEE = "GB29NWBK60161331926819"
NEW = "FR1420041010050500013M02606"
DAY_MS = 86_400_000
SMS = "com.simplemobiletools.smsmessenger"


def log_in(hand: Errand, pin: str = PIN) -> None:
    hand.type(pin, id="pin")
    hand.put_keyboard_away()
    hand.do("Log in")


@pytest.fixture(params=LOCALES)
def bank(request):
    with errand(PACKAGE, request.param) as hand:
        log_in(hand)
        yield hand


@pytest.fixture
def english():
    with errand(PACKAGE) as hand:
        log_in(hand)
        yield hand


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


# -- signing in ------------------------------------------------------------------------------------------
def test_three_wrong_pins_lock_for_a_quarter_of_an_hour() -> None:
    with errand(PACKAGE) as hand:
        for left in (2, 1):
            log_in(hand, "000000")
            assert hand.sees(f"Wrong PIN, {left} attempts left")
        log_in(hand, "000000")
        assert hand.shows("Too many attempts. Try again in 15 minutes.")
        log_in(hand)
        assert not hand.shows("Accounts")
        hand.phone.clock.set_date(hand.phone.clock.date_ms + 16 * 60_000)
        log_in(hand)
        assert hand.shows("Everyday account")
        assert hand.rows(BANK, "SELECT failures FROM owner") == [(0,)]


def test_the_pin_is_in_no_event_and_on_no_screen() -> None:
    with errand(PACKAGE) as hand:
        hand.type(PIN, id="pin")
        assert PIN not in str(hand.look().elements)
        assert all(PIN not in str(event) for event in hand.phone.events.since(0))


def test_a_session_ends_when_nothing_happens(bank: Errand) -> None:
    bank.do("Payments", "To a new payee")
    bank.phone.clock.advance(SESSION_MS + 1)
    assert bank.sees(id="pin")
    log_in(bank)
    assert bank.shows("Everyday account"), "what was begun is given up"
    bank.phone.force_stop(PACKAGE)
    bank.open_app(PACKAGE)
    assert bank.sees(id="pin")


# -- paying ----------------------------------------------------------------------------------------------
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
    first = next(one for one in ledger(bank.phone).bills if not one.paid_ms)
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


# -- looking ---------------------------------------------------------------------------------------------
def test_entries_are_searched_and_filtered(bank: Errand) -> None:
    bank.do("Everyday account")
    word = "Northline" if bank.phone.language == "en" else "北线"
    bank.type(word, id="search_src_text")
    bank.put_keyboard_away()
    found = {e.text for e in bank.find_all(id="title")}
    assert found
    assert found <= {"Northline Rail", "北线铁路"}
    bank.do("Money in")
    assert bank.shows("No transactions")


def test_a_statement_is_written_into_a_file(bank: Errand) -> None:
    bank.do("More", "Documents")
    bank.tap_on(bank.find_all(id="statement_row")[0])
    lines = bank.phone.files.read("/sdcard/Download/oakway-statement-2023-09.csv").decode().split("\n")
    assert lines[0] == "date,account,name,reference,amount"
    assert all(line.startswith("2023-09-") for line in lines[1:-1])
    month = "SELECT count(*) FROM entry WHERE strftime('%Y-%m', booked_ms / 1000, 'unixepoch') = '2023-09'"
    assert bank.rows(BANK, month) == [(len(lines) - 2,)]


# -- cards -----------------------------------------------------------------------------------------------
def test_a_card_is_frozen_and_limited(bank: Errand) -> None:
    bank.do("Cards", "#card_face")
    bank.set_switch(True, bank.tr("Freeze card"))
    bank.set_switch(False, bank.tr("Online payments"))
    bank.do("Daily limit")
    bank.type("250", id="limit")
    bank.put_keyboard_away()
    bank.do("OK")
    assert bank.rows(BANK, "SELECT frozen, online, limit_cents FROM card WHERE id = 1") == [(1, 0, 25000)]


def test_what_is_printed_on_a_card_needs_the_pin_and_is_in_no_screenshot(bank: Errand) -> None:
    bank.do("Cards", "#card_face", "Show card details")
    fill_in(bank, pin="123456")
    bank.do("Show")
    assert not bank.sees("4106 5580 2091 4417")
    fill_in(bank, pin=PIN)
    bank.do("Show")
    assert bank.sees("4106 5580 2091 4417")
    assert bank.phone.camera.image().convert("L").getextrema()[1] == 0
    bank.back()
    assert not bank.sees("4106 5580 2091 4417")


def test_the_pin_is_changed(english: Errand) -> None:
    english.do("More", "Change PIN")
    fill_in(english, old_pin=PIN, new_pin="12")
    english.do("Save new PIN")
    assert english.shows("Six digits")
    fill_in(english, old_pin=PIN, new_pin="808017")
    english.do("Save new PIN", "Sign out", "Sign out")
    log_in(english, "808017")
    assert english.shows("Everyday account")


# -- everything ------------------------------------------------------------------------------------------
@given(st.from_regex(r"[A-Z]{4}[0-9]{14}", fullmatch=True), st.integers(0, 21), st.integers(1, 9))
def test_check_digits_find_a_wrong_digit(account: str, place: int, by: int) -> None:
    number = made("GB", account)
    assert is_valid(grouped(number).lower())
    digit = number[place]
    if digit.isdigit():
        wrong = number[:place] + str((int(digit) + by) % 10) + number[place + 1 :]
        assert not is_valid(wrong)


@given(st.text(max_size=40))
def test_whatever_is_typed_as_a_number_is_judged(text: str) -> None:
    assert is_valid(text) in (True, False)


@pytest.mark.parametrize(
    "setting", ["", "settings put system user_rotation 1; settings put system font_scale 1.3"]
)
def test_no_touch_breaks_the_bank_and_everything_can_be_reached(setting: str) -> None:
    with errand(PACKAGE, "zh-CN") as hand:
        log_in(hand)
        phone = hand.phone
        phone.shell(f"settings put system accelerometer_rotation 0; {setting}")
        seen, waiting, pages = {fingerprint(phone)}, [phone.snapshot()], set()
        while waiting and len(seen) < 90:
            start = waiting.pop(0)
            phone.restore(start)
            for move in moves(phone):
                phone.restore(start)
                make(phone, move)
                found = fingerprint(phone)
                if found in seen or phone.front.package != PACKAGE:
                    continue
                seen.add(found)
                if phone.window.keyboard_shown:
                    phone.show_keyboard(False)
                active = phone.frame().active
                assert list(out_of_reach(active.root, phone.density)) == [], phone.front.state
                pages.add(phone.front.state.pages[-1].name if phone.front.state.pages else "tab")
                waiting.append(phone.snapshot())
    assert {"tab", "account", "transfer", "card", "bills"} <= pages


def test_accounts_that_vanish_take_their_pages_along(english: Errand) -> None:
    english.do("Everyday account")
    english.shell(f"sqlite3 /data/data/{PACKAGE}/databases/{BANK} 'DELETE FROM account WHERE id = 1'")
    assert english.shows("Savings")
    assert not english.shows("Everyday account")


# -- the guard -------------------------------------------------------------------------------------------
def test_the_guard_holds_what_signs_in_and_what_pays() -> None:
    for locale in LOCALES:
        with errand(PACKAGE, locale) as hand:
            hand.type(PIN, id="pin")
            hand.put_keyboard_away()
            assert "credentials" in hand.held("Log in")
            hand.do("Log in", "Payments", "Between own accounts")
            fill_in(hand, amount="1")
            hand.do("Continue")
            assert "payment" in hand.held("Confirm transfer")
            hand.back()
            hand.back()
            hand.do("Bills", "#pay_bill")
            assert "payment" in hand.held("Confirm payment")


def test_the_guard_lets_looking_pass(bank: Errand) -> None:
    for label in ("Everyday account", "Accounts", "Cards", "More"):
        assert bank.held(label) == (), label
    bank.do("Everyday account")
    assert bank.held("#entry_row") == ()
