"""Markor's files by touch: selected, renamed, moved, copied, deleted, shared."""

import pytest

from device.phone.file.document import document_uri

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


# -- selecting -----------------------------------------------------------------------------------------
def test_delete_asks_and_takes_only_what_is_selected(markor):
    for name in ("a.md", "b.md", "c.md"):
        write(markor, name)
    markor.hold("a.md")
    markor.tap("c.md")
    assert markor.see("2")
    markor.tap("Delete")
    markor.tap("CANCEL")
    assert len(listed(markor)) == 3
    markor.tap("Delete")
    markor.tap("OK")
    assert listed(markor) == ["b.md"]
    assert markor.see("Create a new file or folder")


def test_select_all_takes_folders_with_all_in_them(markor):
    markor.phone.shell(f"mkdir {NOTES}/Full; echo a > {NOTES}/Full/a.md; echo b > {NOTES}/b.md")
    markor.hold("b.md")
    markor.tap("Select all")
    markor.tap("Delete")
    markor.tap("OK")
    assert markor.phone.files.list(NOTES) == []
    assert markor.see("This folder is empty")


def test_deleting_leaves_the_others_times_alone(markor):
    for name in ("a.md", "b.md"):
        write(markor, name)
    before = markor.phone.shell(f"ls {NOTES} -ll -au").stdout.decode()
    markor.tap("a.md")
    markor.back()
    markor.hold("b.md")
    markor.tap("Delete")
    markor.tap("OK")
    after = markor.phone.shell(f"ls {NOTES} -ll -au").stdout.decode()
    assert [line for line in before.splitlines() if line.endswith("a.md")] == [
        line for line in after.splitlines() if line.startswith("-")
    ]


def test_rename_takes_the_name_as_typed_and_keeps_the_text(markor):
    write(markor, "a.md", "words")
    write(markor, "b.txt")
    markor.hold("a.md")
    markor.tap("Rename")
    assert markor.by_id("new_name").text == "a.md"
    markor.type("b.txt")
    assert not markor.find("OK").is_enabled
    markor.type("new name.txt")
    markor.tap("OK")
    assert listed(markor) == ["b.txt", "new name.txt"]
    assert text_of(markor, "new name.txt") == "words"


def test_back_leaves_the_selection(markor):
    write(markor, "a.md")
    markor.hold("a.md")
    markor.tap("a.md")
    assert markor.see("Search")
    markor.hold("a.md")
    markor.back()
    assert markor.see("Search")


def test_favourites_have_a_star_and_a_list(markor):
    write(markor, "a.md", "starred")
    markor.hold("a.md")
    markor.tap("More options")
    markor.tap("Favourite")
    assert markor.see("Favourite")
    markor.hold("a.md")
    markor.tap("Rename")
    markor.type("z.md")
    markor.tap("OK")
    markor.tap("More options")
    markor.tap("Favourites")
    markor.tap("z.md", -1)
    assert markor.by_id("document__fragment__edit__highlighting_editor").text == "starred"


def test_info_tells_place_size_and_words(markor):
    write(markor, "a.md", "one two\nthree\n")
    markor.hold("a.md")
    markor.tap("More options")
    markor.tap("Info")
    assert {NOTES, "14 B", "text/markdown", "3", "2"} <= set(markor.read())


def test_share_hands_files_to_the_share_sheet(markor):
    write(markor, "a.md")
    markor.hold("a.md")
    markor.tap("More options")
    markor.tap("Share")
    assert markor.phone.front.package == "android"
    assert markor.phone.front.intent.extras["android.intent.extra.STREAM"] == document_uri(f"{NOTES}/a.md")


# -- moving --------------------------------------------------------------------------------------------
def carry(hand, name, what, *steps):
    hand.hold(name)
    hand.tap("More options")
    hand.tap(what)
    for step in steps:
        hand.tap(step)
    hand.tap("SELECT")


def test_move_to_a_folder_beside(markor):
    markor.phone.shell(f"mkdir -p {NOTES}/From {NOTES}/To; echo hi > {NOTES}/From/a.md")
    markor.tap("From")
    carry(markor, "a.md", "Move", "..", "To")
    assert text_of(markor, "To/a.md") == "hi\n"
    assert markor.phone.files.list(f"{NOTES}/From") == []
    assert markor.see("This folder is empty")


def test_copy_into_a_folder_made_on_the_way(markor):
    markor.phone.shell(f"mkdir {NOTES}/Box; echo hi > {NOTES}/Box/a.md")
    markor.hold("Box")
    markor.tap("More options")
    markor.tap("Copy")
    assert not markor.see("Box")  # nothing is copied into itself
    markor.tap("Create folder")
    markor.phone.touch.text("New")
    markor.tap("OK")
    markor.tap("SELECT")
    assert text_of(markor, "New/Box/a.md") == text_of(markor, "Box/a.md") == "hi\n"


@pytest.mark.parametrize(
    ("answer", "there", "left"),
    [
        ("OVERWRITE", {"a.md": "new"}, False),
        ("SKIP", {"a.md": "old"}, True),
        ("KEEP BOTH", {"a.md": "old", "a_1.md": "new"}, False),
    ],
)
def test_a_name_taken_there_is_asked_about(markor, answer, there, left):
    markor.phone.shell(f"mkdir {NOTES}/To")
    write(markor, "a.md", "new")
    write(markor, "To/a.md", "old")
    carry(markor, "a.md", "Move", "To")
    markor.tap(answer)
    assert {name: text_of(markor, f"To/{name}") for name in markor.phone.files.list(f"{NOTES}/To")} == there
    assert markor.phone.files.exists(f"{NOTES}/a.md") == left


def test_move_to_where_it_is_changes_nothing(markor):
    write(markor, "a.md", "text")
    carry(markor, "a.md", "Move")
    assert text_of(markor, "a.md") == "text"
