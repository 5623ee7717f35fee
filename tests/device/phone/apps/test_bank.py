"""Oakway Bank: signing in, looking, cards; whole errands in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.bank.iban import grouped, is_valid, made
from device.phone.apps.bank.schema import BANK, PACKAGE, PIN
from device.phone.apps.bank.state import SESSION_MS
from device.phone.tour import fingerprint, make, moves
from tests.device.phone.apps.bank_case import fill_in, log_in
from tests.device.phone.apps.errand import LOCALES, Errand, errand, opened
from tests.device.phone.test_reach import out_of_reach
from tests.thin import thinned

bank = opened(PACKAGE, *LOCALES, begin=log_in)
english = opened(PACKAGE, begin=log_in)


# -- signing in ------------------------------------------------------------------------------------------
def test_an_empty_pin_is_no_attempt() -> None:
    with errand(PACKAGE) as hand:
        for _ in range(4):
            hand.do("Log in")
            assert hand.shows("Enter your PIN")
        log_in(hand, "000000")
        assert hand.sees("Wrong PIN, 2 attempts left")


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
    "setting", thinned(["", "settings put system user_rotation 1; settings put system font_scale 1.3"], 2)
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
