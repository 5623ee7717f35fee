"""Markor's list of files by touch: made, sorted, searched, opened; its screens in all shapes."""

import re

import pytest

from device.phone.apps.markor.note import clean_name, path_in
from device.phone.system.intent import Intent
from device.phone.system.sizetext import size_text
from device.phone.tour import tour
from tests.boot import fresh_phone

PACKAGE = "net.gsantner.markor"
NOTES = "/storage/emulated/0/Documents/Markor"
TITLE = f"{PACKAGE}:id/opoc_filesystem_item__title"


@pytest.fixture
def markor(hand):
    hand.phone.shell(f"mkdir -p {NOTES}")
    hand.open(PACKAGE)
    return hand


def write(hand, name, text="text\n"):
    hand.phone.files.write(f"{NOTES}/{name}", text.encode())


def text_of(hand, name):
    return hand.phone.files.read(f"{NOTES}/{name}").decode()


def listed(hand):
    """What the list shows, without the way up."""
    found = [e.text for e in hand.phone.frame().elements() if e.resource_id == TITLE]
    return [name for name in found if name != ".."]


def into(hand, name, text):
    """Put the cursor into a field and fill it."""
    hand.tap_id(name)
    hand.type(text)


# -- the list ------------------------------------------------------------------------------------------
def test_files_show_what_they_are_called_when_they_changed_and_how_large_they_are(markor):
    markor.phone.shell(f"mkdir {NOTES}/Old; echo 'Hello' > '{NOTES}/my note.md'; echo x > {NOTES}/.hidden")
    assert listed(markor) == ["Old", "my note.md"]
    assert markor.see("Oct 15, 2023, 3:34 PM  6 B")
    assert markor.see("File my note.md")
    assert markor.see("Folder Old")
    assert markor.phone.front.component == f"{PACKAGE}/{PACKAGE}.activity.MainActivity"


def test_an_empty_folder_says_so_and_a_missing_notebook_is_no_trouble(markor):
    markor.phone.shell(f"rm -r {NOTES}")
    markor.phone.shell(f"am force-stop {PACKAGE}")
    markor.open(PACKAGE)
    assert listed(markor) == []
    markor.tap("Create a new file or folder")
    markor.type("first")
    markor.tap("OK")
    assert text_of(markor, "first.md") == ""


def test_what_is_written_from_outside_shows_at_once(markor):
    assert listed(markor) == []
    markor.phone.shell(f"echo a > {NOTES}/a.md")
    assert listed(markor) == ["a.md"]
    markor.phone.shell(f"rm {NOTES}/a.md")
    assert listed(markor) == []


def test_a_long_list_scrolls_to_its_end(markor):
    for number in range(60):
        write(markor, f"note_{number:02d}.md")
    assert len(listed(markor)) < 40
    markor.tap("note_59.md")
    assert markor.see("note_59")


def test_order_by_date_size_and_name_folders_first_or_not(markor):
    markor.phone.shell(f"mkdir {NOTES}/zoo")
    for name, text in (("b.md", "1"), ("a.md", "333"), ("C.txt", "22")):
        write(markor, name, text)
    assert listed(markor) == ["zoo", "a.md", "b.md", "C.txt"]
    markor.tap("Sort by")
    markor.tap("Date")
    markor.tap("OK")
    assert listed(markor) == ["zoo", "C.txt", "a.md", "b.md"]
    markor.tap("Sort by")
    markor.tap("File size")
    markor.tap("Reverse order")
    assert markor.checked("Reverse order")
    markor.tap("OK")
    assert listed(markor) == ["zoo", "b.md", "C.txt", "a.md"]
    markor.tap("Sort by")
    markor.tap("Name")
    markor.tap("Reverse order")
    markor.tap("Folder first")
    markor.tap("OK")
    assert listed(markor) == ["a.md", "b.md", "C.txt", "zoo"]
    markor.phone.shell(f"am force-stop {PACKAGE}")
    markor.open(PACKAGE)
    assert listed(markor)[-1] == "zoo"


def test_hidden_files_show_when_asked_for(markor):
    write(markor, ".secret")
    markor.tap("Sort by")
    markor.tap("Hidden files")
    markor.back()
    assert listed(markor) == [".secret"]


def test_into_a_folder_and_up_again(markor):
    markor.phone.shell(f"mkdir -p {NOTES}/Work/Deep; echo a > {NOTES}/Work/a.md")
    markor.tap("Work")
    assert markor.see("> Work")
    assert listed(markor) == ["Deep", "a.md"]
    markor.tap("Deep")
    markor.tap("..")
    assert markor.see("> Work")
    markor.back()
    assert listed(markor) == ["Work"]
    markor.tap("..")
    assert markor.see("> Documents")
    markor.tap("Internal storage")
    assert "Download" in listed(markor)
    assert not markor.see("..")
    markor.tap("More options")
    markor.tap("Go to notebook")
    assert listed(markor) == ["Work"]
    markor.back()
    assert markor.phone.front.package != PACKAGE


def test_search_by_name_and_by_content(markor):
    markor.phone.shell(f"mkdir {NOTES}/Sub")
    write(markor, "apple.md", "red fruit")
    write(markor, "Sub/Pineapple.txt", "yellow")
    write(markor, "other.md", "An APPLE a day")
    markor.tap("Search")
    markor.phone.touch.text("apple")
    assert listed(markor) == ["apple.md", "Pineapple.txt"]
    assert markor.see("Sub/Pineapple.txt")
    markor.tap("Search in content")
    assert "other.md" in listed(markor)
    markor.tap("Clear text")
    markor.phone.touch.text("nothing like it")
    assert markor.see("No results")
    markor.tap("Clear text")
    markor.phone.touch.text("pine")
    markor.tap("Pineapple.txt")
    assert markor.by_id("document__fragment__edit__highlighting_editor").text == "yellow"
    markor.back()
    assert markor.see("Pineapple.txt")
    markor.back()
    assert listed(markor) == ["Sub", "apple.md", "other.md"]


# -- making --------------------------------------------------------------------------------------------
def test_a_new_note_is_named_and_written_exactly(markor):
    markor.tap("Create a new file or folder")
    assert not markor.find("OK").is_enabled
    markor.type("It's 2023_10_15")
    markor.tap("OK")
    markor.phone.touch.text("first line")
    markor.phone.touch.key(66)
    markor.phone.touch.text("  second ")
    markor.tap("Save")
    assert text_of(markor, "It's 2023_10_15.md") == "first line\n  second "
    markor.back()
    markor.back()
    assert listed(markor) == ["It's 2023_10_15.md"]


@pytest.mark.parametrize(
    ("name", "ending", "made"),
    [
        ("a", ".txt", "a.txt"),
        ("a", "txt", "a.txt"),
        ("a.txt", ".md", "a.txt.md"),
        ("a.md", ".md", "a.md"),
        ("plain", "", "plain"),
        ("b/c:d", ".md", "b_c_d.md"),
        ("笔记", ".md", "笔记.md"),
    ],
)
def test_the_name_is_what_both_fields_say(markor, name, ending, made):
    markor.tap("Create a new file or folder")
    into(markor, "new_file_dialog__name", name)
    into(markor, "new_file_dialog__ext", ending)
    markor.tap("OK")
    assert markor.phone.files.list(NOTES) == [made]


def test_enter_goes_on_to_the_ending_and_then_puts_the_keyboard_away(markor):
    markor.tap("Create a new file or folder")
    markor.type("a")
    markor.phone.touch.key(66)
    markor.type(".txt")
    markor.phone.touch.key(66)
    assert not markor.phone.window.keyboard_shown
    assert markor.phone.files.list(NOTES) == []
    markor.tap("OK")
    assert markor.phone.files.list(NOTES) == ["a.txt"]


def test_a_type_brings_its_ending_and_a_template_its_text(markor):
    markor.tap("Create a new file or folder")
    markor.type("list")
    markor.tap("Markdown")
    markor.tap("Plain text")
    assert markor.by_id("new_file_dialog__ext").text == ".txt"
    markor.tap("Empty file")
    markor.tap("Check list")
    markor.tap("OK")
    assert text_of(markor, "list.txt") == "- [ ] \n- [ ] \n- [ ] \n"


def test_a_name_that_is_taken_is_refused(markor):
    write(markor, "a.md", "kept")
    markor.tap("Create a new file or folder")
    markor.type("a")
    assert markor.see("A file with this name already exists")
    assert not markor.find("OK").is_enabled
    markor.tap("CANCEL")
    assert text_of(markor, "a.md") == "kept"


def test_a_folder_is_made_where_the_list_is(markor):
    markor.phone.shell(f"mkdir {NOTES}/Work")
    markor.tap("Work")
    markor.tap("Create a new file or folder")
    markor.type("Deep")
    markor.tap("FOLDER")
    assert listed(markor) == ["Deep"]
    assert markor.phone.files.is_dir(f"{NOTES}/Work/Deep")


# -- the rest ------------------------------------------------------------------------------------------
def test_names_paths_and_sizes():
    assert clean_name(" a/b?.md ") == "a_b_.md"
    assert clean_name("..") == ""
    assert path_in("file:///sdcard/Documents/a%20b.md") == "/storage/emulated/0/Documents/a b.md"
    tree = "content://com.android.externalstorage.documents/document/primary%3ADocuments%2Fa.md"
    assert path_in(tree) == "/storage/emulated/0/Documents/a.md"
    assert path_in("https://example.org/a.md") == ""
    assert [size_text(size) for size in (0, 999, 1400, 2_500_000)] == ["0 B", "999 B", "1.4 kB", "2.5 MB"]


def test_a_picture_is_for_another_app(markor):
    markor.phone.files.write(f"{NOTES}/a.zip", b"PK")
    markor.tap("a.zip")
    assert markor.phone.front.name.endswith("MainActivity")


def test_in_chinese_every_text_of_every_screen_is_translated():
    phone = fresh_phone(locale="zh-CN")
    phone.shell(f"mkdir -p {NOTES}/甲; echo 乙 > {NOTES}/乙.md")
    named = ("item__title", "item__description", "item__image", "breadcrumb", "text_note_title")
    kept = {"Markor", "Markdown", "AsciiDoc", "Org-Mode", "CSV", "todo.txt", "text/markdown"}
    for seen in tour(phone, PACKAGE, 60):
        for e in seen.frame().elements():
            for text in (e.text, e.content_description):
                data = "/" in text or "." in text or text.startswith(">") or text.endswith((" B", "kB"))
                if not (data or text in kept or e.is_editable or e.resource_id.endswith(named)):
                    assert not re.search("[A-Za-z]", text), text


def test_the_screens_hold_in_landscape_and_large_type(markor):
    markor.phone.shell(
        f"mkdir {NOTES}/Sub; echo 'Some *text*' > {NOTES}/a_rather_long_name_of_a_note_in_here.md"
    )
    markor.phone.settings.put("system", "font_scale", "1.3")
    markor.phone.shell("settings put system user_rotation 1")
    for seen in tour(markor.phone, PACKAGE, 40):
        high = seen.size[1]
        assert all(0 <= e.bounds.top < e.bounds.bottom <= high for e in seen.frame().elements())


def test_the_phone_comes_back_with_its_open_note(markor):
    write(markor, "a.md", "text")
    markor.tap("a.md")
    saved = markor.phone.snapshot()
    markor.phone.start(Intent(package="com.android.settings"))
    markor.phone.restore(saved)
    assert markor.see("text")
