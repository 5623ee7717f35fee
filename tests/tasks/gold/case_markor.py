"""Notes made, changed, moved and deleted."""

from collections.abc import Callable, Mapping

from device.phone.file.filesystem import FileFault
from device.phone.phone import Phone
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_setting import in_front
from tests.tasks.gold.case_sms import ME, PACKAGE, sent

NOTEBOOK = "/storage/emulated/0/Documents/Markor"
TEXT = "Bring 2 lamps, Tom's 'old' one & 50% of the \"spare\" bulbs."
NOISE = tuple(f"plan_{place:02d}_of_the_year.md" for place in range(18))


def put(phone: Phone, name: str, text: str) -> None:
    """Write a file of the notebook as a benchmark does."""
    folder, _, _ = f"{NOTEBOOK}/{name}".rpartition("/")
    quoted = text.replace("'", "'\"'\"'")
    done = phone.shell(f"mkdir -p '{folder}'; echo '{quoted}' > '{NOTEBOOK}/{name}'; sleep 1")
    assert not done.exit_code


def read(phone: Phone, name: str) -> str | None:
    """What a file of the notebook holds; None when there is none."""
    try:
        return phone.files.read(f"{NOTEBOOK}/{name}").decode()
    except FileFault:
        return None


def files(phone: Phone, folder: str = "") -> list[str]:
    """Names of the files right in the notebook, or in one of its folders."""
    out = phone.shell(f"ls '{NOTEBOOK}/{folder}' -ll -au").text.splitlines()
    return [line.split(maxsplit=8)[8] for line in out if line.startswith("-")]


def _notes(notes: Mapping[str, str], noise: tuple[str, ...] = NOISE) -> Callable[[Phone], None]:
    def before(phone: Phone) -> None:
        for name in noise[::2]:
            put(phone, name, "noise")
        for name, text in notes.items():
            put(phone, name, text)
        for name in noise[1::2]:
            put(phone, name, "noise")

    return before


def holds(name: str, text: str, gone: str = "") -> Callable[[Phone, str], bool]:
    """Whether a note has a text (blanks around it aside), and the one called `gone` is there no more."""

    def done(phone: Phone, _answer: str) -> bool:
        found = read(phone, name)
        return found is not None and found.strip() == text.strip() and not (gone and read(phone, gone))

    return done


def exactly(name: str, text: str, gone: str) -> Callable[[Phone, str], bool]:
    """Whether a note has a text to the sign, and the one called `gone` is there no more."""
    return lambda phone, _answer: read(phone, name) == text and read(phone, gone) is None


def _left(*names: str) -> Callable[[Phone, str], bool]:
    """Whether just these notes are left."""
    return lambda phone, _answer: sorted(files(phone)) == sorted(names)


def _clipboard(phone: Phone) -> None:
    phone.set_clipboard(TEXT)


def shared(name: str, text: str, number: str) -> Callable[[Phone, str], bool]:
    """Whether a note has a text, and it alone was sent to a number, with the app of messages in front."""

    def done(phone: Phone, answer: str) -> bool:
        messages = [(to.replace(" ", "").replace("-", ""), body.strip()) for to, body in sent(phone)]
        return (
            messages == [(number, text)] and holds(name, text)(phone, answer) and in_front(PACKAGE)(phone, "")
        )

    return done


def _folders(phone: Phone) -> None:
    for folder in ("BookNotes", "StudyGuides", "MeetingMinutes"):
        put(phone, f"{folder}/{NOISE[0]}", "noise")
    put(phone, "StudyGuides/shy_king.md", TEXT)


def _moved(phone: Phone, _answer: str) -> bool:
    there = read(phone, "MeetingMinutes/shy_king.md")
    return there is not None and there.strip() == TEXT and read(phone, "StudyGuides/shy_king.md") is None


def _create(name: str, kind: str) -> Case:
    return Case("MarkorCreateNote", holds(name, TEXT), {"file_name": name, "text": TEXT}, name=kind)


def _edit(kind: str, result: str) -> Case:
    key = {"header": "header", "footer": "footer", "replace": "replace_text"}[kind]
    values = {"file_name": "note_a.txt", "edit_type": kind, key: "Hello, World!"}
    before = _notes({"note_a.txt": TEXT})
    return Case("MarkorEditNote", holds("note_a.txt", result), values, before=before, name=kind)


_MERGE = {f"file{place}_name": f"part_{place}.txt" for place in (1, 2, 3)} | {"new_file_name": "whole"}
_PARTS = {f"part_{place}.txt": f"content{place}" for place in (1, 2, 3)}

CASES = (
    _create("calm_fox.md", "markdown"),
    _create("calm_fox_2023.txt", "text"),
    _create("calm_fox", "bare"),
    Case(
        "MarkorCreateNoteFromClipboard",
        holds("clip.txt", TEXT),
        {"file_name": "clip.txt", "file_content": TEXT},
        before=_clipboard,
    ),
    Case(
        "MarkorCreateNoteAndSms",
        shared("to_send.md", TEXT, ME),
        {"file_name": "to_send.md", "text": TEXT, "number": ME},
    ),
    Case(
        "MarkorCreateFolder",
        lambda phone, _answer: phone.files.is_dir(f"{NOTEBOOK}/folder_20231015"),
        {"folder_name": "folder_20231015"},
    ),
    Case(
        "MarkorMergeNotes",
        holds("whole", "content1\n\ncontent2\n\ncontent3"),
        _MERGE,
        before=_notes(_PARTS),
    ),
    _edit("header", f"Hello, World!\n{TEXT}"),
    _edit("footer", f"{TEXT}\nHello, World!"),
    _edit("replace", "Hello, World!"),
    Case(
        "MarkorChangeNoteContent",
        holds("new.md", "fresh", gone="old.txt"),
        {"original_name": "old.txt", "new_name": "new.md", "updated_content": "fresh"},
        before=_notes({"old.txt": TEXT}),
    ),
    Case(
        "MarkorAddNoteHeader",
        exactly("new.txt", f"Header\n\n{TEXT}\n", gone="old.txt"),
        {"original_name": "old.txt", "new_name": "new.txt", "header": "Header", "original_content": TEXT},
        before=_notes({"old.txt": TEXT}),
    ),
    Case(
        "MarkorDeleteNote",
        _left(*NOISE),
        {"file_name": "bold_king_edited", "noise_candidates": list(NOISE)},
        before=_notes({"bold_king_edited": TEXT}),
    ),
    Case(
        "MarkorDeleteNewestNote",
        _left("a.md", "c.md"),
        before=_notes({"a.md": "1", "c.md": "2", "b.txt": "3"}, ()),
    ),
    Case("MarkorDeleteAllNotes", _left(), before=_notes({"a.md": "1", "b.txt": "2"})),
    Case("MarkorDeleteAllNotes", _left(), before=_notes({"a.md": "1"}, ()), name="single"),
    Case(
        "MarkorMoveNote",
        _moved,
        {"file_name": "shy_king.md", "source_folder": "StudyGuides", "destination_folder": "MeetingMinutes"},
        before=_folders,
    ),
)
