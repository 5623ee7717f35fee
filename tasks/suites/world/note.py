"""Notes made in Markor: written, pasted, put together, shared; and a folder.

Where we differ from AndroidWorld. What a note says must be right sign by sign, but for blanks at its ends
(nine letters of ten are enough there), and all other notes must be as they were. The folder's name is drawn
from the seed (there it is the moment at which the suite is made, so that no seed repeats it), and nothing
else may have come into the notebook. The message that goes with a note is judged as all messages are.
"""

from collections.abc import Iterable
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import SENTENCES, apart, code, noise_names, note_name, number
from tasks.material.filing import file_says, only_files
from tasks.material.notebook import NOTEBOOK, NOTES, note, put_notes
from tasks.material.people import fill_messages
from tasks.scene import Scene
from tasks.stage import STORAGE, Stage
from tasks.suites.world.message import sent
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_PARTS = (1, 2, 3)


# -- drawing -------------------------------------------------------------------------------------------
def _create(random: Random) -> Params:
    name = note_name(random)
    noise = [one for one in noise_names(random, name) if one != name]
    return cast(Params, {"file_name": name, "text": random.choice(SENTENCES), "noise_candidates": noise})


def _paste(random: Random) -> Params:
    name = note_name(random)
    return cast(
        Params,
        {
            "file_name": name,
            "file_content": code(random, 20),
            "noise_candidates": list(noise_names(random, name)),
        },
    )


def _create_and_send(random: Random) -> Params:
    return {**_create(random), "number": number(random)}


def _folder(random: Random) -> Params:
    day = f"2023{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    name = f"folder_{day}_{random.randrange(10**6):06d}"
    return cast(Params, {"folder_name": name, "noise_candidates": list(noise_names(random, "folder"))})


def _merge(random: Random) -> Params:
    names = apart(random, len(_PARTS), note_name)
    said = {"new_file_name": code(random, 8)}
    for place, name in zip(_PARTS, names, strict=True):
        said |= {f"file{place}_name": name, f"file{place}_content": code(random, 20)}
    return said


# -- before --------------------------------------------------------------------------------------------
def _noise(params: Params) -> list[str]:
    return cast(list[str], params["noise_candidates"])


def _among_others(stage: Stage, params: Params) -> None:
    put_notes(stage, {}, _noise(params))


def _with_clipboard(stage: Stage, params: Params) -> None:
    _among_others(stage, params)
    stage.clipboard(str(params["file_content"]))


def _nothing_said(stage: Stage, params: Params) -> None:
    _among_others(stage, params)
    fill_messages(stage, ())


def _with_parts(stage: Stage, params: Params) -> None:
    put_notes(stage, {str(params[f"file{n}_name"]): str(params[f"file{n}_content"]) for n in _PARTS})


# -- after ---------------------------------------------------------------------------------------------
def written(scene: Scene, name: str, text: str, weight: float = 1.0) -> Iterable[Clause]:
    """That a note came that says this, and no other came, went or changed."""
    path = note(name)
    yield file_says(scene, f"the note {name} says {text!r}", path, text, weight)
    yield only_files(scene, "all other notes are as they were", NOTES, {"added": [path]}, weight=weight / 2)


def _created(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from written(scene, str(params["file_name"]), str(params["text"]))


def _pasted(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from written(scene, str(params["file_name"]), str(params["file_content"]))


def _created_and_sent(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from _created(scene, params)
    yield sent(scene, str(params["number"]), str(params["text"]), weight=1.5)


def _folder_made(scene: Scene, params: Params) -> Iterable[Clause]:
    listed = scene.device.shell(["find", f"{STORAGE}/{NOTEBOOK}", "-mindepth", "1", "-type", "d"]).text
    found = [line.removeprefix(f"{STORAGE}/{NOTEBOOK}/") for line in listed.splitlines()]
    yield Clause(
        demand=f"{params['folder_name']} is the one folder in the notebook",
        ok=found == [params["folder_name"]],
        evidence=f"its folders: {', '.join(found) or 'none'}",
    )
    folder = f"{note(str(params['folder_name']))}/"
    yield only_files(scene, "all notes are as they were", NOTES, {"added": [folder]}, weight=0)


def _merged(scene: Scene, params: Params) -> Iterable[Clause]:
    whole = "\n\n".join(str(params[f"file{place}_content"]) for place in _PARTS)
    yield from written(scene, str(params["new_file_name"]), whole)


TEMPLATES = (
    Template(FACTS["MarkorCreateNote"], _created, _create, _among_others),
    Template(FACTS["MarkorCreateNoteFromClipboard"], _pasted, _paste, _with_clipboard),
    Template(FACTS["MarkorCreateNoteAndSms"], _created_and_sent, _create_and_send, _nothing_said),
    Template(FACTS["MarkorCreateFolder"], _folder_made, _folder, _among_others),
    Template(FACTS["MarkorMergeNotes"], _merged, _merge, _with_parts),
)
