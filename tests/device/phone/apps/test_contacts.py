"""Contacts by touch: the form and its rows, the page of a person, search, several at once, intents."""

import pytest

from device.phone.apps import installed_apps
from device.phone.apps.contacts import Contacts
from device.phone.apps.dialer import Dialer
from device.phone.apps.messages import Messages
from device.phone.apps.provider import BlockedNumberStorage, ContactsStorage, TelephonyStorage
from device.phone.apps.provider.contact import Contact, Labelled, book
from device.phone.apps.provider.contactchange import save_contact
from device.phone.apps.provider.number import formatted, same_number
from tests.boot import fresh_phone

PACKAGE = "com.google.android.contacts"
STORE = "com.android.providers.contacts"
PHONES = "content query --uri content://contacts/phones/ --projection display_name:number"
INSERT = "am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact"


@pytest.fixture
def phone(monkeypatch):
    extra = (ContactsStorage(), TelephonyStorage(), BlockedNumberStorage(), Contacts(), Dialer(), Messages())
    monkeypatch.setattr("device.phone.phone.installed_apps", lambda: (*installed_apps(), *extra))
    return fresh_phone()


@pytest.fixture
def people(hand):
    hand.open(PACKAGE)
    return hand


def known(phone, *names):
    """People with a number each, in the order given."""
    for place, name in enumerate(names):
        first, _, last = name.partition(" ")
        save_contact(
            phone.context(), Contact(0, first, last, phones=(Labelled(f"+1555000100{place}", "Mobile"),))
        )


def fill(hand, **texts):
    """Type into the fields with those hints."""
    for hint, text in texts.items():
        field = next(e for e in hand.phone.frame().elements() if e.hint == hint.replace("_", " "))
        hand.phone.touch.tap(field.bounds.center.x, field.bounds.center.y)
        hand.type(text)


def rows(phone):
    return phone.shell(PHONES).stdout.decode()


def data(phone):
    return phone.database(STORE, "contacts2.db").rows(
        "SELECT mimetype, data1, data2, data3 FROM data d JOIN mimetypes m ON m._id = mimetype_id "
        "ORDER BY d._id"
    )


def test_chinese_names_stand_by_their_sound_among_the_others(phone):
    known(phone, "张伟", "Zoe", "王芳", "陈静", "囍", "Ann", "1x", "曾国", "李小明")
    assert [(one.letter, one.name) for one in book(phone.context()).contacts] == [
        ("A", "Ann"), ("C", "陈静"), ("L", "李小明"), ("W", "王芳"),
        ("Z", "Zoe"), ("Z", "曾国"), ("Z", "张伟"), ("囍", "囍"), ("#", "1x"),
    ]  # fmt: skip


# -- the form --------------------------------------------------------------------------------------------
def test_contact_is_created(people):
    assert people.see("No contacts yet")
    people.tap("Create contact")
    fill(people, First_name="Ada", Last_name="Lovelace", Phone="+1 555-123-4567")
    people.tap("Save")
    assert rows(people.phone) == "Row: 0 display_name=Ada Lovelace, number=+1 555-123-4567\n"
    assert data(people.phone) == [
        ("vnd.android.cursor.item/name", "Ada Lovelace", "Ada", "Lovelace"),
        ("vnd.android.cursor.item/phone_v2", "+1 555-123-4567", "2", None),
    ]
    assert people.see("Contact info")
    people.back()
    assert people.see("A")
    assert people.see("Ada Lovelace")


def test_draft_shows_hints_and_label(people):
    people.tap("Create contact")
    fill(people, First_name="Grace", Last_name="Hopper", Phone="5550101")
    people.tap("Mobile Phone")
    people.tap("Work")
    elements = people.phone.frame().elements()
    assert [(e.hint, e.text) for e in elements if e.hint in ("First name", "Last name", "Phone")] == [
        ("First name", "Grace"),
        ("Last name", "Hopper"),
        ("Phone", "5550101"),
    ]
    assert any((e.text, e.content_description) == ("Work", "Work Phone") for e in elements)
    assert rows(people.phone) == "No result found.\n"


def test_second_number_custom_label_and_email(people):
    people.tap("Create contact")
    fill(people, Company="Engines Ltd", Phone="111")
    people.back()
    people.tap("Add phone")
    people.phone.touch.text("222")
    people.back()
    people.tap("Mobile Phone", 1)
    people.tap("Custom")
    people.phone.touch.text("Ship")
    people.tap("OK")
    fill(people, Email="a@b.c")
    people.tap("Save")
    person = book(people.phone.context()).contacts[0]
    assert person.name == "Engines Ltd"
    assert person.phones == (Labelled("111", "Mobile"), Labelled("222", "Ship"))
    assert person.emails == (Labelled("a@b.c", "Home"),)
    assert people.see("Ship")


def test_leaving_asks_when_something_would_be_lost(people):
    people.tap("Create contact")
    people.back()
    assert people.see("No contacts yet")
    people.tap("Create contact")
    fill(people, First_name="Ada")
    people.back()
    people.back()
    assert people.see("Your changes have not been saved.")
    people.tap("Cancel")
    people.tap("Close")
    people.tap("Discard")
    assert people.see("No contacts yet")
    assert data(people.phone) == []


def test_empty_form_saves_nothing(people):
    people.tap("Create contact")
    people.tap("Save")
    assert book(people.phone.context()).contacts == ()


def test_contact_is_edited(people):
    known(people.phone, "Ada Lovelace")
    people.tap("Ada Lovelace")
    people.tap("Edit contact")
    fill(people, Last_name="King")
    people.tap("Save")
    assert people.see("Ada King")
    assert rows(people.phone) == "Row: 0 display_name=Ada King, number=+15550001000\n"


# -- a person --------------------------------------------------------------------------------------------
def test_star_shows_under_highlights(people):
    known(people.phone, "Ada Lovelace", "Alan Turing")
    people.tap("Alan Turing")
    people.tap("Add to favorites")
    assert people.see("Remove from favorites")
    people.back()
    people.tap("Highlights")
    assert people.see("Alan Turing")
    assert not people.see("Ada Lovelace")
    people.back()
    assert people.see("Ada Lovelace")


def test_delete_asks_first(people):
    known(people.phone, "Ada Lovelace")
    people.tap("Ada Lovelace")
    people.tap("More options")
    people.tap("Delete")
    people.tap("Cancel")
    assert len(book(people.phone.context()).contacts) == 1
    people.tap("More options")
    people.tap("Delete")
    people.tap("Delete")
    assert book(people.phone.context()).contacts == ()
    assert people.see("No contacts yet")


def test_delete_from_the_form_closes_the_page_too(people):
    known(people.phone, "Ada Lovelace")
    people.tap("Ada Lovelace")
    people.tap("Edit contact")
    people.tap("More options")
    people.tap("Delete")
    people.tap("Delete")
    assert people.see("No contacts yet")


def test_call_and_text_go_to_the_other_apps_and_back_returns(people):
    known(people.phone, "Ada Lovelace")
    people.tap("Ada Lovelace")
    people.tap("Text")
    assert people.phone.front.package == "com.simplemobiletools.smsmessenger"
    people.back()
    people.back()
    assert people.see("Contact info")
    people.tap("Call")
    assert people.see("Calling\u2026")
    people.tap("End call")
    assert people.see("Contact info")


def test_share_offers_the_text(people):
    known(people.phone, "Ada Lovelace")
    people.tap("Ada Lovelace")
    people.tap("More options")
    people.tap("Share")
    assert people.phone.front.intent.extras["android.intent.extra.TEXT"] == "Ada Lovelace\n+15550001000"


def test_which_number_is_asked(people):
    save_contact(
        people.phone.context(), Contact(0, "Ada", phones=(Labelled("111", "Mobile"), Labelled("222", "Work")))
    )
    people.tap("Ada")
    people.tap("Call")
    people.tap("222", -1)
    assert people.phone.front.state.number == "222"


# -- the list --------------------------------------------------------------------------------------------
def test_list_is_sorted_under_letters(people):
    known(people.phone, "Bob", "alice", "Ada", "42nd Street")
    names = [n for n in people.read() if n in ("Bob", "alice", "Ada", "42nd Street", "A", "B", "#")]
    assert names == ["A", "Ada", "alice", "B", "Bob", "#", "42nd Street"]


def test_search_by_name_and_number(people):
    known(people.phone, "Ada Lovelace", "Alan Turing")
    people.tap("Search contacts")
    people.phone.touch.text("lov")
    assert people.see("Ada Lovelace")
    assert not people.see("Alan Turing")
    people.type("1001")
    assert people.see("Alan Turing")
    people.type("nobody")
    assert people.see("No results")
    people.tap("Navigate up")
    assert people.see("Ada Lovelace")


def test_several_are_deleted(people):
    known(people.phone, "Ada", "Bob", "Cleo")
    people.hold("Ada")
    people.tap("Cleo")
    assert people.see("2")
    people.tap("Delete")
    assert people.see("Delete 2 contacts?")
    people.tap("Delete")
    assert [contact.name for contact in book(people.phone.context()).contacts] == ["Bob"]
    people.hold("Bob")
    people.back()
    assert people.see("Search contacts")


def test_select_all(people):
    known(people.phone, "Ada", "Bob")
    people.tap("More options")
    people.tap("Select all")
    assert people.see("2")
    people.tap("Bob")
    assert people.see("1")


# -- intents and providers -------------------------------------------------------------------------------
def test_insert_opens_the_filled_form_and_save_keeps_it(phone, hand):
    assert phone.shell(f'{INSERT} -e name "Mary Ann Evans" -e phone +15551234567').exit_code == 0
    hand.tap("Save")
    assert rows(phone) == "Row: 0 display_name=Mary Ann Evans, number=+15551234567\n"
    phone.shell(f'{INSERT} -e name "Bo" -e phone 5')
    phone.shell(f'{INSERT} -e name "Al" -e phone 6')
    hand.tap("Save")
    assert "display_name=Al, number=6" in rows(phone)
    assert "Bo" not in rows(phone)


def test_view_uri_opens_the_list_and_the_person(phone, hand):
    known(phone, "Ada")
    phone.shell("am start -a android.intent.action.VIEW -d content://contacts/people/")
    assert phone.front.component == f"{PACKAGE}/com.android.contacts.activities.PeopleActivity"
    phone.shell("am start -a android.intent.action.VIEW -d content://contacts/people/1")
    assert hand.see("Contact info")


def test_clear_forgets_everybody(phone, hand):
    known(phone, "Ada")
    assert b"Success" in phone.shell(f"pm clear {STORE}").stdout
    assert rows(phone) == "No result found.\n"
    hand.open(PACKAGE)
    assert hand.see("No contacts yet")


def test_rows_inserted_from_the_shell_are_a_contact(phone, hand):
    uri = "content://com.android.contacts"
    phone.shell(f"content insert --uri {uri}/raw_contacts --bind account_type:n: --bind account_name:n:")
    bind = "--bind raw_contact_id:i:1 --bind mimetype:s:vnd.android.cursor.item"
    phone.shell(f"content insert --uri {uri}/data {bind}/name --bind data1:s:'Ada Byron'")
    phone.shell(f"content insert --uri {uri}/data {bind}/phone_v2 --bind data1:s:555 --bind data2:i:1")
    assert rows(phone) == "Row: 0 display_name=Ada Byron, number=555\n"
    hand.open(PACKAGE)
    hand.tap("Ada Byron")
    assert hand.see("Home")
    assert phone.shell(f"content delete --uri {uri}/raw_contacts").exit_code == 0
    assert rows(phone) == "No result found.\n"


def test_snapshot_brings_people_back(phone):
    saved = phone.snapshot()
    known(phone, "Ada")
    assert book(phone.context()).whose("5550001000").name == "Ada"
    phone.restore(saved)
    assert book(phone.context()).contacts == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+1 555-123-4567", "5551234567", True),
        ("5551234567", "5551234568", False),
        ("123", "123", True),
        ("123", "0123", False),
        ("BANK", "bank", True),
        ("BANK", "", False),
    ],
)
def test_numbers_are_compared_by_their_end(one, other, same):
    assert same_number(one, other) is same
    assert same_number(other, one) is same


def test_numbers_are_grouped():
    assert formatted("5551234567") == "(555) 123-4567"
    assert formatted("+15551234567") == "+1 555-123-4567"
    assert formatted("555 12") == "555 12"
    assert formatted("") == ""
