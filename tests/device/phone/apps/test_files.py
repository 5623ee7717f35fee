"""Files by touch: looking round, opening, selecting, and what is done with files and folders."""

import pytest

from device.phone.file.document import document_uri
from device.phone.system.intent import SEND, STREAM
from tests.device.phone.apps.files_case import DOWNLOAD, PACKAGE, begin, names, pick, send
from tests.device.phone.probe import install


@pytest.fixture
def app(hand):
    return begin(hand)


# -- looking -------------------------------------------------------------------------------------------
def test_it_opens_with_downloads_and_leads_to_the_storage(app):
    assert app.phone.front.component == f"{PACKAGE}/com.android.documentsui.files.FilesActivity"
    assert names(app) == ["Sub folder", "a.txt", "b.txt", "song.mp3"]
    app.tap("Show roots")
    assert {"Recent", "Images", "Videos", "Audio", "Documents", "Downloads"} <= set(app.read())
    app.tap("sdk_gphone_x86_64")
    assert {"DCIM", "Music", "Download"} <= set(names(app))
    app.tap("Download")
    assert "a.txt" in names(app)
    app.back()
    assert "DCIM" in names(app)
    app.back()
    assert app.phone.front.package != PACKAGE


def test_one_kind_of_file_from_here_downwards(app):
    app.tap("Documents")
    assert names(app) == ["a.txt", "b.txt", "deep.txt"]
    app.tap("Audio")
    assert names(app) == ["song.mp3"]
    app.tap("Audio")
    assert "Sub folder" in names(app)


def test_hidden_files_show_when_asked_for(app):
    assert ".secret" not in names(app)
    pick(app, "Show hidden files")
    assert ".secret" in names(app)
    pick(app, "Don’t show hidden files")
    assert ".secret" not in names(app)


def test_rows_stay_rows_when_it_is_opened_again(app):
    app.tap("List view")
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Grid view")


def test_an_empty_folder_says_so(app):
    app.tap("Show roots")
    app.tap("Videos")
    assert app.see("No items")


def test_what_comes_and_goes_from_outside_shows(app):
    app.phone.shell(f"rm {DOWNLOAD}/a.txt; echo new > {DOWNLOAD}/c.txt")
    assert names(app) == ["Sub folder", "b.txt", "c.txt", "song.mp3"]


# -- opening -------------------------------------------------------------------------------------------
def test_a_file_opens_in_the_app_that_takes_its_kind(app):
    app.tap("a.txt")
    assert app.phone.front.package == "net.gsantner.markor"
    assert app.phone.front.intent.data == document_uri(f"{DOWNLOAD}/a.txt")
    app.back()
    assert app.phone.front.package == PACKAGE


def test_of_several_apps_a_person_chooses(app):
    app.phone.files.write(f"{DOWNLOAD}/page.html", b"<p>")
    install(app.phone)
    app.open(PACKAGE)
    app.tap("page.html")
    assert app.see("Open with")
    assert {"Probe", "Markor"} <= set(app.read())


def test_open_with_asks_even_where_one_app_would_do(app):
    app.hold("a.txt")
    pick(app, "Open with")
    assert app.phone.front.package == "android"
    assert app.see("Markor")


def test_what_no_app_takes_is_told(app):
    app.phone.files.write(f"{DOWNLOAD}/x.exe", b"")
    app.tap("x.exe")
    assert app.phone.window.toast == "Can’t open file"


def test_downloads_and_folders_can_be_asked_for(app):
    app.phone.shell("am start -a android.intent.action.VIEW_DOWNLOADS")
    assert "a.txt" in names(app)
    place = document_uri(f"{DOWNLOAD}/Sub folder")
    app.phone.shell(f"am start -a android.intent.action.VIEW -d {place} -t vnd.android.document/directory")
    assert names(app) == ["deep.txt"]


# -- deleting and renaming -----------------------------------------------------------------------------
def test_deleting_asks_and_tells(app):
    app.hold("a.txt")
    app.tap("b.txt")
    assert app.see("2 selected")
    app.tap("Delete")
    assert app.see("Delete 2 items?")
    app.tap("Cancel")
    assert app.phone.files.exists(f"{DOWNLOAD}/a.txt")
    app.tap("Delete")
    app.tap("OK")
    assert app.see("Deleted 2 items")
    assert names(app) == ["Sub folder", "song.mp3"]
    app.phone.shell("sleep 4")
    assert not app.see("Deleted 2 items")


def test_a_folder_goes_with_all_that_is_in_it(app):
    app.hold("Sub folder")
    app.tap("Delete")
    assert app.see("Delete folder “Sub folder” and its contents?")
    app.tap("OK")
    assert not app.phone.files.exists(f"{DOWNLOAD}/Sub folder")


def test_back_ends_a_selection_and_nothing_else(app):
    app.hold("a.txt")
    app.back()
    assert app.see("Files in Downloads")
    assert not app.see("1 selected")


def test_a_new_name_must_be_free_and_possible(app):
    app.hold("a.txt")
    pick(app, "Rename")
    app.type("b.txt")
    assert app.see("A file with this name already exists.")
    app.tap("OK")
    assert app.phone.files.exists(f"{DOWNLOAD}/a.txt")
    app.type("a/b")
    app.tap("OK")
    app.type("日记.txt")
    app.tap("OK")
    assert app.phone.files.read(f"{DOWNLOAD}/日记.txt") == b"a" * 1200
    assert not app.phone.files.exists(f"{DOWNLOAD}/a.txt")


# -- copying and moving --------------------------------------------------------------------------------
def test_a_file_is_moved_by_way_of_the_storage(app):
    app.hold("a.txt")
    send(app, "Move to…", "Show roots", "sdk_gphone_x86_64", "Pictures", "Move")
    assert app.see("Moved 1 item")
    assert app.phone.files.read("/sdcard/Pictures/a.txt") == b"a" * 1200
    assert names(app) == ["Sub folder", "b.txt", "song.mp3"]


def test_a_copy_beside_the_first_gets_a_number(app):
    app.hold("a.txt")
    send(app, "Copy to…", "Copy")
    assert names(app) == ["Sub folder", "a (1).txt", "a.txt", "b.txt", "song.mp3"]


def test_a_folder_is_copied_whole_but_never_into_itself(app):
    app.hold("Sub folder")
    send(app, "Copy to…", "Sub folder", "Copy")
    assert app.see("Couldn’t copy 1 items")
    app.hold("Sub folder")
    send(app, "Copy to…", "Copy")
    assert app.phone.files.read(f"{DOWNLOAD}/Sub folder (1)/deep.txt") == b"deep"


def test_giving_up_leaves_all_as_it_was(app):
    app.hold("a.txt")
    send(app, "Move to…", "Cancel")
    assert app.see("1 selected")
    assert "a.txt" in names(app)


def test_a_full_phone_is_told(app):
    app.phone.files.cap_bytes = app.phone.files.used + 100
    app.hold("a.txt")
    send(app, "Copy to…", "Copy")
    assert app.see("Couldn’t copy 1 items")
    assert names(app) == ["Sub folder", "a.txt", "b.txt", "song.mp3"]


# -- the rest ------------------------------------------------------------------------------------------
def test_files_are_shared(app):
    app.hold("a.txt")
    app.tap("b.txt")
    app.tap("Share")
    intent = app.phone.front.intent
    assert intent.action == SEND[1]
    assert str(intent.extras[STREAM]).split("\n") == [
        document_uri(f"{DOWNLOAD}/{n}") for n in ("a.txt", "b.txt")
    ]


def test_what_is_known_of_a_file_is_told(app):
    app.hold("a.txt")
    pick(app, "Get info")
    assert {"a.txt", "1.20 kB", "TXT file", "sdk_gphone_x86_64/Download"} <= set(app.read())
    app.back()
    assert "a.txt" in names(app)


def test_a_selection_survives_a_snapshot_and_the_loss_of_a_file(app):
    app.hold("a.txt")
    app.tap("b.txt")
    saved = app.phone.snapshot()
    app.back()
    app.phone.restore(saved)
    app.phone.shell(f"rm {DOWNLOAD}/a.txt")
    app.tap("Delete")
    app.tap("OK")
    assert app.see("Deleted 1 item")
