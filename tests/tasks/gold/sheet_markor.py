"""Sheets for notes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from random import Random

from device.phone.phone import Phone
from tasks.chance import NOTES, SENTENCES, apart, code, noise_names, note_name, number, stem_name
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_markor import exactly, files, holds, put, shared
from tests.tasks.gold.sheet import Draw

_FOLDERS = ("BookNotes", "CodeSnippets", "DailyNotes", "MeetingMinutes", "StudyGuides", "WorkProjects")
Prepare = Callable[[Phone], None]


def _with(notes: Mapping[str, str], *noise: str, folder: str = "") -> Prepare:
    """These notes are there, and others of the names of `noise`."""

    def before(phone: Phone) -> None:
        for name, text in notes.items():
            put(phone, f"{folder}{name}", text)
        for name in noise:
            put(phone, f"{folder}{name}", "noise of twenty signs")

    return before


def _create(random: Random) -> Case:
    values = {"file_name": note_name(random), "text": random.choice(SENTENCES)}
    return Case("MarkorCreateNote", holds(values["file_name"], values["text"]), values)


def _create_from_clipboard(random: Random) -> Case:
    values = {"file_name": note_name(random), "file_content": code(random, 20)}
    text = values["file_content"]
    done = holds(values["file_name"], text)
    return Case("MarkorCreateNoteFromClipboard", done, values, before=lambda phone: phone.set_clipboard(text))


def _create_and_send(random: Random) -> Case:
    values = {"file_name": note_name(random), "number": number(random), "text": random.choice(SENTENCES)}
    return Case(
        "MarkorCreateNoteAndSms", shared(values["file_name"], values["text"], values["number"]), values
    )


def _create_folder(random: Random) -> Case:
    name = f"folder_2026{random.randint(1, 12):02d}{random.randint(1, 28):02d}_{random.randrange(10**6):06d}"

    def done(phone: Phone, _answer: str) -> bool:
        return phone.files.is_dir(f"/sdcard/Documents/Markor/{name}")

    before = _with({}, *noise_names(random, "file"))
    return Case("MarkorCreateFolder", done, {"folder_name": name}, before=before)


def _merge(random: Random) -> Case:
    names = apart(random, 3, note_name)
    texts = [code(random, 20) for _ in names]
    whole = code(random, 8)
    values = {"new_file_name": whole}
    for place, (name, text) in enumerate(zip(names, texts, strict=True), 1):
        values |= {f"file{place}_name": name, f"file{place}_content": text}
    before = _with(dict(zip(names, texts, strict=True)))
    return Case("MarkorMergeNotes", holds(whole, "\n\n".join(texts)), values, before=before)


def _edit(random: Random) -> Case:
    name = f"note_{code(random, 5)}{random.choice(('.md', '.txt'))}"
    old, new = random.choice(SENTENCES), random.choice(SENTENCES)
    kind = random.choice(("header", "footer", "replace"))
    values = {"file_name": name, "edit_type": kind}
    if kind == "replace":
        new = "\n".join(random.choice(SENTENCES) for _ in range(3))
        values["replace_text"], result = new, new
    else:
        values[kind], result = new, f"{new}\n{old}" if kind == "header" else f"{old}\n{new}"
    before = _with({name: old}, *noise_names(random, name))
    return Case("MarkorEditNote", holds(name, result), values, before=before)


def _change(random: Random) -> Case:
    old, new = apart(random, 2, note_name)
    values = {"original_name": old, "new_name": new, "updated_content": code(random, 20)}
    done = holds(new, values["updated_content"], gone=old)
    noise = [name for name in noise_names(random, old) if name != new]
    return Case("MarkorChangeNoteContent", done, values, before=_with({old: code(random, 20)}, *noise))


def _add_header(random: Random) -> Case:
    old, new = apart(random, 2, note_name)
    text, header = random.choice(SENTENCES), code(random, 20)
    values = {"original_name": old, "new_name": new, "header": header, "original_content": text}
    done = exactly(new, f"{header}\n\n{text}\n", gone=old)
    noise = [name for name in noise_names(random, old) if name != new]
    return Case("MarkorAddNoteHeader", done, values, before=_with({old: text}, *noise))


def _only(phone: Phone, names: Sequence[str]) -> bool:
    return sorted(files(phone)) == sorted(names)


def _delete(random: Random) -> Case:
    """The name has no ending, the others are called much the same, one in a folder just the same."""
    name, folder = stem_name(random), random.choice(_FOLDERS)
    noise = noise_names(random, name)

    def done(phone: Phone, _answer: str) -> bool:
        return _only(phone, noise) and files(phone, folder) == [name]

    return Case(
        "MarkorDeleteNote",
        done,
        {"file_name": name, "noise_candidates": list(NOTES)},
        before=_with({name: "", f"{folder}/{name}": "another"}, *noise),
    )


def _delete_all(random: Random) -> Case:
    names = noise_names(random, code(random, 5))
    return Case("MarkorDeleteAllNotes", lambda phone, _answer: not files(phone), before=_with({}, *names))


def _delete_newest(random: Random) -> Case:
    """The clock goes hours on or back from note to note."""
    names = apart(random, random.randint(2, 6), note_name)
    steps = [random.randint(-500, 500) * 60 for _ in names]
    times = [sum(steps[:place]) + place for place in range(len(names))]
    newest = max(range(len(names)), key=lambda place: times[place])

    def before(phone: Phone) -> None:
        for name, step in zip(names, steps, strict=True):
            put(phone, name, random.choice(SENTENCES))
            then = datetime.fromtimestamp(phone.clock.date_ms / 1000 + step, UTC)
            phone.shell(f"date {then:%m%d%H%M%y.%S}")

    left = [name for place, name in enumerate(names) if place != newest]
    return Case("MarkorDeleteNewestNote", lambda phone, _answer: _only(phone, left), before=before)


def _move(random: Random) -> Case:
    """A note of the same name lies in a third folder and in the notebook itself."""
    source, destination, third = random.sample(_FOLDERS, 3)
    name = note_name(random)
    values = {
        "file_name": name,
        "source_folder": source,
        "destination_folder": destination,
        "noise_candidates": list(NOTES),
    }
    noise = noise_names(random, name)

    def before(phone: Phone) -> None:
        _with({name: "the other", f"{third}/{name}": "a third"})(phone)
        _with({name: "this one"}, *noise, folder=f"{source}/")(phone)
        phone.shell(f"mkdir -p /sdcard/Documents/Markor/{destination}")

    def done(phone: Phone, _answer: str) -> bool:
        return (
            holds(f"{destination}/{name}", "this one", gone=f"{source}/{name}")(phone, "")
            and holds(f"{third}/{name}", "a third")(phone, "")
            and _only(phone, [name])
            and sorted(files(phone, source)) == sorted(noise)
        )

    return Case("MarkorMoveNote", done, values, before=before)


SHEETS: Mapping[str, Draw] = {
    "MarkorCreateNote": _create,
    "MarkorCreateNoteFromClipboard": _create_from_clipboard,
    "MarkorCreateNoteAndSms": _create_and_send,
    "MarkorCreateFolder": _create_folder,
    "MarkorMergeNotes": _merge,
    "MarkorEditNote": _edit,
    "MarkorChangeNoteContent": _change,
    "MarkorAddNoteHeader": _add_header,
    "MarkorDeleteNote": _delete,
    "MarkorDeleteAllNotes": _delete_all,
    "MarkorDeleteNewestNote": _delete_newest,
    "MarkorMoveNote": _move,
}
