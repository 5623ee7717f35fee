"""Fernmail: writing letters, in both languages, checked in the database and the files."""

from device.phone.apps.mail.schema import MAIL, PACKAGE
from device.phone.apps.mail.text import addresses_in
from device.phone.system.intent import Intent
from tests.device.phone.apps.errand import LOCALES, Errand, opened
from tests.device.phone.apps.mail_case import LAKE, MINUTES, NEWEST, OWN, REPORT, write

mail = opened(PACKAGE, *LOCALES)
english = opened(PACKAGE)


def test_a_letter_with_a_file_is_sent(mail: Errand) -> None:
    mail.phone.files.write(REPORT, b"Three pages.")
    mail.do("Compose", "Add Cc/Bcc")
    write(
        mail,
        to="ann.lee@example.com, bob@example.com",
        cc="carla@example.com",
        subject="Report",
        body="Here it is.",
    )
    mail.do("#add_attachment")
    mail.tap("report.txt")
    assert mail.sees("report.txt")
    before = len(mail.rows(MAIL, "SELECT id FROM message WHERE folder = 'sent'"))
    mail.do("#send")
    assert mail.told("Message sent")
    people = ("ann.lee@example.com, bob@example.com", "carla@example.com")
    assert mail.rows(MAIL, NEWEST) == [("sent", OWN, *people, "Report", "Here it is.")]
    assert len(mail.rows(MAIL, "SELECT id FROM message WHERE folder = 'sent'")) == before + 1
    assert mail.rows(MAIL, "SELECT id FROM message WHERE folder = 'drafts' AND subject = 'Report'") == []
    file = "SELECT name, size, path FROM attachment ORDER BY id DESC LIMIT 1"
    name, size, path = mail.rows(MAIL, file)[0]
    assert (name, size) == ("report.txt", 12)
    assert mail.phone.files.read(str(path)) == b"Three pages."


def test_a_reply_quotes_and_joins_the_conversation(mail: Errand) -> None:
    mail.tap(*LAKE)
    mail.do("#reply")
    mail.type("The boat, please.", id="body")
    mail.put_keyboard_away()
    mail.do("#send")
    folder, _, to, _, subject, body = mail.rows(MAIL, NEWEST)[0]
    assert (folder, subject) == ("sent", f"Re: {LAKE[mail.phone.language == 'zh']}")
    assert to in ("ann.lee@example.com", "xiaoming.li@example.com")
    assert str(body).startswith("The boat, please.\n\n")
    assert "\n> " in str(body)
    threads = mail.rows(
        MAIL, "SELECT DISTINCT thread_id FROM message WHERE subject LIKE '%lake%' OR subject LIKE '%湖边%'"
    )
    assert len(threads) == 1


def test_reply_all_goes_to_all_but_oneself(english: Errand) -> None:
    english.tap(MINUTES[0])
    english.do("#reply_all")
    english.type("Fine with me.", id="body")
    english.put_keyboard_away()
    english.do("#send")
    _, sender, to, cc, _, _ = english.rows(MAIL, NEWEST)[0]
    assert sender == "a.morgan@quaypress.example"
    assert set(addresses_in(f"{to}, {cc}")) == {
        "jonas.brandt@quaypress.example",
        "maya.fischer@quaypress.example",
        "lena.ito@quaypress.example",
    }


def test_forwarding_takes_the_files_along(english: Errand) -> None:
    english.scroll_to("Invoice 2023-118")
    english.tap("Invoice 2023-118")
    english.do("#forward")
    assert english.sees("invoice-2023-118.txt")
    english.type("carla@example.com", id="to")
    english.put_keyboard_away()
    english.do("#send")
    assert english.rows(MAIL, NEWEST)[0][4] == "Fwd: Invoice 2023-118"
    assert "translation, $340.00" in str(english.rows(MAIL, NEWEST)[0][5])
    assert len(english.rows(MAIL, "SELECT id FROM attachment WHERE name = 'invoice-2023-118.txt'")) == 2


def test_people_are_suggested_while_their_name_is_typed(english: Errand) -> None:
    english.do("Compose")
    english.type("carl", id="to")
    english.tap("Carla Rossi")
    assert english.read(id="to").strip() == "carla@example.com,"
    english.device.shell(f"pm revoke {PACKAGE} android.permission.READ_CONTACTS")
    english.type("carl", id="to")
    assert not english.sees(id="suggestion")


def test_what_is_missing_is_said_before_anything_is_sent(mail: Errand) -> None:
    mail.do("Compose", "#send")
    assert mail.shows("Add at least one recipient.")
    mail.do("OK")
    write(mail, to="not an address, a@b.example")
    mail.do("#send")
    assert mail.sees(mail.tr("The address “{}” is not complete.").format("not an address"))
    mail.do("OK")
    write(mail, to="bob@")
    mail.do("#send")
    assert mail.sees(mail.tr("The address “{}” is not complete.").format("bob@"))
    mail.do("OK")
    write(mail, to="a@b.example", body="Hello")
    mail.do("#send")
    assert mail.shows("Send this message without a subject?")
    assert (
        mail.rows(MAIL, "SELECT id FROM message WHERE to_addresses = 'a@b.example' AND folder = 'sent'") == []
    )
    mail.tap(mail.tr("Send"), id="button1")
    assert mail.rows(MAIL, NEWEST)[0][:3] == ("sent", OWN, "a@b.example")


def test_back_keeps_a_draft_that_is_sent_later(mail: Errand) -> None:
    mail.do("Compose")
    write(mail, to="carla@example.com", subject="Half", body="written")
    mail.back()
    assert mail.told("Draft saved")
    assert mail.rows(MAIL, NEWEST)[0][0] == "drafts"
    mail.do("Open navigation drawer", "#nav_drafts")
    mail.tap("Half")
    write(mail, body="written out")
    mail.do("#send")
    half = "SELECT folder, body FROM message WHERE subject = 'Half'"
    assert mail.rows(MAIL, half) == [("sent", "written out")]
    mail.do("Compose")
    mail.back()
    assert mail.rows(MAIL, "SELECT count(*) FROM message WHERE folder = 'drafts'") == [(1,)]


def test_a_draft_is_discarded_after_a_question(english: Errand) -> None:
    english.do("Compose")
    write(english, to="carla@example.com", subject="Never mind")
    english.do("More options", "Discard", "Discard")
    assert english.rows(MAIL, "SELECT id FROM message WHERE subject = 'Never mind'") == []


def test_other_apps_hand_over_addresses_texts_and_files(english: Errand) -> None:
    address = "mailto:a@b.example?cc=c@d.example&subject=Tea%20time&body=At%205+"
    english.phone.start(Intent("android.intent.action.SENDTO", data=address))
    assert [english.read(id=key) for key in ("to", "cc", "subject", "body")] == [
        "a@b.example",
        "c@d.example",
        "Tea time",
        "At 5+",
    ]
    english.back()
    english.phone.files.write(REPORT, b"x")
    english.phone.context().share_files([REPORT])
    english.tap("Fernmail")
    assert english.sees("report.txt")
