"""Notes changed in Markor: their text, their name, their place, and whether they are there at all.

Where we differ from AndroidWorld. Texts must be right sign by sign but for blanks at their ends (nine letters
of ten are enough there), and what was not meant must be as it was, in every folder. The newest note is the
one changed last, by a time that each note was given in the past; there the phone's clock is moved to and fro
between the notes, times of access decide, and a note too many ends in an error.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import NOTES as KNOWN
from tasks.material.chance import SENTENCES, apart, code, noise_names, note_name, stem_name
from tasks.material.filing import file_gone, file_says, is_copy, only_files
from tasks.material.notebook import NOTEBOOK, NOTES, note, put_folders, put_notes
from tasks.scene import Scene
from tasks.stage import NOW, Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_FOLDERS = ("BookNotes", "CodeSnippets", "DailyNotes", "MeetingMinutes", "StudyGuides", "WorkProjects")
_CHANGES = {
    "header": "on a line of its own above everything that is in it, add: {header}",
    "footer": "on a line of its own below everything that is in it, add: {footer}",
    "replace": "take out all that is in it and write in its place:\n{replace_text}",
}
_LONG_AGO = 60 * 24 * 20
"""Minutes."""


# -- drawing -------------------------------------------------------------------------------------------
def _others(random: Random, *besides: str) -> list[str]:
    """Other notes, some called much like the first of `besides`."""
    return [name for name in noise_names(random, besides[0]) if name not in besides]


def _edit(random: Random) -> Params:
    name = f"note_{code(random, 5)}{random.choice(('.md', '.txt'))}"
    kind = random.choice(tuple(_CHANGES))
    old, *new = random.sample(SENTENCES, 4)
    value = {"replace_text": "\n".join(new[:3])} if kind == "replace" else {kind: new[0]}
    said = {"file_name": name, "edit_type": kind, **value, "original_content": old}
    return cast(Params, {**said, "noise_candidates": _others(random, name)})


def _change(random: Random) -> Params:
    old, new = apart(random, 2, note_name)
    said = {"original_name": old, "new_name": new, "updated_content": code(random, 20)}
    more = {"original_content": code(random, 20), "noise_candidates": _others(random, old, new)}
    return cast(Params, {**said, **more})


def _add_header(random: Random) -> Params:
    old, new = apart(random, 2, note_name)
    said = {"original_name": old, "new_name": new, "header": code(random, 20)}
    more = {"original_content": random.choice(SENTENCES), "noise_candidates": _others(random, old, new)}
    return cast(Params, {**said, **more})


def _delete(random: Random) -> Params:
    """The name has no ending; others are called much the same, and one in a folder just the same."""
    name = stem_name(random)
    said = {"file_name": name, "folder": random.choice(_FOLDERS)}
    return cast(Params, {**said, "noise_candidates": _others(random, name)})


def _delete_all(random: Random) -> Params:
    return cast(Params, {"noise_candidates": _others(random, code(random, 5))})


def _delete_newest(random: Random) -> Params:
    names = apart(random, random.randint(2, 8), note_name)
    ago = random.sample(range(1, _LONG_AGO), len(names))
    notes = [{"name": name, "minutes_ago": minutes} for name, minutes in zip(names, ago, strict=True)]
    return cast(Params, {"notes": notes})


def _move(random: Random) -> Params:
    """A note of the same name lies in a third folder, and one in the notebook itself."""
    source, target, third = random.sample(_FOLDERS, 3)
    name = random.choice((note_name(random), random.choice(KNOWN)))
    said = {"file_name": name, "source_folder": source, "destination_folder": target, "third_folder": third}
    return cast(Params, {**said, "noise_candidates": _others(random, name)})


# -- words ---------------------------------------------------------------------------------------------
def _in_words(params: Params) -> Params:
    return {**params, "change": _CHANGES[str(params["edit_type"])].format(**params)}


# -- before --------------------------------------------------------------------------------------------
def _noise(params: Params) -> Sequence[str]:
    return cast(Sequence[str], params["noise_candidates"])


def _with_original(stage: Stage, params: Params) -> None:
    name = str(params.get("file_name", params.get("original_name")))
    put_notes(stage, {name: str(params["original_content"])}, _noise(params))


def _with_doomed(stage: Stage, params: Params) -> None:
    name = str(params["file_name"])
    put_notes(stage, {name: "This one can go.", f"{params['folder']}/{name}": "Another."}, _noise(params))


def _with_many(stage: Stage, params: Params) -> None:
    put_notes(stage, {}, _noise(params))


def _with_times(stage: Stage, params: Params) -> None:
    stage.empty(NOTEBOOK)
    for row in _timed(params):
        at = NOW - timedelta(minutes=int(str(row["minutes_ago"])))
        stage.file(note(str(row["name"])), f"Written on {at:%B %d, %H:%M}.\n", at)


def _with_folders(stage: Stage, params: Params) -> None:
    name, source = str(params["file_name"]), str(params["source_folder"])
    notes = {
        name: "In no folder.",
        f"{params['third_folder']}/{name}": "A third.",
        f"{source}/{name}": "This.",
    }
    put_notes(stage, notes, [f"{source}/{one}" for one in _noise(params)])
    put_folders(stage, str(params["destination_folder"]))


def _timed(params: Params) -> Sequence[Mapping[str, object]]:
    return cast(Sequence[Mapping[str, object]], params["notes"])


# -- after ---------------------------------------------------------------------------------------------
def _edited(scene: Scene, params: Params) -> Iterable[Clause]:
    old, kind = str(params["original_content"]), str(params["edit_type"])
    result = {
        "header": f"{params.get('header')}\n{old}",
        "footer": f"{old}\n{params.get('footer')}",
        "replace": str(params.get("replace_text")),
    }[kind]
    path = note(str(params["file_name"]))
    yield file_says(scene, f"the note says {result!r}", path, result)
    yield only_files(scene, "all other notes are as they were", NOTES, {"changed": [path]}, weight=0.5)


def _changed(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from _renamed(scene, params, str(params["updated_content"]))


def _headed(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from _renamed(scene, params, f"{params['header']}\n\n{params['original_content']}")


def _renamed(scene: Scene, params: Params, text: str) -> Iterable[Clause]:
    """That a note has its new name alone, and says this."""
    old, new = note(str(params["original_name"])), note(str(params["new_name"]))
    yield file_says(scene, f"{params['new_name']} says {text!r}", new, text)
    yield file_gone(scene, f"{params['original_name']} is gone", old, weight=0.5)
    yield only_files(
        scene, "all other notes are as they were", NOTES, {"added": [new], "removed": [old]}, weight=0.5
    )


def _deleted(scene: Scene, params: Params) -> Iterable[Clause]:
    path = note(str(params["file_name"]))
    yield only_files(scene, f"{params['file_name']} is gone, and no other note", NOTES, {"removed": [path]})


def _all_deleted(scene: Scene, params: Params) -> Iterable[Clause]:
    yield only_files(scene, "all notes are gone", NOTES, {"removed": [note(name) for name in _noise(params)]})


def _newest_deleted(scene: Scene, params: Params) -> Iterable[Clause]:
    newest = str(min(_timed(params), key=lambda row: int(str(row["minutes_ago"])))["name"])
    yield only_files(
        scene, f"{newest}, changed last, is gone, and no other note", NOTES, {"removed": [note(newest)]}
    )


def _moved(scene: Scene, params: Params) -> Iterable[Clause]:
    name = str(params["file_name"])
    old, new = (note(f"{params[key]}/{name}") for key in ("source_folder", "destination_folder"))
    yield is_copy(scene, f"{new} is what it was", new, old)
    yield only_files(
        scene,
        "it is gone from where it was, and all other notes stay",
        NOTES,
        {"added": [new], "removed": [old]},
    )


TEMPLATES = (
    Template(FACTS["MarkorEditNote"], _edited, _edit, _with_original, _in_words),
    Template(FACTS["MarkorChangeNoteContent"], _changed, _change, _with_original),
    Template(FACTS["MarkorAddNoteHeader"], _headed, _add_header, _with_original),
    Template(FACTS["MarkorDeleteNote"], _deleted, _delete, _with_doomed),
    Template(FACTS["MarkorDeleteAllNotes"], _all_deleted, _delete_all, _with_many),
    Template(FACTS["MarkorDeleteNewestNote"], _newest_deleted, _delete_newest, _with_times),
    Template(FACTS["MarkorMoveNote"], _moved, _move, _with_folders),
)
