"""The solvers for notes, on a phone in either language: what they leave behind, whatever the names are."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tests.boot import fresh_phone

NOTES = "/storage/emulated/0/Documents/Markor"


@pytest.fixture(params=["en-US", "zh-CN"])
def phone(request: pytest.FixtureRequest) -> Phone:
    phone = fresh_phone(locale=request.param)
    phone.files.make_directories(NOTES)
    for number in range(25):
        write(phone, f"noise_{number}.md", "noise\n")
    return phone


@pytest.fixture
def hand(phone: Phone) -> Iterator[Hand]:
    with Device(InProcessTransport(phone)) as device:
        yield Hand(device)


def write(phone: Phone, name: str, text: str) -> None:
    phone.files.write(f"{NOTES}/{name}", text.encode())


def text_of(phone: Phone, name: str) -> str:
    return phone.files.read(f"{NOTES}/{name}").decode()


def solve(hand: Hand, task: str, **values: str) -> None:
    solver_for(task)(hand, Params(values))


@pytest.mark.parametrize("name", ["x_2023_01_02.md", "zz.txt", "bare", "two.dots.txt"])
def test_create_note(hand: Hand, phone: Phone, name: str) -> None:
    text = 'Don\'t forget: "milk" & <bread>; 50% off\nnext line'
    solve(hand, "MarkorCreateNote", file_name=name, text=text)
    assert text_of(phone, name) == text


def test_create_note_from_clipboard(hand: Hand, phone: Phone) -> None:
    phone.set_clipboard("aB3dE6")
    solve(hand, "MarkorCreateNoteFromClipboard", file_name="c.md", file_content="aB3dE6")
    assert text_of(phone, "c.md") == "aB3dE6"


def test_create_note_and_sms(hand: Hand, phone: Phone) -> None:
    solve(hand, "MarkorCreateNoteAndSms", file_name="s.md", text="The cake is a lie.", number="+15551234567")
    assert text_of(phone, "s.md") == "The cake is a lie."
    sent = phone.shell("content query --uri content://sms/sent").stdout.decode()
    assert "address=+15551234567" in sent
    assert "body=The cake is a lie." in sent
    assert phone.front.package == "com.simplemobiletools.smsmessenger"


def test_create_folder(hand: Hand, phone: Phone) -> None:
    solve(hand, "MarkorCreateFolder", folder_name="folder_20231015_153400")
    assert phone.files.is_dir(f"{NOTES}/folder_20231015_153400")


def test_add_header_and_rename(hand: Hand, phone: Phone) -> None:
    write(phone, "old.txt", "It's here.\n")
    solve(
        hand,
        "MarkorAddNoteHeader",
        original_name="old.txt",
        new_name="noise.md",
        header="abcXYZ012",
        original_content="It's here.",
    )
    assert text_of(phone, "noise.md") == "abcXYZ012\n\nIt's here.\n"
    assert not phone.files.exists(f"{NOTES}/old.txt")


def test_change_note(hand: Hand, phone: Phone) -> None:
    write(phone, "old.md", "before\n")
    solve(
        hand, "MarkorChangeNoteContent", original_name="old.md", new_name="zzz.txt", updated_content="after"
    )
    assert text_of(phone, "zzz.txt") == "after"
    assert not phone.files.exists(f"{NOTES}/old.md")


@pytest.mark.parametrize(
    ("kind", "left"),
    [("header", "new\nold text\n"), ("footer", "old text\nnew"), ("replace", "new")],
)
def test_edit_note(hand: Hand, phone: Phone, kind: str, left: str) -> None:
    write(phone, "note.md", "old text\n")
    values = {"replace_text" if kind == "replace" else kind: "new"}
    solve(hand, "MarkorEditNote", file_name="note.md", edit_type=kind, **values)
    assert text_of(phone, "note.md") == left


def test_merge_notes(hand: Hand, phone: Phone) -> None:
    names = {}
    for place in (1, 2, 3):
        write(phone, f"part {place}.md", f"text{place}\n")
        names[f"file{place}_name"] = f"part {place}.md"
    solve(hand, "MarkorMergeNotes", new_file_name="aBcD1234", **names)
    assert text_of(phone, "aBcD1234") == "text1\n\ntext2\n\ntext3\n"


def test_delete_note(hand: Hand, phone: Phone) -> None:
    write(phone, "noise_1", "close to others\n")
    write(phone, "zz_last.md", "far down\n")
    for name in ("noise_1", "zz_last.md"):
        solve(hand, "MarkorDeleteNote", file_name=name)
        assert not phone.files.exists(f"{NOTES}/{name}")
    assert len(phone.files.list(NOTES)) == 25


def test_delete_newest(hand: Hand, phone: Phone) -> None:
    phone.files.make_directory(f"{NOTES}/later_folder")
    write(phone, "aaa.md", "older than it looks\n")
    write(phone, "noise_7.md", "changed last\n")
    phone.shell("date 1015083423.00")
    write(phone, "zzz.md", "written when the clock stood earlier\n")
    solve(hand, "MarkorDeleteNewestNote")
    assert "noise_7.md" not in phone.files.list(NOTES)
    assert len(phone.files.list(NOTES)) == 27


def test_delete_all(hand: Hand, phone: Phone) -> None:
    phone.files.make_directory(f"{NOTES}/kept")
    solve(hand, "MarkorDeleteAllNotes")
    assert phone.files.list(NOTES) == ["kept"]


def test_move_note(hand: Hand, phone: Phone) -> None:
    for number in range(12):
        phone.files.make_directory(f"{NOTES}/Folder{number:02d}")
    phone.files.make_directory(f"{NOTES}/StudyGuides")
    for number in range(30):
        write(phone, f"Folder07/note_{number}.md", "noise\n")
    solve(
        hand,
        "MarkorMoveNote",
        file_name="note_29.md",
        source_folder="Folder07",
        destination_folder="StudyGuides",
    )
    assert text_of(phone, "StudyGuides/note_29.md") == "noise\n"
    assert not phone.files.exists(f"{NOTES}/Folder07/note_29.md")


def test_from_wherever_the_app_was_left(hand: Hand, phone: Phone) -> None:
    phone.files.make_directory(f"{NOTES}/Deep")
    hand.open_app("net.gsantner.markor")
    hand.tap("Deep")
    hand.tap(id="nav_more")
    hand.home()
    solve(hand, "MarkorDeleteNote", file_name="noise_3.md")
    assert not phone.files.exists(f"{NOTES}/noise_3.md")
