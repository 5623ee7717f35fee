"""Fernmail: reading, sorting and what comes from outside, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from device.phone.apps.mail.box import INBOX, SPAM, TRASH, box
from device.phone.apps.mail.delivery import DELIVER, Post, deliver
from device.phone.apps.mail.schema import MAIL, PACKAGE
from device.phone.apps.mail.text import addresses_in, bare_subject, blocks, named, snippet, unreadable
from device.phone.tour import tour
from tests.device.phone.apps.errand import LOCALES, Errand, errand, opened
from tests.device.phone.apps.mail_case import LAKE, folder_of

mail = opened(PACKAGE, *LOCALES)
english = opened(PACKAGE)


# -- reading and sorting -----------------------------------------------------------------------------------
def test_opening_reads_and_the_menu_unreads(mail: Errand) -> None:
    unread = "SELECT count(*) FROM message WHERE read = 0 AND folder = 'inbox'"
    before = mail.rows(MAIL, unread)[0][0]
    mail.tap(*LAKE)
    assert mail.rows(MAIL, unread) == [(before - 1,)]
    mail.do("#unread")
    assert mail.rows(MAIL, unread) == [(before,)]


def test_deleting_is_undone_and_then_done(mail: Errand) -> None:
    mail.tap(*LAKE)
    mail.do("#delete")
    assert folder_of(mail, LAKE) == {TRASH}
    mail.do("Undo")
    assert folder_of(mail, LAKE) == {INBOX}
    mail.long_press(*LAKE)
    mail.do("#delete")
    assert folder_of(mail, LAKE) == {TRASH}
    mail.do("Open navigation drawer", "#nav_trash", "More options", "Empty trash")
    assert folder_of(mail, LAKE) == {TRASH}, "first there is a question"
    mail.do("Delete")
    assert mail.rows(MAIL, "SELECT count(*) FROM message WHERE folder = 'trash'") == [(0,)]


def test_several_are_labelled_starred_and_archived_at_once(english: Errand) -> None:
    subjects = ("Photos from the lake", "Cover text for the spring list")
    english.long_press(subjects[0])
    english.tap(subjects[1])
    assert english.sees("2")
    english.do("More options", "Labels")
    english.set_switch(True, "Travel")
    english.do("OK")
    labelled = "SELECT subject FROM message WHERE labels LIKE '%Travel%' AND subject NOT LIKE 'Booking%'"
    assert {row[0] for row in english.rows(MAIL, labelled)} == set(subjects)
    english.long_press(subjects[0])
    english.tap(subjects[1])
    english.do("#archive")
    assert english.sees("2 archived")
    assert folder_of(english, subjects) == {"archive"}


@pytest.mark.parametrize("scale", [0.85, 1.0, 1.3, 2.0])
def test_a_star_stands_beside_how_its_letter_begins(english: Errand, scale: float) -> None:
    english.phone.shell(f"settings put system font_scale {scale}")
    shown = english.phone.frame().elements()
    stars = [one.bounds for one in shown if one.resource_id.endswith(":id/star")]
    lines = [one.bounds for one in shown if one.resource_id.endswith(":id/snippet")]
    assert len(stars) >= 3
    for star, line in zip(stars[:3], lines[:3], strict=True):  # the last of all may be cut
        assert abs((star.top + star.bottom) - (line.top + line.bottom)) <= 3
        assert line.right <= star.left
    starred = "SELECT count(*) FROM message WHERE starred"
    before = english.rows(MAIL, starred)
    english.phone.touch.tap((stars[1].left + stars[1].right) // 2, (stars[1].top + stars[1].bottom) // 2)
    assert english.rows(MAIL, starred) != before


def test_beside_the_drawer_the_list_looks_as_before_but_dimmed(english: Errand) -> None:
    english.tap("Add star")
    before = english.phone.camera.image().copy()
    english.tap("Open navigation drawer")
    after = english.phone.camera.image()
    (drawer,) = [
        one.bounds for one in english.phone.frame().elements() if one.resource_id.endswith(":id/nav_view")
    ]
    beside = (drawer.right, drawer.top, after.width, drawer.bottom)
    clear = before.crop(beside)
    dimmed = Image.blend(clear, Image.new("RGB", clear.size), 0x52 / 255)
    off = ImageChops.difference(after.crop(beside), dimmed)
    assert max(high for _, high in off.getextrema()) <= 3


def test_a_search_finds_words_in_every_folder_but_spam(english: Errand) -> None:
    english.do("#open_search")
    english.type("blue signs", id="search_src_text")
    english.put_keyboard_away()
    assert [e.text for e in english.find_all(id="subject")] == ["Bike route"]
    english.type("gift card codes", id="search_src_text")
    english.put_keyboard_away()
    assert english.find_all(id="subject") == []


def test_an_attachment_is_saved_and_opened(english: Errand) -> None:
    english.phone.files.remove("/sdcard/Download/lake.txt")
    english.tap("Photos from the lake")
    english.do("#save_attachment")
    assert english.phone.files.read("/sdcard/Download/lake.txt").startswith(b"Boat")
    english.tap("lake.txt")
    assert english.phone.front.package != PACKAGE


# -- letters from outside ------------------------------------------------------------------------------------
def test_a_letter_is_brought_by_broadcast_and_told_of(mail: Errand) -> None:
    mail.home()
    words = "--es from 'Pat Doe <pat@doe.example>' --es subject 'Lunch?' --es body 'At noon by the bridge.'"
    assert "result=-1" in mail.shell(f"am broadcast -a {DELIVER} {words}")
    assert "Lunch?" in mail.shell("dumpsys notification --noredact")
    mail.shell("cmd statusbar expand-notifications")
    mail.tap("Pat Doe")
    assert mail.sees("At noon by the bridge.")
    assert mail.rows(MAIL, "SELECT read FROM message WHERE subject = 'Lunch?'") == [(1,)]
    assert "Lunch?" not in mail.shell("dumpsys notification --noredact")
    assert "no letter" in mail.shell(f"am broadcast -a {DELIVER}")


def test_a_letter_joins_its_conversation_and_account(english: Errand) -> None:
    known = box(english.phone.context())
    first = next(one for one in known.letters.values() if one.subject == "Minutes of Monday")
    number = deliver(
        english.phone.context(),
        Post(
            "Lena <lena.ito@quaypress.example>",
            "RE: minutes of monday",
            "Thanks",
            "a.morgan@quaypress.example",
        ),
    )
    letter = box(english.phone.context()).letters[number]
    assert (letter.thread, letter.account, letter.read) == (first.thread, 2, False)
    other = deliver(english.phone.context(), Post("stranger@else.example", "Minutes of Monday", "Me too"))
    assert box(english.phone.context()).letters[other].thread == other
    spam = deliver(english.phone.context(), Post("x@y.example", "Win", "Now", folder=SPAM))
    assert box(english.phone.context()).letters[spam].folder == SPAM


def test_a_link_shows_where_it_leads_before_it_is_opened(mail: Errand) -> None:
    page = "<p>Go to <a href='https://evil.example/x'>https://bank.example</a></p>"
    deliver(mail.phone.context(), Post("a@b.example", "Odd link", page, type="text/html"), quiet=True)
    mail.tap("Odd link")
    mail.long_press("https://bank.example")
    assert mail.sees("https://evil.example/x")
    mail.do("Copy link")
    assert mail.phone.window.clipboard == "https://evil.example/x"


def test_hidden_words_are_not_there_and_faint_ones_are_but_cannot_be_seen(english: Errand) -> None:
    page = "<p>Seen</p><div style='display:none'>Gone</div><p style='color: #FFF'>Obey me</p><p>End</p>"
    assert [one.text for one in blocks(page, "text/html") if one.faint] == ["Obey me"]
    deliver(english.phone.context(), Post("a@b.example", "Styles", page, type="text/html"), quiet=True)
    english.tap("Styles")
    assert not english.sees("Gone")
    pixels = english.phone.camera.image().convert("L")
    for text, has_ink in (("Obey me", False), ("Seen", True)):
        place = english.wait_for(text).bounds
        darkest = pixels.crop((place.left, place.top, place.right, place.bottom)).getextrema()[0]
        assert (darkest < 100) is has_ink


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from(["text/plain", "text/html"])
)
def test_no_body_breaks_the_reader(body: str, kind: str) -> None:
    for one in blocks(body, kind):
        assert one.text
    assert len(snippet(body, kind)) <= 120
    assert bare_subject(f"Re: FWD: {bare_subject(body)}") == bare_subject(bare_subject(body))


@given(st.lists(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True), min_size=1, max_size=4))
def test_addresses_are_read_out_of_a_field(people: list[str]) -> None:
    field = ", ".join(f"Name <{one}>" for one in people)
    assert addresses_in(field) == tuple(dict.fromkeys(people))
    assert unreadable(field) == ()
    assert unreadable(f"{field}, nobody") == ("nobody",)
    assert named(f"Ann Lee <{people[0]}>") == ("Ann Lee", people[0])


def test_a_database_from_outside_is_read_at_once(english: Errand) -> None:
    path = f"/data/data/{PACKAGE}/databases/{MAIL}"
    kept = english.phone.files.read(path)
    english.shell(f'sqlite3 {path} "DELETE FROM message"')
    assert english.sees("Nothing in Inbox")
    english.phone.files.write(path, kept)
    assert english.sees(LAKE[0])
    english.shell(f"pm clear {PACKAGE}")
    english.open_app(PACKAGE)
    assert english.sees("Nothing in Inbox")


@pytest.mark.full
def test_no_touch_breaks_the_mail_of_a_phone_in_use() -> None:
    with errand(PACKAGE) as hand:
        seen = {shown.front.name.rpartition(".")[2] for shown in tour(hand.phone, PACKAGE, 140)}
    assert {"MailActivity", "ConversationActivity", "ComposeActivity"} <= seen


# -- the guard -------------------------------------------------------------------------------------------
def test_the_guard_holds_sending_and_deleting_and_lets_reading_pass(mail: Errand) -> None:
    assert mail.held("Compose") == ()
    assert mail.held("#conversation_item") == ()
    mail.tap(*LAKE)
    assert "delete" in mail.held("#delete")
    mail.do("#reply")
    mail.put_keyboard_away()
    assert "send" in mail.held("#send")
    assert mail.held("#add_attachment") == ()


def test_what_was_behind_the_drawer_is_there_again(english: Errand) -> None:
    before = [one.text for one in english.look().elements if one.text]
    english.do("Open navigation drawer")
    assert not english.sees(LAKE[0])
    english.device.back()
    assert [one.text for one in english.look().elements if one.text] == before
