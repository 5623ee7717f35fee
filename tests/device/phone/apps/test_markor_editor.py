"""Markor's editor by touch: what is typed, saved, undone, shared and taken in."""

import pytest

from device.phone.system.intent import Intent

PACKAGE = "net.gsantner.markor"
NOTES = "/storage/emulated/0/Documents/Markor"
EDITOR = "document__fragment__edit__highlighting_editor"
SHARED = "android.intent.extra.TEXT"


@pytest.fixture
def markor(hand):
    hand.phone.shell(f"mkdir -p {NOTES}; echo 'old text' > {NOTES}/note.md")
    hand.open(PACKAGE)
    return hand


@pytest.fixture
def note(markor):
    markor.tap("note.md")
    return markor


def text_of(hand, name="note.md"):
    return hand.phone.files.read(f"{NOTES}/{name}").decode()


def by_id(hand, name):
    found = [e for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/{name}")]
    return found[0] if found else None


def shown(hand):
    return by_id(hand, EDITOR).text


def put_cursor(hand):
    """At the start of the text."""
    box = by_id(hand, EDITOR).bounds
    hand.phone.touch.tap(box.left + 45, box.top + 30)


# -- saving --------------------------------------------------------------------------------------------
def test_the_field_holds_the_whole_text_and_a_header_goes_above_it(note):
    assert shown(note) == "old text\n"
    assert not note.phone.window.keyboard_shown
    put_cursor(note)
    note.phone.touch.text("Header")
    note.phone.touch.key(66)
    note.phone.touch.key(66)
    assert text_of(note) == "old text\n"
    note.tap("Save")
    assert text_of(note) == "Header\n\nold text\n"


@pytest.mark.parametrize("leave", ["back", "arrow", "home", "other app", "recents"])
def test_leaving_saves(note, leave):
    put_cursor(note)
    note.phone.touch.text("X")
    if leave == "back":
        note.back()
        note.back()
    elif leave == "arrow":
        note.tap("Navigate up")
    elif leave == "other app":
        note.open("com.android.settings")
    else:
        note.phone.touch.key(3 if leave == "home" else 187)
    note.phone.frame()
    assert text_of(note) == "Xold text\n"


def test_a_note_only_looked_at_is_not_written(note):
    before = note.phone.files.stat(f"{NOTES}/note.md")
    note.tap("Save")
    note.back()
    assert note.phone.files.stat(f"{NOTES}/note.md") == before


def test_a_note_changed_from_outside_is_shown_as_it_is_now(note):
    note.phone.shell(f"echo changed > {NOTES}/note.md")
    assert shown(note) == "changed\n"
    put_cursor(note)
    note.phone.touch.text("mine ")
    note.phone.shell(f"echo again > {NOTES}/note.md")
    assert shown(note) == "mine changed\n"


def test_a_full_storage_is_told_and_the_text_stays(note):
    put_cursor(note)
    note.phone.touch.text("more and more")
    note.phone.files.cap_bytes = note.phone.files.used + 3
    note.tap("Save")
    assert "No space left on device" in note.phone.window.toast
    note.back()
    note.back()
    assert shown(note).startswith("more and more")
    assert text_of(note) == "old text\n"


def test_text_that_is_no_utf_8_is_left_alone_unless_it_is_changed(markor):
    markor.phone.files.write(f"{NOTES}/raw.txt", b"a\xff\r\nb")
    markor.tap("raw.txt")
    markor.back()
    assert markor.phone.files.read(f"{NOTES}/raw.txt") == b"a\xff\r\nb"


def test_every_line_of_a_long_note_can_be_reached(markor):
    lines = [f"line {number}" for number in range(200)]
    markor.phone.files.write(f"{NOTES}/long.md", "\n".join(lines).encode())
    markor.tap("long.md")
    assert shown(markor) == "\n".join(lines)
    before = markor.phone.front.layout.scroll.get("editor", 0)
    markor.phone.touch.swipe(540, 1700, 540, 700)
    assert markor.phone.front.layout.scroll["editor"] > before
    assert by_id(markor, EDITOR).bounds.top >= 296


# -- changing ------------------------------------------------------------------------------------------
def test_undo_and_redo(note):
    assert not note.find("Undo").is_enabled
    put_cursor(note)
    note.phone.touch.text("one ")
    note.phone.touch.text("two ")
    note.tap("Undo")
    assert shown(note) == "one old text\n"
    note.tap("Undo")
    assert shown(note) == "old text\n"
    note.tap("Redo")
    assert shown(note) == "one old text\n"
    note.phone.touch.text("three ")
    assert shown(note) == "one three old text\n"
    assert not note.find("Redo").is_enabled


def test_paste_of_what_is_on_the_clipboard(note):
    note.phone.set_clipboard("from elsewhere ")
    put_cursor(note)
    note.phone.touch.key(279)
    assert shown(note) == "from elsewhere old text\n"


def test_rename_an_open_note_and_go_on_writing(note):
    put_cursor(note)
    note.phone.touch.text("X")
    note.tap("More options")
    note.tap("Rename")
    note.type("other.txt")
    note.tap("OK")
    assert note.see("other")
    put_cursor(note)
    note.phone.touch.text("Y")
    note.tap("Save")
    assert note.phone.files.list(NOTES) == ["other.txt"]
    assert text_of(note, "other.txt") == "YXold text\n"


def test_delete_an_open_note(note):
    note.tap("More options")
    note.tap("Delete")
    note.tap("OK")
    assert note.phone.files.list(NOTES) == []
    assert note.phone.front.name.endswith("MainActivity")


def test_search_in_the_text_selects_what_is_found(note):
    note.phone.shell(f"printf 'first\\nsecond word\\nthird Word\\n' > {NOTES}/note.md")
    note.tap("More options")
    note.tap("Search")
    note.phone.touch.text("word")
    note.tap("third Word")
    field = note.phone.front.layout.fields["text"]
    assert field.text[field.start : field.end] == "Word"
    note.phone.touch.text("X")
    assert shown(note) == "first\nsecond word\nthird X\n"


def test_size_and_format_of_the_text_can_be_chosen(note):
    note.tap("More options")
    note.tap("File settings")
    note.tap("Format")
    note.tap("todo.txt")
    assert note.see("Add project")
    note.tap("More options")
    note.tap("File settings")
    note.tap("Font size")
    note.tap("24")
    editor = note.phone.frame().node(lambda node: node.view.input.key == "text")
    assert editor.view.text.style.startswith("24/")


def test_a_tool_works_on_the_line_of_the_cursor(note):
    put_cursor(note)
    note.tap("Heading 1")
    assert shown(note) == "# old text\n"
    note.tap("Undo")
    assert shown(note) == "old text\n"


# -- tabs ----------------------------------------------------------------------------------------------
def test_to_do_and_quick_note_are_files_made_when_written(markor):
    markor.tap("QuickNote")
    markor.tap("To-Do")
    markor.tap("Files")
    assert markor.phone.files.list(NOTES) == ["note.md"]
    markor.tap("QuickNote")
    put_cursor(markor)
    markor.phone.touch.text("quick")
    markor.back()
    markor.tap("To-Do")
    assert text_of(markor, "quicknote.md") == "quick"
    put_cursor(markor)
    markor.phone.touch.text("buy milk")
    markor.tap("Save")
    assert text_of(markor, "todo.txt") == "buy milk"
    markor.back()
    markor.back()
    assert markor.see("todo.txt")


def test_settings_hold(markor):
    markor.tap("More")
    markor.tap("Settings")
    markor.tap("Start in view mode")
    assert markor.checked("Start in view mode")
    markor.back()
    markor.tap("Files")
    markor.tap("note.md")
    assert markor.see("Edit mode")


# -- other apps ----------------------------------------------------------------------------------------
def test_share_offers_the_text(note):
    put_cursor(note)
    note.phone.touch.text("X")
    note.tap("More options")
    note.tap("Share")
    note.tap("Plain text")
    assert note.phone.front.package == "android"
    assert note.phone.front.intent.extras[SHARED] == "Xold text\n"
    assert text_of(note) == "Xold text\n"


def share_into(hand, text, subject=""):
    extras = {SHARED: text, **({"android.intent.extra.SUBJECT": subject} if subject else {})}
    hand.phone.start(Intent("android.intent.action.SEND", type="text/plain", package=PACKAGE, extras=extras))


@pytest.mark.parametrize(
    ("choice", "name", "text"),
    [
        ("QuickNote", "quicknote.md", "Shared\n"),
        ("To-Do", "todo.txt", "Shared\n"),
        ("Create document", "Title.md", "Shared\n"),
    ],
)
def test_a_shared_text_goes_where_it_is_sent(markor, choice, name, text):
    share_into(markor, "Shared", "Title")
    assert markor.see("Shared")
    markor.tap(choice)
    assert text_of(markor, name) == text
    assert shown(markor) == text
    share_into(markor, "Again", "Title")
    markor.tap("Select document")
    markor.tap(name)
    assert text_of(markor, name) == f"{text}Again\n"


def test_a_file_that_another_app_opens_is_edited_here(markor):
    markor.phone.shell("echo csv > '/sdcard/Download/my data.csv'")
    view = "am start -a android.intent.action.VIEW"
    markor.phone.shell(f"{view} -t text/csv -d file:///sdcard/Download/my%20data.csv {PACKAGE}")
    assert shown(markor) == "csv\n"
    markor.phone.shell(f"{view} -t text/markdown -d file://{NOTES}/note.md {PACKAGE}")
    assert shown(markor) == "old text\n"
